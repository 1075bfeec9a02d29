"""Naming what has to be published again."""

from __future__ import annotations

from tests.contract.conftest import World, article, commit, finish, lease
from worker.store.keys import shard_of
from worker.store.protocol import Policy


def test_nothing_to_name(world: World) -> None:
    """Fresh documents wait their turn; leased ones have their time; done ones are done."""
    store = world.open(Policy())
    store.submit([article("waits"), article("leased")])
    lease(store, "leased")
    finish(store, "done")
    assert store.reap(limit=10, overdue_ms=60_000) == []
    assert store.reap(limit=10, overdue_ms=None) == []


def test_a_dead_workers_document_is_named_once(world: World) -> None:
    """Whoever asks: the first is told."""
    store, other = world.open(Policy(lease_ms=20)), world.open(Policy(lease_ms=20))
    store.submit([article("a")])
    lease(store, "a")
    world.wait_ms(30)
    assert [s.reap(limit=10, overdue_ms=None) for s in (store, other)] == [[("a", "articles")], []]
    status = store.status()
    assert (status.queued, status.leased, status.counters["expired"]) == (1, 0, 1)


def test_overdue_documents_are_named_in_turn(world: World) -> None:
    """Their message was lost: they are published again, and wait from then on as if they had just come."""
    store = world.open(Policy())
    first, second = on_one_shard()
    store.submit([article(first)])
    world.wait_ms(20)
    store.submit([article(second)])
    for _ in range(2):  # who was named stands behind the other, however long the calls take
        world.wait_ms(20)
        assert [store.reap(limit=1, overdue_ms=10) for _ in range(2)] == [[(first, "articles")], [(second, "articles")]]


def on_one_shard() -> list[str]:
    """Two ids that share a shard in every world, for documents wait in a row of their shard."""
    same = 3 * 5  # the numbers of shards that the worlds have
    return sorted(id for id in map(str, range(100)) if shard_of(id, same) == 0)[:2]


def test_overdue_only_when_asked(world: World) -> None:
    """With a full broker the waiting are not named."""
    store = world.open(Policy())
    store.submit([article("a")])
    world.wait_ms(20)
    assert store.reap(limit=10, overdue_ms=None) == []
    assert store.reap(limit=10, overdue_ms=0) == [("a", "articles")]


def test_the_limit_is_kept_and_nothing_is_forgotten(world: World) -> None:
    """Asked again, the rest is named, the oldest first."""
    store = world.open(Policy(lease_ms=20))
    ids = [f"d{i}" for i in range(10)]
    store.submit([article(id) for id in ids])
    for id in ids:
        lease(store, id)
    world.wait_ms(30)
    named = [store.reap(limit=4, overdue_ms=None) for _ in range(4)]
    assert [len(some) for some in named] == [4, 4, 2, 0]
    assert sorted(id for some in named for id, _ in some) == ids


def test_the_queue_is_named_with_the_id(world: World) -> None:
    """A bulk document stays in the bulk lane."""
    store = world.open(Policy(lease_ms=20))
    store.submit([article("a", queue="bulk"), article("b")])
    for id in ("a", "b"):
        lease(store, id)
    world.wait_ms(30)
    assert sorted(store.reap(limit=10, overdue_ms=None)) == [("a", "bulk"), ("b", "articles")]


def test_a_named_document_is_done_by_whoever_comes_first(world: World) -> None:
    """Two messages for one document: one result."""
    store = world.open(Policy(lease_ms=20))
    store.submit([article("a")])
    old = lease(store, "a")
    world.wait_ms(30)
    store.reap(limit=10, overdue_ms=None)
    new = lease(store, "a")
    assert [commit(store, new), commit(store, old)] == ["committed", "already"]
