"""The trace that a producer names comes with the lease, and the one that a worker names with the stream entry."""

from __future__ import annotations

from dataclasses import replace

from tests.contract.conftest import World, article, lease, result_of
from worker.store.protocol import Policy, Store

PRODUCER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
WORKER = "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"


def test_from_producer_to_consumer(store: Store) -> None:
    """The lease has the producer's; the entry has what the worker made of it."""
    store.submit([article("a", traceparent=PRODUCER)])
    held = lease(store, "a")
    assert held.traceparent == PRODUCER
    store.commit([replace(result_of(held), traceparent=WORKER)])
    (entry,) = store.read("g", "c", limit=10)
    assert entry.traceparent == WORKER


def test_a_document_of_no_trace(store: Store) -> None:
    """As all that were queued before there were traces."""
    store.submit([article("a")])
    held = lease(store, "a")
    assert held.traceparent is None
    store.commit([result_of(held)])
    (entry,) = store.read("g", "c", limit=10)
    assert entry.traceparent is None


def test_a_trace_is_no_content(store: Store) -> None:
    """The same article again in another trace changes nothing; a revision is of its own trace, or of none."""
    store.submit([article("a", traceparent=PRODUCER)])
    (receipt,) = store.submit([article("a", traceparent=WORKER)])
    assert receipt.status == "unchanged"
    store.submit([article("a", "b")])
    assert lease(store, "a").traceparent is None


def test_work_that_is_done_again_is_of_the_same_trace(world: World) -> None:
    """After a lease ran out, a burial and replay, or a new release of the pipeline."""
    store = world.open(Policy(lease_ms=20, max_attempts=2))
    store.submit([article("a", traceparent=PRODUCER)])
    lease(store, "a")
    world.wait_ms(30)
    assert lease(store, "a").traceparent == PRODUCER
    store.bury("a", 1, b"{}")
    store.replay("a")
    held = lease(store, "a")
    assert held.traceparent == PRODUCER
    store.commit([result_of(held)])
    store.requeue(["a"], pipeline="0.2.0+bbbb")
    assert lease(store, "a", "0.2.0+bbbb").traceparent == PRODUCER


def test_whoever_fails_an_entry_finds_its_trace(world: World) -> None:
    """Delivered again, and when it was put aside."""
    store = world.open(Policy(max_deliveries=2))
    store.submit([article("a", traceparent=PRODUCER)])
    store.commit([replace(result_of(lease(store, "a")), traceparent=WORKER)])
    for _ in range(2):
        (entry,) = store.read("g", "c", limit=10)
        assert entry.traceparent == WORKER
    assert store.read("g", "c", limit=10) == []
    (entry,) = store.aside("g")
    assert entry.traceparent == WORKER
