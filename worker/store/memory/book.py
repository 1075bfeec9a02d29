"""What the memory store holds: the same sets and streams as Redis, as dictionaries behind one lock."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from worker.store.memory.streams import Stream
from worker.store.values import Policy, Queue, State

Clock = Callable[[], int]


def system_clock() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class Record:
    """What is known of one document. `state` is "open" for both queued and leased."""

    revision: int = 0
    state: str = "new"
    digest: str | None = None
    queue: Queue = "articles"
    source: str | None = None
    attempts: int = 0
    token: str | None = None
    shared: bool = False
    pipeline: str | None = None
    wanted: str | None = None
    stage: str | None = None
    error: str | None = None
    traceparent: str | None = None


@dataclass(slots=True)
class Book:
    """The state of a store. Every method of the store holds `changed`, a lock that readers can wait on."""

    clock: Clock
    policy: Policy
    changed: threading.Condition = field(default_factory=threading.Condition)
    records: dict[str, Record] = field(default_factory=dict)
    articles: dict[str, bytes] = field(default_factory=dict)
    results: dict[str, bytes] = field(default_factory=dict)
    letters: dict[str, bytes] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    retry: dict[str, int] = field(default_factory=dict)
    leased: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    dead: dict[str, int] = field(default_factory=dict)
    committed: Stream = field(default_factory=Stream)
    inbox: Stream = field(default_factory=Stream)
    sources: Counter[str | None] = field(default_factory=Counter)
    pipelines: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: Counter[str] = field(default_factory=Counter)

    def count_source(self, record: Record, change: int) -> None:
        """Add to what the record's source has open in the lane of articles."""
        if record.queue == "articles":
            self.sources[record.source] += change

    def forget(self, id: str, *sets: dict[str, int]) -> None:
        """Take `id` out of some of the sets."""
        for one in sets:
            one.pop(id, None)

    def state_of(self, id: str) -> State:
        """The state of a known document, as receipts name it."""
        record = self.records[id]
        if record.state == "open":
            return "leased" if id in self.leased else "queued"
        return "done" if record.state == "done" else "dead"

    def expire(self, now: int) -> None:
        """Forget documents whose results have been kept for as long as the policy says."""
        kept = self.policy.result_ttl_ms
        for id in [id for id, at in self.done.items() if kept is not None and at <= now - kept]:
            del self.done[id]
            if self.records[id].state == "done":
                for held in (self.records, self.articles, self.results):
                    held.pop(id, None)


def by_score(scores: dict[str, int], *, first: int = 0, last: int | None = None) -> Iterator[tuple[int, str]]:
    """(score, id) in the order of a sorted set, scores from `first` to `last`."""
    return iter(sorted((at, id) for id, at in scores.items() if first <= at and (last is None or at <= last)))
