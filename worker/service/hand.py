"""What a process has in hand: the leases it works under, and the results it has not given to the ledger yet.

Documents are claimed together, and those that are quickly made are committed together: a round trip costs as much
as they do. What is in hand is noted where it outlives the process, so that whoever finds it dead knows which document
did it, and gives the others back.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Protocol, TypeVar

from worker import log
from worker.errors import Unavailable
from worker.store.protocol import Claim, Lease, Ledger, Result
from worker.tracing import Span, Tracing

_MOST_RESULTS = 32
_MOST_BYTES = 2**20  # of results that wait
_HOLD_SECONDS = 0.005  # a result waits for company; longer gains nothing, by then a round trip is a small part
_PAUSES = (0.05, 0.1, 0.2, 0.5)  # seconds between tries while the store is away; the last one repeats

T = TypeVar("T")

logger = log.logger(__name__)


class Record(Protocol):
    """Keeps what is in hand where it outlives this process; see `worker.service.recorder`."""

    def holds(self, ids: Sequence[str], token: str) -> None:
        """From now on this process may hold leases of `ids` by `token`, and no other ones."""
        ...

    def began(self, lease: Lease) -> None:
        """Work on `lease` begins."""
        ...

    def stage(self, name: str) -> None:
        """It enters a stage."""
        ...

    def finished(self) -> None:
        """The work has ended; its lease is held until the result is in the ledger."""
        ...

    def idle(self) -> None:
        """Nothing is held."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """A result, and the seconds it took."""

    result: Result
    seconds: float


class Hand:
    """One message's leases and results. `patience_seconds`: how long it asks a store that is away."""

    def __init__(
        self,
        ledger: Ledger,
        fingerprint: str,
        record: Record,
        *,
        patience_seconds: float,
        stopping: Callable[[], bool],
        tracing: Tracing,
    ) -> None:
        self._ledger, self._fingerprint, self._record = ledger, fingerprint, record
        self._patience, self._stopping, self._tracing = patience_seconds, stopping, tracing
        self._results: list[Result] = []
        self._bytes = 0
        self._since = 0.0

    def claim(self, ids: Sequence[str]) -> list[Claim]:
        """Ask for `ids`, with nothing in hand any more. Raises `Unavailable`."""
        self.commit()
        token = secrets.token_hex(8)  # one for all tries: a claim whose answer was lost is answered again
        self._record.holds(ids, token)
        return self.persist(lambda: self._ledger.claim(ids, pipeline=self._fingerprint, token=token))

    def put(self, made: Made) -> None:
        """This result is committed soon, at the latest by `commit`. Raises `Unavailable`."""
        now = time.monotonic()
        if not self._results:
            self._since = now - made.seconds
        self._results.append(made.result)
        self._bytes += len(made.result.payload)
        full = len(self._results) >= _MOST_RESULTS or self._bytes >= _MOST_BYTES
        if full or now - self._since >= _HOLD_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Give all results to the ledger. Raises `Unavailable`."""
        if self._results:
            spans = [self._tracing.start("commit", one.traceparent, id=one.id) for one in self._results]
            given = list(map(_continued, self._results, spans))
            try:
                self.persist(lambda: self._ledger.commit(given))
            finally:
                for span in spans:
                    span.end()
            self._results, self._bytes = [], 0

    def give_back(self, leases: Iterable[Lease]) -> None:
        """These were not begun, and their message comes again, or is still here. Raises `Unavailable`."""
        for lease in leases:
            self.persist(lambda lease=lease: self._ledger.release(lease, charge=False, delay_ms=None))  # type: ignore[misc]

    def drop(self) -> None:
        """The message is done with, settled or not."""
        self._results, self._bytes = [], 0
        self._record.idle()

    def persist(self, step: Callable[[], T]) -> T:
        """The value of `step`, which is tried again while the store is away. Raises `Unavailable` where it stays so."""
        until = time.monotonic() + self._patience
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                return step()
            except Unavailable as error:
                if self._stopping() or time.monotonic() > until:
                    raise
                logger.warning("waiting for the store", error=str(error))
            time.sleep(pause)
        raise AssertionError("the pauses never end")


def _continued(result: Result, span: Span) -> Result:
    """`result` in the trace of `span`; itself, where no spans are recorded."""
    same = span.traceparent == result.traceparent
    return result if same else replace(result, traceparent=span.traceparent)
