"""The inbox: what any program posts is taken in or becomes a dead letter."""

from __future__ import annotations

import threading

from tests.contract.conftest import World
from worker.store.protocol import Policy, Store


def test_a_posted_article(world: World, store: Store) -> None:
    """Delivered with its bytes; counted until done."""
    world.post(article=b'{"text": "x"}')
    (item,) = store.receive("w", limit=10)
    assert (item.article, item.delivered) == (b'{"text": "x"}', 1)
    assert store.status().inbox == 1
    store.done([item.position])
    assert store.status().inbox == 0
    assert store.receive("w", limit=10) == []


def test_an_entry_without_the_field(world: World, store: Store) -> None:
    """It is handed over with all its fields, as received."""
    world.post(title=b"x", body=b"\xff\x00")
    (item,) = store.receive("w", limit=10)
    assert item.article is None
    assert item.fields == ((b"title", b"x"), (b"body", b"\xff\x00"))


def test_a_rejected_entry_is_a_dead_letter(world: World, store: Store) -> None:
    """It can be shown and dropped; it cannot be replayed, for it never was a document."""
    world.post(article=b"not json")
    (item,) = store.receive("w", limit=10)
    id = f"inbox:{item.position}"
    store.reject(item.position, id, b'{"why": "json"}')
    store.reject(item.position, id, b'{"why": "json"}')
    status = store.status()
    assert (status.inbox, status.dead, status.counters["rejected"]) == (0, 1, 1)
    assert [letter.id for letter in store.dead()] == [id]
    assert store.replay(id) is None
    assert store.dead_letter(id) == b'{"why": "json"}'
    assert store.drop(id)
    assert store.status().dead == 0


def test_a_worker_that_dies_with_an_entry(world: World) -> None:
    """It comes again: to itself at once, to others after a while."""
    store, patient = world.open(Policy(reader_idle_ms=40)), world.open(Policy(reader_idle_ms=60_000))
    world.post(article=b"1")
    world.post(article=b"2")
    store.receive("w1", limit=10)
    (again,) = store.receive("w1", limit=10)
    assert (again.article, again.delivered) == (b"1", 2)
    assert patient.receive("w2", limit=10) == []
    world.wait_ms(50)
    (taken,) = store.receive("w2", limit=10)
    assert (taken.article, taken.delivered) == (b"1", 3)


def test_nothing_to_acknowledge(store: Store) -> None:
    """An empty list is fine."""
    store.done([])


def test_waiting_for_an_entry(world: World, store: Store) -> None:
    """Intake sleeps until something is posted."""
    got: list[bytes | None] = []
    reader = threading.Thread(
        target=lambda: got.extend(i.article for i in store.receive("w", limit=1, block_ms=20_000))
    )
    reader.start()
    world.post(article=b"x")
    reader.join(timeout=120)
    assert got == [b"x"]
