"""A producer slows down where there is no room, and then says so."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from schemas import Article
from worker.errors import Overloaded
from worker.producer import Producer
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Policy, Queue, Result


class Noted:
    """An announcer that remembers."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def publish(self, ids: Sequence[str], queue: Queue) -> None:
        self.ids += [f"{queue}:{id}" for id in ids]


def article(id: str) -> Article:
    return Article(id=id, text="نص")


def test_it_goes_on_when_there_is_room_again() -> None:
    """Nothing is lost, and nothing is announced twice."""
    store, noted = MemoryStore(Policy(max_queued=1)), Noted()
    producer = Producer(store, noted, patience_seconds=30)
    producer.submit([article("a")])
    waiting = threading.Thread(target=producer.submit, args=([article("b")],))
    waiting.start()
    (claim,) = store.claim(["a"], pipeline="1")
    assert isinstance(claim, Lease)
    store.commit([Result("a", 1, "1", b"{}")])
    waiting.join(20)
    assert noted.ids == ["articles:a", "articles:b"]


def test_its_patience_ends() -> None:
    """The error says what to do; what was sent before is safe."""
    store, noted = MemoryStore(Policy(max_queued=1)), Noted()
    producer = Producer(store, noted, "bulk", patience_seconds=0.01)
    producer.submit([article("a")])
    with pytest.raises(Overloaded, match="start more workers"):
        producer.submit([article("b")])
    assert noted.ids == ["bulk:a"]
    assert store.states(["a", "b"]) == ["queued", None]
