"""Reading results in groups: every entry at least once, in order, until acknowledged."""

from __future__ import annotations

import threading

import pytest

from tests.contract.conftest import World, article, commit, finish, lease
from worker.store.protocol import Policy, Store


def test_every_group_reads_everything(store: Store) -> None:
    """Two groups, the same entries; one group, each entry once."""
    finish(store, "a", "b", "c")
    first = store.read("g1", "c", limit=10)
    assert sorted(e.id for e in first) == ["a", "b", "c"]
    assert all((e.revision, e.delivered) == (1, 1) for e in first)
    assert sorted(e.id for e in store.read("g2", "c", limit=10)) == ["a", "b", "c"]
    store.ack("g1", first)
    assert store.read("g1", "c", limit=10) == []


def test_order_of_commit(store: Store) -> None:
    """Numbers and positions grow, without a gap, within a shard."""
    for i in range(20):
        finish(store, "same" if i == 0 else f"d{i}")
    entries = store.read("g", "c", limit=100)
    assert len(entries) == 20
    assert {e.number for e in entries} == set(range(1, max(e.number for e in entries) + 1))


def test_consumers_of_a_group_share(store: Store) -> None:
    """No entry goes to two of them."""
    finish(store, *(f"d{i}" for i in range(6)))
    one, two = store.read("g", "one", limit=3), store.read("g", "two", limit=10)
    assert (len(one), len(two)) == (3, 3)
    assert not {e.id for e in one} & {e.id for e in two}


def test_what_was_not_acknowledged_comes_again_singly(store: Store) -> None:
    """After a crash the consumer finds its own entries, before new ones, one at a time."""
    finish(store, "a", "b", "c")
    store.read("g", "c", limit=2)
    seen = []
    while entries := store.read("g", "c", limit=10):
        if any(e.delivered > 1 for e in entries):
            assert len(entries) == 1
        seen += [(e.id, e.delivered) for e in entries]
        store.ack("g", entries)
    assert sorted(id for id, _ in seen) == ["a", "b", "c"]
    assert sorted(delivered for _, delivered in seen) == [1, 2, 2]


def test_a_dead_consumers_entries_go_to_another(world: World) -> None:
    """After it was silent for long enough, not before."""
    store, patient = world.open(Policy(reader_idle_ms=40)), world.open(Policy(reader_idle_ms=60_000))
    finish(store, "a")
    store.read("g", "dies", limit=10)
    assert patient.read("g", "lives", limit=10) == []
    world.wait_ms(50)
    (entry,) = store.read("g", "lives", limit=10)
    assert (entry.id, entry.delivered) == ("a", 2)
    store.ack("g", [entry])
    assert store.read("g", "dies", limit=10) == []


def test_an_entry_that_kills_its_reader_is_put_aside(world: World) -> None:
    """After the deliveries allowed; the others are not harmed."""
    store = world.open(Policy(max_deliveries=3))
    finish(store, "poison")
    for delivered in (1, 2, 3):
        (entry,) = store.read("g", "c", limit=10)
        assert (entry.id, entry.delivered) == ("poison", delivered)
    finish(store, "good")
    (entry,) = store.read("g", "c", limit=10)
    assert entry.id == "good"
    store.ack("g", [entry])
    (aside,) = store.aside("g")
    assert (aside.id, aside.revision, aside.delivered) == ("poison", 1, 3)
    (group,) = store.groups()
    assert (group.aside, group.pending, group.lag) == (1, 0, 0)
    assert store.aside("other") == []


def test_lag(store: Store) -> None:
    """How many entries a group has not been given, and not acknowledged."""
    assert store.groups() == []
    finish(store, *(f"d{i}" for i in range(5)))
    entries = store.read("g", "c", limit=2)
    store.ack("g", entries[:1])
    (group,) = store.groups()
    assert (group.name, group.lag, group.pending, group.missed, group.consumers) == ("g", 3, 1, 0, 1)


def test_nothing_to_read(store: Store) -> None:
    """Empty at once without a wait, and after it with one."""
    assert store.read("g", "c", limit=10) == []
    assert store.read("g", "c", limit=10, block_ms=30) == []


def test_waiting_ends_with_the_first_entry(store: Store) -> None:
    """A consumer that waits is woken by a commit."""
    got: list[str] = []
    store.submit([article("a")])
    held = lease(store, "a")
    reader = threading.Thread(target=lambda: got.extend(e.id for e in store.read("g", "c", limit=1, block_ms=20_000)))
    reader.start()
    commit(store, held)
    reader.join(timeout=120)
    assert got == ["a"]


def test_results_of_many_ids(store: Store) -> None:
    """In the order asked for; None where there is none."""
    finish(store, "a", "b")
    assert store.results(["b", "ghost", "a"]) == [b'{"id": "b", "rev": 1}', None, b'{"id": "a", "rev": 1}']
    assert store.results([]) == []


def test_ids_by_age(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every id with a result, or those committed since a moment, over many pages."""
    monkeypatch.setattr("worker.store.redis.base._PAGE", 20)
    store = world.open(Policy())
    old, new = [f"old{i}" for i in range(110)], ["new1", "new2"]
    finish(store, *old)
    world.wait_ms(50)
    finish(store, *new)
    assert sorted(store.ids()) == sorted(old + new)
    middle = min(moment for moment, _ in store.recent(len(new)))
    assert sorted(store.ids(since_ms=middle)) == sorted(new)
    assert list(store.ids(since_ms=middle + 10**9)) == []


def test_an_entry_of_a_document_revised_since(store: Store) -> None:
    """Each committed revision has its own entry."""
    finish(store, "a")
    store.submit([article("a", "new")])
    commit(store, lease(store, "a"))
    assert [(e.id, e.revision) for e in store.read("g", "c", limit=10)] == [("a", 1), ("a", 2)]


def test_ids_while_all_are_done_again(world: World) -> None:
    """Each is named once, though each gets a new result as it is named."""
    store = world.open(Policy())
    ids = [f"d{i}" for i in range(30)]
    finish(store, *ids)
    world.wait_ms(2)
    named = []
    for id in store.ids():
        named.append(id)
        store.submit([article(id, "new")])
        commit(store, lease(store, id))
        world.wait_ms(1)
    assert sorted(named) == sorted(ids)


def test_a_group_that_never_read_has_nothing_to_acknowledge(store: Store) -> None:
    """A consumer with the wrong group's name harms nobody."""
    finish(store, "a")
    entries = store.read("g", "c", limit=10)
    store.ack("other", entries)
    assert [entry.id for entry in store.read("g", "c", limit=10)] == ["a"]
    assert [group.name for group in store.groups()] == ["g"]
