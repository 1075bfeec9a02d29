"""Kills at random lose nothing and double nothing."""

from __future__ import annotations

import pytest

from tests.chaos.lab import articles, check
from tests.chaos.storm import Storm


@pytest.mark.parametrize("pool", ["prefork", "solo"])
@pytest.mark.parametrize("ids_per_message", [1, 32])
def test_kill_storm(make_lab, pool, ids_per_message):
    """Eight kills amid the work: each document has its result, once."""
    lab = make_lab(ids_per_message=ids_per_message, log_level="WARNING", max_attempts=20)
    storm = Storm(lab, pool, nodes=2, seed=ids_per_message)
    ids = storm.rage(8, lab.submit)
    ids += lab.submit(articles(500, "last"))
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().dead == 0


def test_a_killed_workers_documents_are_soon_done(make_lab):
    """When a whole worker is killed at work another of its machine goes on with its documents at once.

    Their leases would last longer than a step of this test may take.
    """
    lab = make_lab(lease_margin=300)
    victim = lab.worker()
    ids = lab.catch(victim)
    victim.kill_group()
    lab.worker()
    lab.settle()
    check(lab, ids)


def test_a_lost_machines_documents_are_done_when_their_leases_end(make_lab):
    """Nobody reads what it was doing: another machine's worker takes its documents when the leases have run out."""
    lab = make_lab()
    victim = lab.worker()
    ids = lab.catch(victim)
    victim.kill_group()
    held = lab.parts.store.status().leased
    lab.settings = lab.settings.model_copy(update={"state_dir": lab.home / "another machine"})
    lab.worker()
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().counters["expired"] >= held > 0
