"""Many at once: what is promised once is given once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from tests.contract.conftest import World, article, claim, commit, lease, result_of
from worker.store.books import sums_differ
from worker.store.protocol import Exhausted, Lease, Policy


def together(*calls: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(one) for one in calls]]


def test_one_of_many_gets_the_lease(world: World) -> None:
    """The same message delivered eight times at once."""
    stores = [world.open(Policy()) for _ in range(8)]
    stores[0].submit([article("a")])
    claims = together(*(partial(claim, s, "a") for s in stores))
    assert sum(isinstance(one, Lease) for one in claims) == 1


def test_one_of_many_commits(world: World) -> None:
    """One entry, whoever finishes."""
    stores = [world.open(Policy()) for _ in range(8)]
    stores[0].submit([article("a")])
    held = lease(stores[0], "a")
    answers = together(*(partial(commit, s, held) for s in stores))
    assert Counter(answers) == {"committed": 1, "already": 7}
    assert len(stores[0].read("g", "c", limit=10)) == 1


def test_commit_against_burial(world: World) -> None:
    """One of them wins, and the other learns it."""
    one, two = world.open(Policy()), world.open(Policy())
    ids = [f"d{i}" for i in range(50)]
    one.submit([article(id) for id in ids])
    held = {id: lease(one, id) for id in ids}
    for id in ids:
        committed, buried = together(partial(commit, one, held[id]), partial(two.bury, id, 1, b"{}"))
        assert (committed == "committed") != buried
    status = one.status()
    assert status.done + status.dead == 50
    assert sums_differ(status) is None


def test_each_id_is_named_to_one_reaper(world: World) -> None:
    """Several workers look at once."""
    stores = [world.open(Policy(lease_ms=10)) for _ in range(4)]
    ids = [f"d{i}" for i in range(60)]
    stores[0].submit([article(id) for id in ids])
    for id in ids:
        lease(stores[0], id)
    world.wait_ms(20)
    named = together(*(partial(s.reap, limit=100, overdue_ms=None) for s in stores))
    assert sorted(id for some in named for id, _ in some) == sorted(ids)


def test_revisions_of_one_document_are_counted(world: World) -> None:
    """Eight producers, eight contents: eight revisions, the last one counts."""
    stores = [world.open(Policy()) for _ in range(8)]
    receipts = together(*(partial(s.submit, [article("a", f"v{i}")]) for i, s in enumerate(stores)))
    assert sorted(r.revision for (r,) in receipts) == list(range(1, 9))
    assert lease(stores[0], "a").revision == 8


def test_consumers_share_without_overlap(world: World) -> None:
    """Four consumers of a group: each entry to one of them."""
    stores = [world.open(Policy()) for _ in range(4)]
    ids = [f"d{i}" for i in range(80)]
    stores[0].submit([article(id) for id in ids])
    for id in ids:
        commit(stores[0], lease(stores[0], id))

    def consume(store: Any, name: str) -> list[str]:
        got = []
        while entries := store.read("g", name, limit=7):
            got += [e.id for e in entries]
            store.ack("g", entries)
        return got

    shares = together(*(partial(consume, s, f"c{i}") for i, s in enumerate(stores)))
    assert sorted(id for share in shares for id in share) == sorted(ids)


def test_workers_that_die_lose_nothing(world: World) -> None:
    """Four workers, each dying on a third of its leases, with reapers: every document once, or dead."""
    policy = Policy(lease_ms=5, max_attempts=4)
    ids = [f"d{i}" for i in range(120)]
    first = world.open(policy)
    first.submit([article(id) for id in ids])

    def work(seed: int) -> None:
        store, dice = world.open(policy), random.Random(seed)
        while True:
            named = [id for id, _ in store.reap(limit=20, overdue_ms=0)]
            if not named and not store.status().leased:
                return
            for id in named:
                claimed = claim(store, id)
                if isinstance(claimed, Exhausted):
                    store.bury(id, claimed.revision, b"{}")
                elif isinstance(claimed, Lease) and dice.random() > 1 / 3:
                    store.commit([result_of(claimed)])
            world.wait_ms(1)

    together(*(partial(work, n) for n in range(4)))
    entries = first.read("g", "c", limit=500)
    status = first.status()
    assert (status.queued, status.leased) == (0, 0)
    assert Counter(e.id for e in entries).most_common(1)[0][1] == 1
    assert sorted({e.id for e in entries} | {letter.id for letter in first.dead()}) == sorted(ids)
    assert status.done == len(entries)
    assert sums_differ(status) is None
