"""Sending on without waiting for receipts: the same promises as submitting, and the order is kept."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.contract.conftest import World, article, commit, lease
from worker.errors import Overloaded
from worker.store.protocol import Policy, Receipt, Store


def test_receipts_come_in_the_order_of_sending(store: Store) -> None:
    """One each, whenever they are asked for."""
    with closing(store.sender()) as sender:
        sender.send([article("a"), article("b")])
        sender.send(iter([article("c")]))
        assert [receipt.id for receipt in sender.receive()] == ["a", "b"]
        sender.send([article("a")])
        assert sender.receive() == [Receipt("c", 1, "new", "queued")]
        assert sender.receive() == [Receipt("a", 1, "unchanged", "queued")]
    assert store.status().submitted == 3


def test_nothing_sent_has_no_receipt(store: Store) -> None:
    """An empty batch is a batch."""
    with closing(store.sender()) as sender:
        sender.send([])
        sender.send([article("a")])
        assert sender.receive() == []
        assert [receipt.id for receipt in sender.receive()] == ["a"]


def test_more_than_a_call_takes(store: Store) -> None:
    """Many, and large ones: each has its own receipt."""
    large = "x" * 600_000
    given = [article(f"d{i}", large if i % 97 == 0 else "a") for i in range(400)]
    with closing(store.sender()) as sender:
        sender.send(given)
        sender.send(given)
        assert [(r.id, r.status) for r in sender.receive()] == [(one.id, "new") for one in given]
        assert [(r.id, r.status) for r in sender.receive()] == [(one.id, "unchanged") for one in given]
    assert lease(store, "d97").payload == given[97].payload


def test_what_was_sent_last_counts(store: Store) -> None:
    """A correction that follows at once, before the first has its receipt."""
    with closing(store.sender()) as sender:
        for content in ("A", "B", "A"):
            sender.send([article("a", content)])
        assert [sender.receive()[0].revision for _ in range(3)] == [1, 2, 3]
    assert lease(store, "a").payload == b'{"text": "A"}'


def test_without_room_nothing_is_sent(world: World) -> None:
    """It may be sent when there is room again."""
    store = world.open(Policy(max_queued=2))
    with closing(store.sender()) as sender:
        sender.send([article("a"), article("b")])
        assert [receipt.status for receipt in sender.receive()] == ["new", "new"]
        with pytest.raises(Overloaded, match=r"2 documents wait, the bound is 2"):
            sender.send([article("late")])
        commit(store, lease(store, "a"))
        sender.send([article("late")])
        assert [receipt.status for receipt in sender.receive()] == ["new"]


def test_whoever_leaves_early_may_submit_again(store: Store) -> None:
    """Stored or not by then, each is one revision."""
    given = [article(f"d{i}") for i in range(300)]
    with closing(store.sender()) as sender:
        sender.send(given)
    assert {(receipt.revision, receipt.status) for receipt in store.submit(given)} <= {(1, "new"), (1, "unchanged")}
    assert store.status().submitted == 300
