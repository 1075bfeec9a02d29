"""How many documents are claimed and committed at a time, and when a message ends before its documents do."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.unit.service.parts import PIPELINE, RULES, Counted, Record, Stops, service_on, submit
from worker.service import hand


def test_stopping_leaves_the_rest_untouched(store):
    """When the worker stops, the document at work is finished and the others are not begun."""
    ids = submit(store, a="one", b="two", c="three")
    assert not service_on(store, stopping=Stops(after=1)).work(ids)
    status = store.status()
    assert (status.done, status.queued, status.leased) == (1, 2, 0)
    assert [claim.attempt for claim in store.claim(ids[1:], pipeline=PIPELINE)] == [1, 1]


def test_a_message_has_an_end(store):
    """A message that has used its time is handed back."""
    ids = submit(store, a="one")
    assert not service_on(store, rules=replace(RULES, message_seconds=-1)).work(ids)
    assert store.status().queued == 1


def test_what_may_have_ended_a_process_is_worked_on_alone(store):
    """After a worker died with several documents, each is claimed by itself, and the first result is safe by then."""
    ids = submit(store, a="one", b="two", c="three")
    for lease in store.claim(ids, pipeline=PIPELINE):
        store.release(lease, charge=None)
    record = Record()
    assert service_on(store, record=record).work(ids)
    assert [told for told in record.told if isinstance(told, list)] == [ids, ["a"], ["b"], ["c"]]
    assert store.status().done == 3


def test_a_lease_that_grows_old_is_changed_for_a_new_one(store):
    """A document whose neighbours took long is claimed again before it is begun, and charged once."""
    ids = submit(store, a="one", b="two", c="three")
    assert service_on(store, rules=replace(RULES, lease_seconds=0)).work(ids)
    status = store.status()
    assert (status.done, status.counters["claimed"], status.counters["released"]) == (3, 3 + 2 + 1, 2 + 1)
    assert [entry.id for entry in store.read("g", "c", limit=9)] == ids


@pytest.fixture
def unhurried(monkeypatch):
    """However slow the machine is, no result has waited long."""
    monkeypatch.setattr(hand, "_HOLD_SECONDS", 1e9)


@pytest.mark.usefixtures("unhurried")
def test_quick_documents_are_committed_together(store):
    """And no result waits for a message that goes on."""
    counted = Counted(store)
    assert service_on(counted).work(submit(store, **{f"d{n}": "short" for n in range(20)}))
    assert counted.commits == [20]


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize(("bound", "most", "commits"), [("_MOST_RESULTS", 2, [2, 2, 1]), ("_MOST_BYTES", 1, [1] * 5)])
def test_results_that_wait_are_bounded(store, monkeypatch, bound, most, commits):
    """By their number, and by their size, which is memory."""
    monkeypatch.setattr(hand, bound, most)
    counted = Counted(store)
    assert service_on(counted).work(submit(store, **{f"d{n}": "short" for n in range(5)}))
    assert counted.commits == commits


def test_a_slow_document_is_committed_at_once(store):
    """Its consumers have waited long enough."""
    counted = Counted(store)
    service = service_on(counted, place=lambda document: time.sleep(0.01) or document)
    assert service.work(submit(store, a="one", b="two"))
    assert counted.commits == [1, 1]


def test_large_articles_come_one_after_the_other(store):
    """Those that a claim left for later are claimed when the others are settled."""
    ids = submit(store, a="x" * 2**20, b="y" * 2**20, c="z")
    assert service_on(store).work(ids)
    assert store.status().done == 3
