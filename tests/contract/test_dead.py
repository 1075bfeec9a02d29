"""Dead letters: kept with their article until replayed or dropped."""

from __future__ import annotations

import pytest

from tests.contract.conftest import World, article, claim, commit, finish, lease
from worker.store.protocol import Lease, Policy, Refused, Store


def test_a_buried_document(store: Store) -> None:
    """Not open any more, in the list, refused to workers."""
    store.submit([article("a")])
    held = lease(store, "a")
    assert store.bury("a", held.revision, b'{"why": "poison"}')
    status = store.status()
    assert (status.queued, status.leased, status.dead) == (0, 0, 1)
    assert store.dead_letter("a") == b'{"why": "poison"}'
    assert claim(store, "a") == Refused("a", "dead")
    assert commit(store, held) == "already"


def test_buried_twice_is_once(store: Store) -> None:
    """The first reason stays; sending the same again is fine."""
    store.submit([article("a")])
    assert store.bury("a", 1, b"first")
    assert store.bury("a", 1, b"first")
    assert not store.bury("a", 1, b"second")
    assert store.dead_letter("a") == b"first"
    assert store.status().counters["buried"] == 1


@pytest.mark.parametrize(("id", "revision"), [("done", 1), ("revised", 1), ("revised", 3), ("ghost", 1)])
def test_what_is_not_open_is_not_buried(store: Store, id: str, revision: int) -> None:
    """Done, replaced, not there yet, unknown."""
    finish(store, "done")
    store.submit([article("revised"), article("revised", "b")])
    held = lease(store, "revised")
    assert not store.bury(id, revision, b"{}")
    assert store.status().dead == 0
    assert commit(store, held) == "committed"


def test_replay_starts_anew(store: Store) -> None:
    """Queued with no attempts charged, no trace of the old failure, the letter gone."""
    store.submit([article("a", queue="bulk")])
    store.release(lease(store, "a"), stage="tag", error="boom")
    store.bury("a", 1, b"{}")
    assert store.replay("a") == "bulk"
    assert (store.status().queued, store.status().dead, store.dead_letter("a")) == (1, 0, None)
    held = lease(store, "a")
    assert (held.attempt, held.revision) == (1, 1)
    assert commit(store, held) == "committed"


@pytest.mark.parametrize("id", ["queued", "done", "ghost"])
def test_only_the_dead_are_replayed_or_dropped(store: Store, id: str) -> None:
    """Others are left alone."""
    finish(store, "done")
    store.submit([article("queued")])
    assert store.replay(id) is None
    assert not store.drop(id)
    assert (store.status().queued, store.status().done) == (1, 1)


def test_drop_forgets(store: Store) -> None:
    """Letter and article go; the id may be submitted again, and a late worker cannot commit to it."""
    store.submit([article("a", "bad")])
    old = lease(store, "a")
    store.bury("a", 1, b"{}")
    assert store.drop("a")
    assert not store.drop("a")
    assert store.replay("a") is None
    assert claim(store, "a") == Refused("a", "unknown")
    assert commit(store, old) == "stale"
    receipt = store.submit([article("a", "bad")])[0]
    assert (receipt.status, receipt.state) == ("new", "queued")
    assert commit(store, old) == "stale"
    assert commit(store, lease(store, "a")) == "committed"


def test_drop_keeps_an_older_result(store: Store) -> None:
    """The dead revision goes; what consumers had stays."""
    finish(store, "a")
    store.submit([article("a", "bad")])
    store.bury("a", 2, b"{}")
    assert store.drop("a")
    assert store.result("a") == b'{"id": "a", "rev": 1}'
    assert store.submit([article("a", "bad")])[0].revision == 3


def test_the_list_is_oldest_first_and_paged(world: World) -> None:
    """All of them, and from any place on."""
    store = world.open(Policy())
    ids = [f"d{i:03}" for i in range(450)]
    store.submit([article(id) for id in ids])
    for i, id in enumerate(ids):
        store.bury(id, 1, id.encode())
        if i % 150 == 0:
            world.wait_ms(1)
    letters = list(store.dead())
    assert sorted(letter.id for letter in letters) == ids
    assert [letter.rejection.decode() for letter in letters] == [letter.id for letter in letters]
    assert (letters[0].id, letters[-1].id > "d300") == ("d000", True)
    assert list(store.dead(after=letters[199].position)) == letters[200:]


def test_a_letter_dropped_while_listing(store: Store) -> None:
    """An operator may drop as they list."""
    store.submit([article(f"d{i}") for i in range(5)])
    for i in range(5):
        store.bury(f"d{i}", 1, b"{}")
    assert all(store.drop(letter.id) for letter in store.dead())
    assert list(store.dead()) == []


def test_late_burial_of_a_replayed_document(store: Store) -> None:
    """The worker that died with it cannot bury what is queued as another revision."""
    store.submit([article("a")])
    store.submit([article("a", "b")])
    assert not store.bury("a", 1, b"{}")
    assert isinstance(claim(store, "a"), Lease)
