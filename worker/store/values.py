"""What goes into the store and comes out of it: frozen values, payloads kept out of their repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Queue = Literal["articles", "bulk"]
State = Literal["queued", "leased", "done", "dead"]
Committed = Literal["committed", "already", "stale"]
"""`already`: this revision has its result or is dead. `stale`: a newer revision is here, or the document is gone."""

MOST_BYTES = 2**20  # of articles leased together: a claim is not to fill a worker's memory with large ones


@dataclass(frozen=True, slots=True)
class Policy:
    """How a store treats documents. Times in milliseconds; None: no bound.

    A lease must outlast the hard time limit of a task, or a document is worked on twice (never committed
    twice); a large article has `lease_ms_per_mib` more. Three attempts, for a document that killed two workers is
    more likely at fault than they are.
    Results are kept for ever unless told otherwise: only the user knows when they are used up.

    An entry whose reader was silent for a minute goes to another; after five deliveries it is put aside. The
    results stream is cut behind its slowest group, and at ten million entries (half a gigabyte) whoever waits.

    A source with a thousand open documents in the lane of articles goes on in the bulk lane, for it shall not
    keep the others waiting for more than a few seconds. Submissions are refused while a million documents wait
    (5 GB of 4 KB articles) or Redis has used four fifths of its maxmemory: the rest is for the results of what
    is at work. With `replicas`, submissions and commits are answered when that many replicas have them.
    """

    lease_ms: int = 300_000
    lease_ms_per_mib: int = 0
    max_attempts: int = 3
    result_ttl_ms: int | None = None
    reader_idle_ms: int = 60_000
    max_deliveries: int | None = 5
    max_entries: int | None = 10_000_000
    source_share: int | None = 1000
    max_queued: int | None = 1_000_000
    max_memory: float | None = 0.8
    compress: bool = False
    replicas: int = 0

    def lease_of(self, size: int) -> int:
        """Milliseconds for an article of `size` bytes."""
        return self.lease_ms + size * self.lease_ms_per_mib // 2**20


@dataclass(frozen=True, slots=True)
class Submission:
    """An article on its way in. `payload` is its JSON; `digest` tells its content from another's.

    `traceparent` (W3C Trace Context) says which trace it belongs to: carried beside the content, no part of it.
    """

    id: str
    payload: bytes = field(repr=False)
    digest: str
    queue: Queue = "articles"
    source: str | None = None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a submission, the state it is in now, and the queue it is to be announced in.

    `unchanged`: this content was here already, nothing was done.
    """

    id: str
    revision: int
    status: Literal["new", "revised", "unchanged"]
    state: State
    queue: Queue = "articles"


@dataclass(frozen=True, slots=True)
class Lease:
    """Leave to work on one revision of a document until the lease runs out. `attempt` counts from 1."""

    id: str
    revision: int
    attempt: int
    payload: bytes = field(repr=False)
    token: str = ""
    traceparent: str | None = None


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
    """No lease: done already, leased to another, dead, never submitted, or meant for a newer pipeline.

    `alone`: claim it by itself, for it may be what ended a process. `later`: the articles claimed with it are
    large enough; claim it when they are settled.
    """

    id: str
    reason: Literal["done", "leased", "dead", "unknown", "newer", "alone", "later"]


Claim = Lease | Exhausted | Refused


@dataclass(frozen=True, slots=True)
class Result:
    """A finished Document as JSON, for `revision` of `id`, made by `pipeline`."""

    id: str
    revision: int
    pipeline: str
    payload: bytes = field(repr=False)
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the results stream: one committed revision.

    `position` orders the entries of a shard, `number` counts them without a gap; `delivered` counts this
    group's deliveries. The result may be newer than the entry: then the newer one's entry follows.
    `traceparent` names the span that committed it, or the producer's, where no spans are recorded.
    """

    position: str
    id: str
    revision: int
    number: int
    delivered: int = 1
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A consumer group.

    `lag`: entries not delivered yet; `pending`: delivered, not acknowledged; `missed`: trimmed away before
    they were delivered; `aside`: failed too often.
    """

    name: str
    lag: int
    pending: int
    missed: int
    aside: int
    consumers: int


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One dead letter, with the Rejection as JSON. `position` orders them."""

    position: str
    id: str
    rejection: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One inbox entry: the value of its field `article`, or None where it has no such field.

    `fields` are all fields as received, for the dead letter of an entry that is no article.
    """

    position: str
    article: bytes | None = field(repr=False)
    fields: tuple[tuple[bytes, bytes], ...] = field(repr=False)
    delivered: int = 1


@dataclass(frozen=True, slots=True)
class Status:
    """Counts and ages (seconds) at one moment.

    `done` counts documents that have a result, `submitted` accepted submissions, `recent` commits of the
    last minute. `oldest_seconds` is the age of the oldest open document, `idle_seconds` of the last commit.
    """

    queued: int
    leased: int
    done: int
    dead: int
    submitted: int
    inbox: int
    oldest_seconds: float | None
    idle_seconds: float | None
    recent: int
    counters: dict[str, int]


@dataclass(frozen=True, slots=True)
class Tidied:
    """What an upkeep did to the results stream: entries cut `behind` the slowest group, and `beyond` its bound.

    `entries` are left; `full` is their share of the bound (0 to 1). Entries cut beyond the bound are `missed` by
    the groups that had not read them.
    """

    behind: int
    beyond: int
    entries: int
    full: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the store that does not hold together. `id` is None where it is no single document's."""

    kind: Literal["missing", "stuck", "doubled", "books"]
    id: str | None
    detail: str
