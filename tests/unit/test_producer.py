"""Many batches, one behind the other: each is stored, then announced, then answered for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from schemas import Article
from tests.unit.helpers import Announced, article
from worker.errors import Overloaded, Unavailable
from worker.producer import Producer
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Policy, Queue, Result


def batches(*sizes: int) -> Iterator[list[Article]]:
    """Batches of so many articles, with ids b0-0, b0-1 …, b1-0 and so on."""
    for number, size in enumerate(sizes):
        yield [article(f"b{number}-{i}", f"نص {number} {i}") for i in range(size)]


def test_each_batch_has_its_receipts_in_order() -> None:
    """An empty one has none."""
    streamed = Producer(MemoryStore(Policy()), Announced()).stream(batches(2, 0, 1))
    assert [[receipt.id for receipt in receipts] for receipts in streamed] == [["b0-0", "b0-1"], [], ["b2-0"]]


def test_no_batches() -> None:
    """Nothing in, nothing out."""
    assert list(Producer(MemoryStore(Policy()), Announced()).stream([])) == []


def test_whoever_has_a_receipt_is_announced() -> None:
    """Before the receipt is given; nothing is announced that is not stored, or was before."""
    store, announced = MemoryStore(Policy()), Announced()
    producer = Producer(store, announced, "bulk")
    producer.submit([article("b1-0", "نص 1 0")])
    for receipts in producer.stream(batches(1, 2, 1)):
        told = [id for id, _ in announced.ids]
        assert {receipt.id for receipt in receipts} <= set(told)
        assert None not in store.states(told)
    assert announced.ids == [(id, "bulk") for id in ("b1-0", "b0-0", "b1-1", "b2-0")]


def test_one_batch_is_on_its_way() -> None:
    """The next batch is stored before the receipts of the one before it are given, and no batch beyond."""
    store = MemoryStore(Policy())
    streamed = Producer(store, Announced()).stream(batches(1, 1, 1, 1))
    next(streamed)
    assert store.states(["b0-0", "b1-0", "b2-0"]) == ["queued", "queued", None]


def test_what_is_on_its_way_is_announced_before_room_is_waited_for() -> None:
    """Otherwise no worker would make room."""
    store, announced = MemoryStore(Policy(max_queued=1)), Announced()
    receipts = []
    for some in Producer(store, announced, patience_seconds=60).stream(batches(1, 1, 1)):
        receipts += some
        for receipt in some:  # a worker hears of it, and makes room
            (claim,) = store.claim([receipt.id], pipeline="1")
            assert isinstance(claim, Lease)
            store.commit([Result(receipt.id, 1, "1", b"{}")])
    assert [receipt.status for receipt in receipts] == ["new"] * 3
    assert [id for id, _ in announced.ids] == ["b0-0", "b1-0", "b2-0"]


def test_where_there_is_no_room_to_the_end() -> None:
    """It says so; what came before has its receipts and was announced."""
    store, announced = MemoryStore(Policy(max_queued=2)), Announced()
    streamed = Producer(store, announced).stream(batches(1, 1, 1))
    assert [receipt.id for receipt in next(streamed)] == ["b0-0"]
    assert [receipt.id for receipt in next(streamed)] == ["b1-0"]
    with pytest.raises(Overloaded, match="start more workers"):
        next(streamed)
    assert [id for id, _ in announced.ids] == ["b0-0", "b1-0"]
    assert store.states(["b2-0"]) == [None]


class Deaf:
    """A broker that is away."""

    def publish(self, ids: Sequence[str], queue: Queue) -> None:  # noqa: ARG002 - an Announcer
        raise Unavailable("no broker")


def test_no_receipt_without_an_announcement() -> None:
    """Where the broker is away it says so; what is stored is found by the reaper, or submitted again."""
    store = MemoryStore(Policy())
    with pytest.raises(Unavailable, match="no broker"):
        list(Producer(store, Deaf()).stream(batches(1, 1)))
    assert store.reap(limit=10, overdue_ms=0) == [("b0-0", "articles"), ("b1-0", "articles")]
    again = list(Producer(store, Announced()).stream(batches(1, 1)))
    assert [[receipt.status for receipt in receipts] for receipts in again] == [["unchanged"], ["unchanged"]]
