"""Machines whose clocks disagree: time is Redis's, so that nothing is lost, doubled, or taken from its worker."""

from __future__ import annotations

import time

import pytest
from redis import Redis

from tests.chaos.lab import Lab, articles, check, until

HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_clocks_that_disagree(make_lab, pool):
    """Workers a day apart share the work, and no lease ends early: each document is worked on once."""
    # Messages for all, and neither a document's time nor a lease that ends where the machine stands still for a while.
    lab = make_lab(ids_per_message=4, document_time_limit=20, lease_margin=20)
    workers = {clock: lab.worker(pool=pool, clock=clock) for clock in (-DAY, 0, DAY)}
    until(lambda: all(worker.said("ready.") for worker in workers.values()), "all are ready")
    ids: list[str] = []
    with lab.server.client() as client:
        for clock in workers:
            what = f"the worker whose clock is {clock} s fast works"
            until(lambda: feed(lab, ids) or at_work(client, lab, clock), what)  # noqa: B023
    ids += lab.submit(articles(600, "more-", do="short"))
    lab.settle()
    check(lab, ids)
    counters = lab.parts.store.status().counters
    assert counters["claimed"] - counters.get("released", 0) == len(ids)  # released: given back before their turn
    assert "expired" not in counters
    assert all(worker.alive for worker in workers.values())


def feed(lab: Lab, ids: list[str]) -> None:
    """Messages enough for each worker, however long one of them takes to come for its own."""
    if lab.parts.store.status().queued < 40:
        ids += lab.submit(articles(40, f"{len(ids)}-", do="slow"))


def at_work(client: Redis, lab: Lab, clock: int) -> bool:
    """Whether a message is held by a worker with that clock: Celery's broker notes when, by the worker's time."""
    held = client.zrange(f"{lab.settings.namespace}:broker:unacked_index", 0, -1, withscores=True)
    return any(abs(score - time.time() - clock) < HOUR for _, score in held)


@pytest.mark.parametrize("clock", [-DAY, DAY])
def test_a_killed_workers_lease_is_ended_by_another_clock(lab: Lab, clock: int):
    """A worker of another machine, whose clock is wrong, takes what a dead one held when Redis says so."""
    dead = lab.worker(pool="solo")
    ids = lab.catch(dead)
    dead.kill_group()
    held = lab.parts.store.status().leased
    assert held > 0
    lab.settings = lab.settings.model_copy(update={"state_dir": lab.home / "elsewhere"})
    lab.worker(pool="solo", clock=clock)
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().counters["expired"] >= held
