"""The results stream stays short, and loses nothing that a group needs."""

from __future__ import annotations

from tests.contract.conftest import World, finish
from worker.store.protocol import Policy, Store

_DAY_MS = 86_400_000


def finish_many(store: Store, count: int) -> None:
    finish(store, *(f"d{i}" for i in range(count)))


def test_nothing_is_cut_before_a_group_reads(store: Store) -> None:
    """The first group shall find everything."""
    finish_many(store, 300)
    tidied = store.tidy()
    assert (tidied.behind, tidied.beyond, tidied.entries) == (0, 0, 300)
    assert len(store.read("g", "c", limit=1000)) == 300


def test_cut_behind_the_slowest_group(store: Store) -> None:
    """What one group still needs stays, read or not; what all have acknowledged goes."""
    finish_many(store, 900)
    quick = store.read("quick", "c", limit=1000)
    store.ack("quick", quick)
    slow = store.read("slow", "c", limit=600)
    store.ack("slow", slow[:450])
    tidied = store.tidy()
    assert 0 < tidied.behind <= 450
    assert tidied.beyond == 0
    assert tidied.entries == 900 - tidied.behind
    left = []
    while entries := store.read("slow", "c", limit=1000):
        left += [entry.id for entry in entries]
        store.ack("slow", entries)
    assert sorted(left) == sorted(entry.id for entry in quick if entry not in slow[:450])
    assert store.tidy().behind > 0
    assert [group.missed for group in store.groups()] == [0, 0]


def test_the_bound_bites_and_is_told(world: World) -> None:
    """A group that never comes back cannot fill the store; it learns how many entries it missed."""
    store = world.open(Policy(max_entries=200))
    finish_many(store, 100)
    store.ack("g", store.read("g", "c", limit=10))
    warned = store.tidy()
    assert warned.beyond == 0
    assert 0.1 <= warned.full <= 1
    finish(store, *(f"more{i}" for i in range(1400)))
    tidied = store.tidy()
    assert tidied.beyond > 0
    missed = sum(group.missed for group in store.groups())
    read = []
    while entries := store.read("g", "c", limit=1000):
        read += entries
        store.ack("g", entries)
    (group,) = store.groups()
    assert missed == 0  # not known before it reads on
    assert 10 + len(read) + group.missed == 1500
    assert group.missed > 0
    assert group.lag == 0


def test_a_group_that_comes_late_has_missed_nothing(world: World) -> None:
    """It begins at what is there."""
    store = world.open(Policy())
    finish_many(store, 500)
    store.ack("first", store.read("first", "c", limit=1000))
    store.tidy()
    store.read("late", "c", limit=1000)
    assert {group.name: (group.missed, group.lag) for group in store.groups()} == {"first": (0, 0), "late": (0, 0)}


def test_a_store_at_rest_holds_together(store: Store) -> None:
    """Nothing is found where nothing is wrong."""
    finish_many(store, 20)
    store.submit([])
    assert list(store.verify()) == []
