"""Reprocessing: a newer pipeline replaces, an older one never does."""

from __future__ import annotations

import pytest

from tests.contract.conftest import World, article, claim, commit, finish, lease
from worker.store.protocol import Policy, Refused, Store

OLD, NEW = "0.1.0+aaaa", "0.2.0+bbbb"


def test_reprocessing_replaces_at_once(store: Store) -> None:
    """The old result stays until the new one is there, which has an entry of its own; fresh articles go first."""
    finish(store, "a")
    assert store.requeue(["a", "ghost"], pipeline=NEW) == [("a", "bulk")]
    assert store.result("a") == b'{"id": "a", "rev": 1}'
    assert commit(store, lease(store, "a", NEW), NEW) == "committed"
    assert store.result("a") == b'{"id": "a", "rev": 2}'
    assert [(e.id, e.revision) for e in store.read("g", "c", limit=10)] == [("a", 1), ("a", 2)]


def test_an_older_worker_is_refused(store: Store) -> None:
    """It leaves the document for a newer one, and is not charged to it."""
    finish(store, "a")
    store.requeue(["a"], pipeline=NEW)
    assert claim(store, "a", OLD) == Refused("a", "newer")
    assert lease(store, "a", "0.3.0+cccc").attempt == 1


def test_within_a_release_the_first_met_is_older(store: Store) -> None:
    """Two builds of one release: the order of their first work counts."""
    first, second = "0.1.0.dev0+ffff", "0.1.0.dev0+0000"
    store.submit([article("a")])
    commit(store, lease(store, "a", first), first)
    store.requeue(["a"], pipeline=second)
    assert claim(store, "a", first) == Refused("a", "newer")
    assert lease(store, "a", second).revision == 2


def test_a_result_of_a_newer_pipeline_is_left_alone(store: Store) -> None:
    """Reprocessing with an old release does nothing to it."""
    store.submit([article("a")])
    commit(store, lease(store, "a", NEW), NEW)
    assert store.requeue(["a"], pipeline=OLD) == []
    assert store.status().queued == 0


def test_an_older_workers_result_comes_too_late(store: Store) -> None:
    """It was at work when the document was marked: its result is stale."""
    store.submit([article("a")])
    held = lease(store, "a", OLD)
    assert store.requeue(["a"], pipeline=NEW) == [("a", "bulk")]
    assert commit(store, held, OLD) == "stale"
    assert commit(store, lease(store, "a", NEW), NEW) == "committed"


def test_a_waiting_document_waits_for_the_newer(store: Store) -> None:
    """It is no new revision, for nobody has begun the old one."""
    store.submit([article("a")])
    store.requeue(["a"], pipeline=NEW)
    assert claim(store, "a", OLD) == Refused("a", "newer")
    assert lease(store, "a", NEW).revision == 1


def test_an_expired_workers_result_comes_too_late_as_well(world: World) -> None:
    """Its lease ran out before the document was marked; it must not slip in."""
    store = world.open(Policy(lease_ms=20))
    store.submit([article("a")])
    held = lease(store, "a", OLD)
    world.wait_ms(30)
    store.reap(limit=10, overdue_ms=None)
    store.requeue(["a"], pipeline=NEW)
    assert commit(store, held, OLD) == "stale"


def test_dead_documents_are_for_replay(store: Store) -> None:
    """Reprocessing leaves them."""
    store.submit([article("a")])
    store.bury("a", 1, b"{}")
    assert store.requeue(["a"], pipeline=NEW) == []


def test_new_content_frees_it_for_any_pipeline(store: Store) -> None:
    """A correction is better made by an old worker than not at all."""
    finish(store, "a")
    store.requeue(["a"], pipeline=NEW)
    store.submit([article("a", "corrected")])
    assert lease(store, "a", OLD).revision == 3


@pytest.mark.parametrize("limit", [1, 10])
def test_marking_again_changes_nothing(store: Store, limit: int) -> None:
    """A reprocess run that is started again does not double the work."""
    finish(store, "a")
    for _ in range(limit):
        store.requeue(["a"], pipeline=NEW)
    assert lease(store, "a", NEW).revision == 2
