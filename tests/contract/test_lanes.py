"""A source that floods the queue delays no other."""

from __future__ import annotations

from tests.contract.conftest import World, article, commit, lease
from worker.store.protocol import Policy, Store, Submission

SHARDS = 5  # the most that a world has; each counts for itself, so a share is kept to within one document a shard


def flood(count: int, source: str | None = "flood") -> list[Submission]:
    return [article(f"{source}{i}", source=source) for i in range(count)]


def test_a_flood_goes_on_in_the_bulk_lane(world: World) -> None:
    """Its first documents stay in their lane, the rest goes to the other; other sources do not notice."""
    store = world.open(Policy(source_share=20))
    queues = [receipt.queue for receipt in store.submit(flood(200))]
    assert queues.count("articles") in range(20, 20 + SHARDS)
    assert set(queues[-50:]) == {"bulk"}
    assert store.submit([article("single", source="other")])[0].queue == "articles"
    assert store.submit([article("none")])[0].queue == "articles"


def test_the_lane_is_kept(world: World) -> None:
    """A receipt for the same again, a release, a reaper: all name the lane that was chosen."""
    store = world.open(Policy(source_share=1))
    submissions = flood(20)
    chosen = {receipt.id: receipt.queue for receipt in store.submit(submissions)}
    assert {receipt.id: receipt.queue for receipt in store.submit(submissions)} == chosen
    assert dict(store.reap(limit=100, overdue_ms=0)) == chosen


def test_room_comes_back(world: World) -> None:
    """Done, dead or replaced documents do not count against their source."""
    store = world.open(Policy(source_share=1))
    store.submit(flood(20))
    for i in range(20):
        if i % 2:
            commit(store, lease(store, f"flood{i}"))
        else:
            store.bury(f"flood{i}", 1, b"{}")
    assert store.submit([article("next", source="flood")])[0].queue == "articles"


def test_an_import_in_the_bulk_lane_does_not_count(world: World) -> None:
    """While an archive of a source is imported, its news of today goes first."""
    store = world.open(Policy(source_share=1))
    store.submit([article(f"old{i}", source="s", queue="bulk") for i in range(50)])
    assert store.submit([article("today", source="s")])[0].queue == "articles"


def test_those_without_a_source_are_one(world: World) -> None:
    """A directory that is submitted without a name is a flood like any other."""
    store = world.open(Policy(source_share=20))
    assert "bulk" in [receipt.queue for receipt in store.submit(flood(200, None))]


def test_without_a_share_all_stay(world: World) -> None:
    """The rule can be switched off."""
    store = world.open(Policy(source_share=None))
    assert {receipt.queue for receipt in store.submit(flood(50))} == {"articles"}


def test_revising_counts_once(store: Store) -> None:
    """The sums agree when documents change their source."""
    store.submit([article("a", "1", source="x")])
    store.submit([article("a", "2", source="y")])
    commit(store, lease(store, "a"))
    assert list(store.verify()) == []
