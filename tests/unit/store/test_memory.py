"""What the store in memory does as days go by, which the contract cannot wait for in a Redis."""

from __future__ import annotations

import pytest

from tests.contract.conftest import article, finish
from worker.store.memory import MemoryStore
from worker.store.protocol import Policy

DAY_MS = 86_400_000


@pytest.fixture
def store(clock):
    clock.now = 1
    return MemoryStore(Policy(), clock=clock)


def test_consumers_that_hold_nothing_are_forgotten_after_a_day(store, clock):
    """One that still holds an entry is kept, however long it has been away."""
    finish(store, "a", "b")
    (held,) = store.read("g", "holds", limit=1)
    store.ack("g", store.read("g", "done", limit=1))
    clock.now += DAY_MS
    store.tidy()
    assert [group.consumers for group in store.groups()] == [2]
    clock.now += 1
    store.tidy()
    assert [group.consumers for group in store.groups()] == [1]
    assert [entry.id for entry in store.read("g", "holds", limit=1)] == [held.id]


def test_books_that_do_not_balance_are_found(store):
    """What was submitted is queued, leased, done or dead."""
    finish(store, "a")
    store.submit([article("b")])
    assert list(store.verify()) == []
    store.book.counters["submitted"] += 1
    (finding,) = store.verify()
    assert finding.kind == "books"


def test_an_entry_that_was_cut_while_somebody_read_it_is_passed_over(clock):
    """Its reader comes back, and goes on with what there is."""
    store = MemoryStore(Policy(max_entries=1), clock=clock)
    finish(store, "a", "b")
    store.read("g", "c", limit=1)
    assert store.tidy().beyond == 1
    assert [entry.id for entry in store.read("g", "c", limit=1)] == ["b"]
