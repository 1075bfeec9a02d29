"""A store that is away is no document's failure: it is waited for, then the message is handed back."""

from __future__ import annotations

import pytest

from tests.unit.service.parts import PATIENT, Deaf, Flaky, Stops, service_on, submit
from worker.errors import Unavailable


def test_a_store_that_is_away_is_waited_for(store):
    """A result in hand is committed when the store is back."""
    ids = submit(store, a="one")
    flaky = Flaky(store, failures=2)
    assert service_on(flaky, rules=PATIENT).work(ids)
    assert store.status().done == 1


def test_a_store_that_stays_away_is_said(store):
    """After its patience the error leaves, for the message to be handed back."""
    ids = submit(store, a="one")
    with pytest.raises(Unavailable):
        service_on(Flaky(store, failures=1)).work(ids)


def test_a_claim_whose_answer_is_lost_costs_one_attempt(store):
    """Every try of a claim has the same name: the document is not locked out by its own lost lease."""
    ids = submit(store, a="one", b="two")
    assert service_on(Deaf(store, failures=2), rules=PATIENT).work(ids)
    status = store.status()
    assert (status.done, status.counters["claimed"]) == (2, 2)
    assert "refused_leased" not in status.counters


def test_each_claim_has_a_name_of_its_own(store):
    """A second message does not take a lease that another holds."""
    ids = submit(store, a="one")
    with pytest.raises(Unavailable):
        service_on(Deaf(store, failures=1)).work(ids)
    service_on(store).work(ids)
    status = store.status()
    assert (status.leased, status.counters["refused_leased"]) == (1, 1)


def test_an_index_that_is_away_is_no_documents_failure(store):
    """The worker stops, as when the ledger is away; nothing is released, charged or buried."""

    def place(_):
        raise Unavailable("Redis does not answer")

    ids = submit(store, a="one")
    with pytest.raises(Unavailable):
        service_on(store, place=place).work(ids)
    assert (store.status().leased, store.status().dead) == (1, 0)


def test_a_worker_that_stops_waits_no_longer(store):
    """Its message goes to another at once, whatever patience is left."""
    ids = submit(store, a="one")
    flaky = Flaky(store, failures=2)
    with pytest.raises(Unavailable):
        service_on(flaky, rules=PATIENT, stopping=Stops(after=1)).work(ids)
    assert store.status().queued == 1
