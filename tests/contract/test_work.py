"""Claiming, committing, releasing: each revision is finished once."""

from __future__ import annotations

import pytest

from tests.contract.conftest import PIPELINE, World, article, claim, commit, finish, lease
from worker.store.protocol import Exhausted, Lease, Policy, Refused, Store


def test_a_lease_brings_the_article(store: Store) -> None:
    """Payload, revision, first attempt."""
    store.submit([article("a")])
    held = lease(store, "a")
    assert (held.id, held.revision, held.attempt, held.payload) == ("a", 1, 1, b'{"text": "a"}')
    assert (store.status().queued, store.status().leased) == (0, 1)


def test_one_lease_at_a_time(store: Store) -> None:
    """The message may come many times; one worker has the document."""
    store.submit([article("a")])
    lease(store, "a")
    assert claim(store, "a") == Refused("a", "leased")


def test_a_claim_sent_again_is_answered_again(world: World) -> None:
    """Who lost the answer has the same lease, with its one attempt; nobody else has, and not after its end."""
    store, hasty = world.open(Policy()), world.open(Policy(lease_ms=20))
    store.submit([article("a"), article("b")])
    first, again = (store.claim(["a"], pipeline=PIPELINE, token="mine")[0] for _ in range(2))
    assert isinstance(first, Lease)
    assert first == again
    assert store.claim(["a"], pipeline=PIPELINE, token="theirs") == [Refused("a", "leased")]
    assert store.status().counters["claimed"] == 1
    hasty.claim(["b"], pipeline=PIPELINE, token="mine")
    world.wait_ms(30)
    (later,) = hasty.claim(["b"], pipeline=PIPELINE, token="mine")
    assert isinstance(later, Lease)
    assert later.attempt == 2


def test_a_released_lease_is_not_answered_again(store: Store) -> None:
    """Its name is forgotten: the next claim is a new one."""
    store.submit([article("a")])
    held = lease(store, "a")
    store.release(held)
    (again,) = store.claim(["a"], pipeline=PIPELINE, token=held.token)
    assert isinstance(again, Lease)
    assert again.attempt == 2


def test_refused_messages_are_counted(store: Store) -> None:
    """A message that names no documents leaves a count, and nothing else."""
    store.count_refused_message()
    store.count_refused_message()
    status = store.status()
    assert status.counters == {"refused_message": 2}
    assert list(store.verify()) == []


def test_nobody_submitted_it(store: Store) -> None:
    """A forged or forgotten id is refused and counted."""
    assert claim(store, "ghost") == Refused("ghost", "unknown")
    assert store.status().counters["refused_unknown"] == 1


def test_nothing_claimed_or_committed_is_nothing_done(store: Store) -> None:
    """Empty calls are fine."""
    assert (store.claim([], pipeline=PIPELINE), store.commit([])) == ([], [])


def test_a_bystander_is_not_charged(store: Store) -> None:
    """Ids of the same message that were not claimed have no attempt counted."""
    store.submit([article("poison"), article("good")])
    for _ in range(3):
        held = lease(store, "poison")
        store.release(held)
    assert lease(store, "good").attempt == 1


def test_the_first_commit_wins(store: Store) -> None:
    """A result is written once, with one entry, however often it comes."""
    store.submit([article("a")])
    held = lease(store, "a")
    assert [commit(store, held) for _ in range(3)] == ["committed", "already", "already"]
    assert [e.id for e in store.read("g", "c", limit=10)] == ["a"]
    assert store.status().counters["committed"] == 1


def test_done_is_not_worked_on_again(store: Store) -> None:
    """A message that comes after the result does nothing."""
    finish(store, "a")
    assert claim(store, "a") == Refused("a", "done")


def test_a_commit_nobody_asked_for(store: Store) -> None:
    """A result for an unknown document, or for a revision to come, is not taken."""
    store.submit([article("a")])
    held = lease(store, "a")
    assert commit(store, Lease("ghost", 1, 1, b"")) == "stale"
    assert commit(store, Lease("a", 2, 1, b"")) == "stale"
    assert commit(store, held) == "committed"


def test_a_late_worker_may_still_be_first(world: World) -> None:
    """Its lease ran out, but nobody was faster: its work counts."""
    store = world.open(Policy(lease_ms=20))
    store.submit([article("a")])
    held = lease(store, "a")
    world.wait_ms(30)
    assert store.reap(limit=10, overdue_ms=None) == [("a", "articles")]
    assert commit(store, held) == "committed"
    assert store.status().queued == 0
    assert claim(store, "a") == Refused("a", "done")


def test_a_large_article_is_leased_for_longer(world: World) -> None:
    """Its work takes longer: nobody takes it over while its worker is still at it."""
    store = world.open(Policy(lease_ms=20, lease_ms_per_mib=60_000))
    store.submit([article("small"), article("large", "x" * 100_000)])
    lease(store, "small")
    lease(store, "large")
    world.wait_ms(30)
    assert store.reap(limit=10, overdue_ms=None) == [("small", "articles")]
    assert claim(store, "large") == Refused("large", "leased")


def test_two_workers_on_one_document(world: World) -> None:
    """After a lease ran out both may finish; one result, one entry."""
    store = world.open(Policy(lease_ms=20))
    store.submit([article("a")])
    slow = lease(store, "a")
    world.wait_ms(30)
    quick = lease(store, "a")
    assert quick.attempt == 2
    assert [commit(store, quick), commit(store, slow)] == ["committed", "already"]
    assert len(store.read("g", "c", limit=10)) == 1


def test_attempts_are_counted_at_the_claim(world: World) -> None:
    """A worker that dies leaves its attempt behind; after the last one the document is exhausted."""
    store = world.open(Policy(lease_ms=10, max_attempts=2))
    store.submit([article("a")])
    for attempt in (1, 2):
        assert lease(store, "a").attempt == attempt
        world.wait_ms(15)
    assert claim(store, "a") == Exhausted("a", 1, 2, b'{"text": "a"}')
    assert store.status().queued == 1  # until it is buried


def test_whoever_should_bury_it_may_die_too(world: World) -> None:
    """An exhausted document is named and told again."""
    store = world.open(Policy(max_attempts=1))
    store.submit([article("a")])
    store.release(lease(store, "a"), stage="tag", error="boom")
    assert claim(store, "a") == Exhausted("a", 1, 1, b'{"text": "a"}', "tag", "boom")
    assert store.reap(limit=10, overdue_ms=0) == [("a", "articles")]
    assert isinstance(claim(store, "a"), Exhausted)


def test_a_released_document_waits_its_delay(world: World) -> None:
    """It is queued at once, and named when the delay is over, once."""
    store = world.open(Policy())
    store.submit([article("a", queue="bulk")])
    store.submit([article("later")])
    store.release(lease(store, "later"), delay_ms=60_000)
    store.release(lease(store, "a"), stage="tag", error="later", delay_ms=30)
    assert (store.status().queued, store.status().leased) == (2, 0)
    world.wait_ms(40)
    assert store.reap(limit=10, overdue_ms=None) == [("a", "bulk")]
    assert store.reap(limit=10, overdue_ms=None) == []
    assert lease(store, "a").attempt == 2


def test_a_shutdown_costs_no_attempt(store: Store) -> None:
    """A release without charge."""
    store.submit([article("a")])
    for _ in range(5):
        held = lease(store, "a")
        assert held.attempt == 1
        store.release(held, charge=False)


@pytest.mark.parametrize("charge", [True, False])
def test_only_the_holder_may_release(world: World, charge: bool) -> None:
    """A late release leaves another's lease alone."""
    hasty, store = world.open(Policy(lease_ms=20)), world.open(Policy())
    store.submit([article("a")])
    late = lease(hasty, "a")
    world.wait_ms(30)
    lease(store, "a")
    store.release(late, charge=charge)
    assert store.status().leased == 1
    assert claim(store, "a") == Refused("a", "leased")


def test_release_after_commit_does_nothing(store: Store) -> None:
    """What is done stays done."""
    store.submit([article("a")])
    held = lease(store, "a")
    commit(store, held)
    store.release(held)
    assert (store.status().queued, store.status().done) == (0, 1)
