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
