"""Announcing again what was lost on the way: leases that ran out, failed documents, messages that are gone."""

from __future__ import annotations

from typing import Protocol

from worker import log
from worker.broker import QUEUES
from worker.store.protocol import Ledger, Queue

_MOST = 1000  # ids a round; the next round is a second later
# While the broker has messages a waiting document waits for its turn, most likely. Yet its message may be lost
# and the broker never empty: after this long it is announced all the same.
_LOST_MS = 3_600_000

logger = log.logger(__name__)


class Announcer(Protocol):
    """The part of the publisher that is needed here."""

    def singly(self, ids: list[str], queue: Queue) -> None:
        """Announce each by itself."""
        ...

    def waiting(self, queue: Queue) -> int:
        """Messages that no worker has taken."""
        ...


class Reaper:
    """Every worker has one; the ledger names each id to one of them only."""

    def __init__(self, ledger: Ledger, announcer: Announcer, overdue_seconds: float) -> None:
        self._ledger = ledger
        self._announcer = announcer
        self._overdue_ms = round(overdue_seconds * 1000)

    def reap(self) -> int:
        """Announce what is due, singly: what failed once holds up nobody else. Raises `Unavailable`."""
        empty = not any(self._announcer.waiting(queue) for queue in QUEUES)
        due = self._ledger.reap(limit=_MOST, overdue_ms=self._overdue_ms if empty else _LOST_MS)
        for queue in QUEUES:
            ids = [name for name, its in due if its == queue]
            if ids:
                self._announcer.singly(ids, queue)
                logger.info("announced again", queue=queue, documents=len(ids))
        return len(due)
