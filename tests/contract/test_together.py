"""Documents that are claimed and committed together: none pays for another."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.conftest import PIPELINE, World, article, claim, commit, lease, result_of
from worker.store.books import sums_differ
from worker.store.protocol import Exhausted, Lease, Policy, Refused, Store
from worker.store.values import MOST_BYTES

IDS = ["a", "b", "c"]


def together(store: Store, ids: list[str], **options: Any) -> list[Any]:
    return list(store.claim(ids, pipeline=PIPELINE, **options))


def submitted(store: Store, *ids: str) -> list[str]:
    store.submit([article(id) for id in ids])
    return list(ids)


def test_a_message_is_leased_whole(store: Store) -> None:
    """One claim each, in the order asked for, each a first attempt."""
    ids = submitted(store, *(f"d{i}" for i in range(32)))
    leases = together(store, ids[::-1])
    assert [(one.id, one.attempt) for one in leases] == [(id, 1) for id in ids[::-1]]
    assert (store.status().queued, store.status().leased, store.status().counters["claimed"]) == (0, 32, 32)


def test_each_is_leased_or_refused_by_itself(store: Store) -> None:
    """What cannot be leased keeps nothing from the others."""
    submitted(store, "good", "done", "dead", "held")
    commit(store, lease(store, "done"))
    store.bury("dead", 1, b"{}")
    lease(store, "held")
    claims = together(store, ["done", "dead", "ghost", "held", "good"])
    assert claims[:4] == [
        Refused("done", "done"),
        Refused("dead", "dead"),
        Refused("ghost", "unknown"),
        Refused("held", "leased"),
    ]
    assert isinstance(claims[4], Lease)


def test_results_are_committed_together(store: Store) -> None:
    """Each has its own answer; the entries come in the order given, numbered without gaps."""
    ids = submitted(store, *IDS)
    leases = together(store, ids)
    results = [result_of(one) for one in leases]
    assert store.commit(results[:1]) == ["committed"]
    assert store.commit([*results, results[2]]) == ["already", "committed", "committed", "already"]
    assert store.commit([result_of(Lease("a", 9, 1, b"")), result_of(Lease("ghost", 1, 1, b""))]) == ["stale", "stale"]
    entries = store.read("g", "c", limit=10) + store.read("g", "c", limit=10)
    assert sorted({entry.id for entry in entries}) == IDS
    status = store.status()
    assert (status.done, status.counters["committed"], sums_differ(status)) == (3, 3, None)


def test_a_call_sent_again_gets_the_same_leases(store: Store) -> None:
    """No second attempt is counted, for any of them."""
    ids = submitted(store, *IDS)
    first = together(store, ids, token="mine")
    assert together(store, ids, token="mine") == first
    assert together(store, ids, token="theirs") == [Refused(id, "leased") for id in ids]
    assert store.status().counters["claimed"] == 3


def test_nobody_is_charged_for_a_worker_that_died_with_several(world: World) -> None:
    """Their leases run out: from then on each is leased alone, and that is its first attempt."""
    store = world.open(Policy(lease_ms=20, max_attempts=1))
    ids = submitted(store, *IDS)
    together(store, ids)
    world.wait_ms(30)
    assert sorted(store.reap(limit=10, overdue_ms=None)) == [(id, "articles") for id in ids]
    assert together(store, ids) == [Refused(id, "alone") for id in ids]
    assert [lease(store, id).attempt for id in ids] == [1, 1, 1]
    world.wait_ms(30)
    assert isinstance(claim(store, "a"), Exhausted)


def test_before_anybody_looked_it_is_the_same(world: World) -> None:
    """A lease that ran out and was not named yet."""
    store = world.open(Policy(lease_ms=20))
    ids = submitted(store, "a", "b")
    together(store, ids)
    world.wait_ms(30)
    assert together(store, ids) == [Refused(id, "alone") for id in ids]
    assert (lease(store, "a").attempt, store.status().counters["expired"]) == (1, 1)


def test_what_failed_before_is_leased_alone(store: Store) -> None:
    """A document with an attempt on its account takes no other with it."""
    ids = submitted(store, "bad", "good")
    bad, good = together(store, ids)
    store.release(bad, stage="tag", error="boom")
    store.release(good, charge=False)
    again, bystander = together(store, ids)
    assert again == Refused("bad", "alone")
    assert (bystander.id, bystander.attempt) == ("good", 1)
    assert lease(store, "bad").attempt == 2


def test_a_fault_of_nobody_known_is_like_a_lease_that_ran_out(store: Store) -> None:
    """Of several: alone, and no attempt counted. By itself: the attempt counts."""
    ids = submitted(store, "a", "b")
    for one in together(store, ids):
        store.release(one, charge=None)
    assert together(store, ids) == [Refused(id, "alone") for id in ids]
    held = lease(store, "a")
    store.release(held, charge=None)
    assert (held.attempt, lease(store, "a").attempt) == (1, 2)


@pytest.mark.parametrize("way", ["commit", "revision", "burial", "requeue"])
def test_the_suspicion_ends_with_the_revision(world: World, way: str) -> None:
    """What comes after it starts anew."""
    store = world.open(Policy(lease_ms=20))
    ids = submitted(store, "a", "b")
    held, _ = together(store, ids)
    world.wait_ms(30)
    match way:
        case "commit":
            assert commit(store, held) == "committed"
            store.submit([article("a", "new")])
        case "revision":
            store.submit([article("a", "new")])
        case "burial":
            store.bury("a", 1, b"{}")
            store.replay("a")
        case "requeue":
            store.requeue(["a"], pipeline=PIPELINE)
    submitted(store, "c")
    again, other = together(store, ["a", "c"])
    assert (again.attempt, other.attempt) == (1, 1)


def test_a_lease_given_back_to_its_message_is_not_announced(world: World) -> None:
    """The message is still there: the document waits as before, and comes with it."""
    store = world.open(Policy())
    for one in together(store, submitted(store, "a", "b")):
        store.release(one, charge=False, delay_ms=None)
    assert store.reap(limit=10, overdue_ms=60_000) == []
    assert [one.attempt for one in together(store, ["a", "b"])] == [1, 1]
    assert store.status().queued == 0


def test_large_articles_are_not_leased_all_at_once(store: Store) -> None:
    """When the articles of a call are large enough the rest is told to come later, and is left untouched."""
    large = "x" * (MOST_BYTES // 2)
    store.submit([article(id, large) for id in ("a", "b", "c")])
    store.submit([article("done")])
    commit(store, lease(store, "done"))
    if len(getattr(store, "shards", ())) > 1:
        pytest.skip("each shard leases its own part")
    first, second, third, fourth = together(store, ["a", "b", "c", "done"])
    assert (first.id, second.id, third, fourth) == ("a", "b", Refused("c", "later"), Refused("done", "done"))
    assert (store.status().queued, store.status().leased) == (1, 2)


def test_many_submissions_of_all_sizes_are_taken_in_order(store: Store) -> None:
    """However they are divided on their way: one receipt each, and every payload in its place."""
    sizes = [1, 2_000_000, *[3] * 200, 700_000, 700_000, 5]
    given = [article(f"d{n}", f"{n:x<{size}}") for n, size in enumerate(sizes)]
    assert [receipt.id for receipt in store.submit(given)] == [one.id for one in given]
    for one in (given[0], given[1], given[100], given[-1]):
        assert lease(store, one.id).payload == one.payload


def test_one_source_in_one_call_keeps_to_its_share(world: World) -> None:
    """What a call submits counts for what follows in it, and a revision takes the place of the one before."""
    store = world.open(Policy(source_share=2))
    if len(getattr(store, "shards", ())) > 1:
        pytest.skip("each shard has its part of the share")
    contents = [("a", "1"), ("b", "1"), ("c", "1"), ("a", "2"), ("d", "1")]
    receipts = store.submit([article(id, content, source="s") for id, content in contents])
    assert [receipt.queue for receipt in receipts] == ["articles", "articles", "bulk", "articles", "bulk"]
    commit(store, lease(store, "a"))
    assert store.submit([article("e", source="s")])[0].queue == "articles"
