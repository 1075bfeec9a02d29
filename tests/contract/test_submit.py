"""Submitting: stored and queued once, whatever is sent again."""

from __future__ import annotations

from itertools import count

import pytest

from tests.contract.conftest import World, article, claim, commit, finish, lease
from worker.errors import Overloaded
from worker.store.protocol import Policy, Receipt, Refused, Store


def test_a_new_article_is_queued(store: Store) -> None:
    """One receipt each, in order."""
    receipts = store.submit([article("a"), article("b")])
    assert receipts == [Receipt("a", 1, "new", "queued"), Receipt("b", 1, "new", "queued")]
    assert store.status().queued == 2


def test_nothing_submitted_is_nothing_done(store: Store) -> None:
    """An empty batch is fine."""
    assert store.submit([]) == []
    assert store.status().submitted == 0


def test_the_same_again_changes_nothing(store: Store) -> None:
    """Same id, same content: `unchanged`, in whatever state it is."""
    store.submit([article("a")])
    assert store.submit([article("a")]) == [Receipt("a", 1, "unchanged", "queued")]
    held = lease(store, "a")
    assert store.submit([article("a")]) == [Receipt("a", 1, "unchanged", "leased")]
    commit(store, held)
    assert store.submit([article("a")]) == [Receipt("a", 1, "unchanged", "done")]
    assert store.status().submitted == 1


def test_the_same_twice_in_one_call_is_taken_once(store: Store) -> None:
    """A batch with doubles."""
    assert [r.status for r in store.submit([article("a"), article("a")])] == ["new", "unchanged"]


def test_other_content_is_a_new_revision(store: Store) -> None:
    """The newest content is worked on; the attempts of the old one are not its own."""
    store.submit([article("a", "old")])
    lease(store, "a")
    assert store.submit([article("a", "new")]) == [Receipt("a", 2, "revised", "queued")]
    held = lease(store, "a")
    assert (held.revision, held.attempt, held.payload) == (2, 1, b'{"text": "new"}')


def test_the_old_result_stays_until_the_new_one(store: Store) -> None:
    """Consumers never see a gap."""
    finish(store, "a")
    old = store.result("a")
    store.submit([article("a", "new")])
    held = lease(store, "a")
    assert store.result("a") == old
    assert store.status().done == 1
    commit(store, held)
    assert store.result("a") == b'{"id": "a", "rev": 2}'
    assert store.status().done == 1


def test_resubmitted_during_work(store: Store) -> None:
    """The result of the old revision is `stale`, and the new one is worked on."""
    store.submit([article("a", "old")])
    old = lease(store, "a")
    store.submit([article("a", "new")])
    assert commit(store, old) == "stale"
    assert store.result("a") is None
    assert commit(store, lease(store, "a")) == "committed"


def test_back_to_the_old_content_is_a_revision_too(store: Store) -> None:
    """A, B, A: the last one counts."""
    for content in ("A", "B", "A"):
        store.submit([article("a", content)])
    assert lease(store, "a").revision == 3


def test_a_dead_document_comes_back_with_other_content(store: Store) -> None:
    """A correction takes the place of the dead letter."""
    store.submit([article("a", "bad")])
    store.bury("a", 1, b"{}")
    assert store.submit([article("a", "bad")]) == [Receipt("a", 1, "unchanged", "dead")]
    assert store.submit([article("a", "good")]) == [Receipt("a", 2, "revised", "queued")]
    assert list(store.dead()) == []
    assert store.dead_letter("a") is None


def test_ids_of_any_script(store: Store) -> None:
    """Ids are opaque: Arabic, colons, braces, quotes."""
    ids = ["خبر/١", "a:b:{c}", "\"q'", "x" * 256]
    finish(store, *ids)
    assert sorted(store.ids()) == sorted(ids)
    assert [store.result(id) is not None for id in ids] == [True] * 4


def test_payloads_are_kept_byte_for_byte(world: World) -> None:
    """Compressed or not, what comes out is what went in; both kinds live side by side."""
    plain, packed = world.open(Policy()), world.open(Policy(compress=True))
    text = "نص " * 2000
    plain.submit([article("a", text)])
    packed.submit([article("b", text)])
    for store in (plain, packed):
        for id in ("a", "b"):
            claimed = claim(store, id)
            assert isinstance(claimed, Refused) or claimed.payload == f'{{"text": "{text}"}}'.encode()


def test_retention_forgets_the_whole_document(world: World) -> None:
    """After the time said, result, article and record are gone, and the id is new again."""
    patient, store = world.open(Policy(result_ttl_ms=60_000)), world.open(Policy(result_ttl_ms=20))
    finish(patient, "kept")
    finish(store, "a")
    world.wait_ms(30)
    assert patient.result("kept") is not None
    assert store.result("a") is None
    assert store.submit([article("a")]) == [Receipt("a", 1, "new", "queued")]


def test_work_on_a_kept_document_is_not_forgotten(world: World) -> None:
    """A revision submitted within the time stops the clock."""
    store = world.open(Policy(result_ttl_ms=500))
    for id in map(str, count()):
        finish(store, id)
        if store.submit([article(id, "new")])[0].status == "revised":
            break  # else it came too late, and was a new document
    world.wait_ms(600)
    assert store.result(id) is not None
    assert lease(store, id).revision == 2


def test_too_much_waits(world: World) -> None:
    """A submission is refused whole while the bound is reached, and taken when there is room again."""
    store = world.open(Policy(max_queued=3))
    store.submit([article(f"d{i}") for i in range(4)])
    with pytest.raises(Overloaded, match=r"4 documents wait, the bound is 3"):
        store.submit([article("late"), article("d0")])
    assert store.status().submitted == 4
    for i in (0, 1):
        commit(store, lease(store, f"d{i}"))
    assert store.submit([article("late")])[0].status == "new"
