"""Kills at random lose nothing and double nothing."""

from __future__ import annotations

import pytest

from tests.chaos.lab import articles, check, until
from tests.chaos.storm import Storm


@pytest.mark.parametrize("pool", ["prefork", "solo"])
@pytest.mark.parametrize("ids_per_message", [1, 32])
def test_kill_storm(make_lab, pool, ids_per_message):
    """Eight kills amid the work: each document has its result, once."""
    lab = make_lab(ids_per_message=ids_per_message, log_level="WARNING", max_attempts=20)
    storm = Storm(lab, pool, nodes=2, seed=ids_per_message)
    ids: list[str] = []
    while storm.kills < 8:
        ids += lab.submit(articles(500, f"round{len(ids)}-", do="short"))
        storm.rage(8)
    ids += lab.submit(articles(500, "last"))
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().dead == 0


def test_a_killed_workers_documents_are_soon_done(make_lab):
    """When a whole worker is killed at work another finishes its documents: within the lease and five seconds."""
    lab = make_lab(document_time_limit=5)
    victim = lab.worker(children=2)
    ids = lab.submit(articles(64, do="slow"))
    until(lambda: lab.parts.store.status().done >= 2, "the victim is at work")
    victim.kill_group()
    lab.worker(children=2)
    until(lambda: lab.workers[-1].said("ready."), "the other is ready")
    lab.settle(64 * 0.2 / 2 + lab.settings.lease_ms / 1000 + 5)
    check(lab, ids)
