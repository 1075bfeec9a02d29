"""What the ledger promises, whoever keeps it. Redis and memory implement it; one contract suite tests both.

The life of a document::

    submit ──▶ queued ──claim──▶ leased ──commit──▶ done (result + one stream entry)
                 ▲                  │ │
                 └─────release──────┘ └──bury──▶ dead ──replay──▶ queued
                 └── lease runs out ┘

Every change is one atomic script. A document leaves `queued` only by `commit`, `bury` or `drop`.
Time is the store's own clock, in milliseconds since the epoch, so that workers' clocks cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Queue = Literal["articles", "bulk"]


@dataclass(frozen=True, slots=True)
class Submission:
    """An article on its way in. `payload` is its JSON; `digest` tells its content from another's."""

    id: str
    payload: bytes = field(repr=False)
    digest: str
    queue: Queue = "articles"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a submission. `unchanged`: this content was here already, nothing was done."""

    id: str
    revision: int
    status: Literal["new", "revised", "unchanged"]


@dataclass(frozen=True, slots=True)
class Lease:
    """Leave to work on one revision of a document until the lease runs out. `attempt` counts from 1."""

    id: str
    revision: int
    attempt: int
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exhausted:
    """A document whose attempts are used up: it is to be buried. `stage` and `error` are of the last failure."""

    id: str
    revision: int
    attempts: int
    payload: bytes = field(repr=False)
    stage: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """No work here: done already, leased to another, dead, or an id that nobody submitted."""

    id: str
    reason: Literal["done", "leased", "dead", "unknown"]


Claim = Lease | Exhausted | Refused


@dataclass(frozen=True, slots=True)
class Result:
    """A finished Document as JSON, for `revision` of `id`, made by `pipeline`."""

    id: str
    revision: int
    pipeline: str
    payload: bytes = field(repr=False)


Committed = Literal["committed", "already", "stale"]
"""`already`: this revision has its result. `stale`: a newer revision was submitted meanwhile."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the results stream: `position` orders it, `delivered` counts its deliveries."""

    position: str
    id: str
    revision: int
    delivered: int = 1


@dataclass(frozen=True, slots=True)
class Status:
    """Counts and ages (seconds) at one moment."""

    queued: int
    leased: int
    done: int
    dead: int
    submitted: int
    inbox: int
    oldest_seconds: float | None
    counters: dict[str, int]


class Ledger(Protocol):
    """The part that producers and workers use."""

    def submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        """Store and queue each submission, in order; one receipt each. To be published afterwards."""
        ...

    def turn(self, finished: Sequence[Result], wanted: str | None) -> tuple[list[Committed], Claim | None]:
        """Commit what is finished and claim the next document, in one round trip."""
        ...

    def release(self, lease: Lease, *, stage: str | None = None, error: str | None = None, charge: bool = True) -> None:
        """Give a lease back. With `charge` false the attempt is not counted (a worker that shuts down)."""
        ...

    def bury(self, id: str, revision: int, rejection: bytes) -> bool:
        """Make a dead letter of this revision; False where it is done, dead or replaced meanwhile."""
        ...

    def reap(self, *, limit: int, overdue_ms: int) -> list[tuple[str, Queue]]:
        """Ids to publish again: leases that ran out, and queued documents not published since `overdue_ms`.

        Each id is named once in `overdue_ms`, whoever asks.
        """
        ...

    def status(self) -> Status:
        """Counts and ages now."""
        ...


class Results(Protocol):
    """The part that consumers use."""

    def result(self, id: str) -> bytes | None:
        """The newest Document of `id` as JSON."""
        ...

    def read(self, group: str, consumer: str, *, limit: int, block_ms: int | None) -> list[Entry]:
        """Entries that nobody of `group` has acknowledged: this consumer's own first, then new ones."""
        ...

    def ack(self, group: str, entries: Sequence[Entry]) -> None:
        """The group is done with these entries."""
        ...


class DeadLetters(Protocol):
    """The part that operators use."""

    def dead(self) -> Iterator[bytes]:
        """All Rejections as JSON, oldest first."""
        ...

    def dead_letter(self, id: str) -> bytes | None:
        """The Rejection of `id` as JSON."""
        ...

    def replay(self, id: str) -> Queue | None:
        """Queue a dead document again with no attempts charged; its queue, or None if it is not dead."""
        ...

    def drop(self, id: str) -> bool:
        """Forget a dead letter and its article; False if it is not dead."""
        ...


class Inbox(Protocol):
    """The stream that any program may XADD an article to."""

    def receive(self, consumer: str, *, limit: int, block_ms: int) -> list[tuple[str, bytes]]:
        """Positions and raw article JSON of inbox entries, redelivered until `done`."""
        ...

    def done(self, positions: Sequence[str]) -> None:
        """These inbox entries are submitted or buried."""
        ...


class Store(Ledger, Results, DeadLetters, Inbox, Protocol):
    """All of it."""
