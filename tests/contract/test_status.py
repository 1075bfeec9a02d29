"""The books balance, and say how old things are."""

from __future__ import annotations

from tests.contract.conftest import World, article, commit, finish, lease
from worker.store.books import sums_differ
from worker.store.protocol import Policy, Status, Store


def test_an_empty_ledger(store: Store) -> None:
    """Zeros and no ages."""
    assert store.status() == Status(0, 0, 0, 0, 0, 0, None, None, 0, {})


def test_counts(store: Store) -> None:
    """Each document is in one place."""
    finish(store, "done")
    store.submit([article("queued"), article("leased"), article("dead"), article("revised"), article("revised", "b")])
    lease(store, "leased")
    store.bury("dead", 1, b"{}")
    status = store.status()
    assert (status.queued, status.leased, status.done, status.dead) == (2, 1, 1, 1)
    assert (status.submitted, status.recent) == (6, 1)
    assert sums_differ(status) is None


def test_ages(world: World) -> None:
    """Of the oldest open document, whether leased or not, and of the last commit."""
    store = world.open(Policy())
    finish(store, "done")
    store.submit([article("old")])
    world.wait_ms(30)
    store.submit([article("new")])
    held = lease(store, "old")
    status = store.status()
    assert status.oldest_seconds is not None
    assert status.idle_seconds is not None
    assert status.oldest_seconds >= 0.03
    assert status.idle_seconds >= 0.03
    commit(store, held)
    after = store.status()
    assert after.oldest_seconds is not None
    assert after.oldest_seconds < status.oldest_seconds + 30


def test_replays_and_reprocessing_balance(store: Store) -> None:
    """Whatever is done to a document, the sums agree."""
    finish(store, "a", "b")
    store.submit([article("c")])
    store.bury("c", 1, b"{}")
    store.replay("c")
    store.requeue(["a", "b"], pipeline="0.2.0+b")
    commit(store, lease(store, "a", "0.2.0+b"), "0.2.0+b")
    assert sums_differ(store.status()) is None
