"""Consumers get every committed revision at least once, in order, and acknowledge after their work."""

from __future__ import annotations

import asyncio

from schemas import decode
from tests.unit.helpers import article, finish
from worker.consumer import Consumer
from worker.store.memory import MemoryStore


def test_documents_come_in_order_of_commit() -> None:
    """Each once, then the iterator ends; another group gets them all."""
    store = MemoryStore()
    for id in "cab":
        finish(store, article(id))
    assert [document.id for document in Consumer(store, "one")] == ["c", "a", "b"]
    assert [document.id for document in Consumer(store, "one")] == []
    assert [document.id for document in Consumer(store, "two")] == ["c", "a", "b"]


def test_what_was_not_acknowledged_comes_again() -> None:
    """A consumer that dies during its work loses nothing."""
    store = MemoryStore()
    finish(store, article("a"))
    finish(store, article("b"))
    reader = iter(Consumer(store, "one", "me"))
    assert next(reader).id == "a"  # dies here, with `a` not acknowledged
    assert [document.id for document in Consumer(store, "one", "me")] == ["a", "b"]


def test_a_replaced_result_is_passed_over_for_its_newer_one() -> None:
    """Two revisions, both committed before anybody read: the newest is delivered, once."""
    store = MemoryStore()
    finish(store, article("a", "أول ."))
    finish(store, article("a", "ثان ."))
    assert [(document.revision, document.text) for document in Consumer(store, "one")] == [(2, "ثان.")]


def test_the_async_iterator_does_the_same() -> None:
    """For programs on asyncio."""
    store = MemoryStore()
    for id in "ab":
        finish(store, article(id))

    async def read() -> list[str]:
        return [document.id async for document in Consumer(store, "one")]

    assert asyncio.run(read()) == ["a", "b"]
    assert asyncio.run(read()) == []


def test_a_delivery_is_passed_on_in_the_newest_version() -> None:
    """The bytes are the stored ones where these are new enough."""
    store = MemoryStore()
    finish(store, article("a"))
    (delivery,) = Consumer(store, "one").receive()
    assert delivery.newest == store.result("a")
    assert decode(delivery.newest) == delivery.document


def test_a_dropped_result_does_not_stop_the_stream() -> None:
    """An entry whose document is gone is acknowledged and passed over."""
    store = MemoryStore()
    finish(store, article("a"))
    finish(store, article("b"))
    del store.book.results["a"]
    assert [document.id for document in Consumer(store, "one")] == ["b"]
