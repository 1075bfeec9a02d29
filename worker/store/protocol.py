"""What the ledger promises, whoever keeps it. Redis and memory implement it; one contract suite tests both.

The life of a document::

    submit ──▶ queued ──claim──▶ leased ──commit──▶ done (result + one stream entry)
                 ▲                  │ │               │
                 ├─────release──────┘ └──bury──▶ dead │
                 ├── lease runs out ┘             │   │
                 ├──────────────replay────────────┘   │
                 └─────────────requeue────────────────┘

Every change is one atomic script, and safe to send again: the second time it answers what the first did.
A document is open (queued or leased) until `commit`, `bury`, or the submission of a newer revision.
Time is the store's own clock, in milliseconds since the epoch, so that workers' clocks cannot disagree.

Every method raises `worker.errors.Unavailable` where the store does not answer, and `Misconfigured` where
it refuses us.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from worker.store.values import (
    Claim,
    Committed,
    DeadLetter,
    Entry,
    Exhausted,
    Finding,
    Group,
    Item,
    Lease,
    Policy,
    Queue,
    Receipt,
    Refused,
    Result,
    State,
    Status,
    Submission,
    Tidied,
)

__all__ = [
    "Claim",
    "Committed",
    "DeadLetter",
    "DeadLetters",
    "Entry",
    "Exhausted",
    "Finding",
    "Group",
    "Inbox",
    "Item",
    "Lease",
    "Ledger",
    "Policy",
    "Queue",
    "Receipt",
    "Refused",
    "Result",
    "Results",
    "Sender",
    "State",
    "Status",
    "Store",
    "Submission",
    "Tidied",
    "Upkeep",
]


class Sender(Protocol):
    """Submissions on their way: the store takes the first while the next are made. For one thread."""

    def send(self, submissions: Iterable[Submission]) -> None:
        """Begin to store and queue these, behind those that were sent before; no receipt yet.

        Raises `Overloaded`, with none of them sent, while more waits than the policy allows.
        """
        ...

    def receive(self) -> list[Receipt]:
        """The receipts of what was sent first and has none yet; one each, in order. To be published afterwards.

        Raises `Overloaded` where the store ran full: the next call tries again.
        """
        ...

    def close(self) -> None:
        """What has no receipt by now may be stored or not: submit it again, or leave it to `reap`."""
        ...


class Ledger(Protocol):
    """The part that producers and workers use."""

    def submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        """Store and queue each submission, in order; one receipt each. To be published afterwards.

        Raises `Overloaded`, with nothing stored, while more waits than the policy allows.
        """
        ...

    def sender(self) -> Sender:
        """The same for many submissions, without waiting for each other's receipts."""
        ...

    def claim(self, ids: Sequence[str], *, pipeline: str, token: str | None = None) -> list[Claim]:
        """Lease different documents for `pipeline`, the fingerprint "release+digest"; one claim each, in order.

        A claim counts as an attempt, whatever becomes of it. Of documents that are leased together nobody knows
        which one ended their worker: where such a lease runs out, its attempt is not counted, and the document is
        refused with `alone` from then on, unless it is the only one asked for.

        `token` names the call (None: a name is made): who calls again with the same one, after an error, is given
        the same leases while they last, and no second attempt is counted.
        """
        ...

    def commit(self, results: Sequence[Result]) -> list[Committed]:
        """Write each result and its entry in the results stream, unless its revision has them; in order."""
        ...

    def release(
        self,
        lease: Lease,
        *,
        stage: str | None = None,
        error: str | None = None,
        charge: bool | None = True,
        delay_ms: int | None = 0,
    ) -> None:
        """Give a lease back; `reap` names the document again after `delay_ms`.

        With `charge` false the attempt is not counted (a worker that shuts down, or a bystander); with None nobody
        knows whose fault it was, and it is as if the lease had run out. With a delay of None the message that named
        the document is still there: it waits as before. A lease that is not held any more is left alone.
        """
        ...

    def bury(self, id: str, revision: int, rejection: bytes) -> bool:
        """Make a dead letter of this revision; False where it is done, dead, replaced or unknown."""
        ...

    def reap(self, *, limit: int, overdue_ms: int | None) -> list[tuple[str, Queue]]:
        """Ids to publish again: leases that ran out, and released documents whose delay is over.

        With `overdue_ms` also documents published that long ago and not taken; ask for these only while the
        broker has no messages, for otherwise they just wait their turn. Each id is named once, whoever asks.
        """
        ...

    def requeue(self, ids: Sequence[str], *, pipeline: str) -> list[tuple[str, Queue]]:
        """Queue documents again, as a new revision that no older pipeline than `pipeline` may take.

        Those done or at work; dead ones are left for `replay`. The old result stays until the new one
        replaces it. To be published afterwards.
        """
        ...

    def count_refused_message(self) -> None:
        """A message that named no documents was refused; `refused_message` of the counters."""
        ...

    def status(self) -> Status:
        """Counts and ages now, in one round trip."""
        ...


class Results(Protocol):
    """The part that consumers use."""

    def result(self, id: str) -> bytes | None:
        """The newest Document of `id` as JSON."""
        ...

    def results(self, ids: Sequence[str]) -> list[bytes | None]:
        """The newest Document of each id, in one round trip."""
        ...

    def states(self, ids: Sequence[str]) -> list[State | None]:
        """Where each id stands, in one round trip; None where it is unknown."""
        ...

    def ids(self, *, since_ms: int = 0) -> Iterator[str]:
        """Ids that have a result, committed at `since_ms` or later, oldest commit first (within a shard).

        What is committed after the call is not among them, so that all may be done again while they are named.
        """
        ...

    def recent(self, limit: int) -> list[tuple[int, str]]:
        """The `limit` newest results, newest first: when they were committed, and their ids."""
        ...

    def read(self, group: str, consumer: str, *, limit: int, block_ms: int | None = None) -> list[Entry]:
        """Entries for one consumer of a group: its own unacknowledged, then a dead consumer's, then new ones.

        A group begins at the oldest entry. Acknowledge before you read on: what was delivered before comes
        again, and one at a time, so that an entry that kills its reader takes no other with it. Waits up to
        `block_ms` if there is nothing (None: not at all).
        """
        ...

    def ack(self, group: str, entries: Sequence[Entry]) -> None:
        """The group is done with these entries."""
        ...

    def groups(self) -> list[Group]:
        """Every consumer group: how far behind it is, and what it missed or put aside."""
        ...

    def aside(self, group: str) -> list[Entry]:
        """Entries that a group's consumers failed on too often, oldest first."""
        ...


class DeadLetters(Protocol):
    """The part that operators use."""

    def dead(self, *, after: str | None = None) -> Iterator[DeadLetter]:
        """Dead letters, oldest first, from the one after `after` (a DeadLetter's `position`)."""
        ...

    def dead_letter(self, id: str) -> bytes | None:
        """The Rejection of `id` as JSON."""
        ...

    def replay(self, id: str) -> Queue | None:
        """Queue a dead document again with no attempts charged; its queue, or None if it cannot be.

        It cannot where it is not dead, or where it never was a document (an inbox entry that is not an
        article). To be published afterwards.
        """
        ...

    def drop(self, id: str) -> bool:
        """Forget a dead letter and its article; False if it is not dead. An older result stays."""
        ...


class Inbox(Protocol):
    """The stream that any program may XADD an article to, in the field `article`."""

    def receive(self, consumer: str, *, limit: int, block_ms: int | None = None) -> list[Item]:
        """Inbox entries for one worker, delivered again, singly, until `done` or `reject`."""
        ...

    def done(self, positions: Sequence[str]) -> None:
        """These inbox entries are submitted; they leave the inbox."""
        ...

    def reject(self, position: str, id: str, rejection: bytes) -> None:
        """This inbox entry becomes the dead letter `id` and leaves the inbox."""
        ...


class Upkeep(Protocol):
    """What is done now and then, by any worker."""

    def tidy(self) -> Tidied:
        """Cut the results stream behind its slowest group and at its bound; forget consumers gone for a day.

        Without any group nothing is cut behind: the first one shall find everything.
        """
        ...

    def verify(self) -> Iterator[Finding]:
        """Everything that does not hold together: missing, stuck or doubled documents, sums that differ.

        Reads the whole store, one document at a time; safe while work goes on.
        """
        ...


class Store(Ledger, Results, DeadLetters, Inbox, Upkeep, Protocol):
    """All of it."""

    def close(self) -> None:
        """Give connections back."""
        ...
