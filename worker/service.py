"""Working through a message: claim, run, commit, one document at a time. Knows no Redis and no Celery.

Each turn commits the document before and claims the next in one round trip. A document that fails is given
back or buried by itself: the others in the message neither wait for it nor pay for it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Protocol, TypeVar

from schemas import Article, Document
from worker import log
from worker.errors import Unavailable
from worker.failures import Failure, failure, read, rejection, remembered
from worker.limits import Limits
from worker.store.protocol import Claim, Exhausted, Lease, Ledger, Result
from worker.tracing import PASS_ON, Span, Tracing, trace_id

_PAUSES = (0.05, 0.1, 0.2, 0.5)  # seconds between tries while the store is away; the last one repeats

T = TypeVar("T")

logger = log.logger(__name__)


class Process(Protocol):
    """The pipeline: `entered` is told of each stage."""

    def __call__(self, article: Article, revision: int, entered: Callable[[str], None]) -> Document:
        """The Document of `article`. Raises `StageFailed` or `ValidationError`."""
        ...


class Record(Protocol):
    """Keeps what is worked on where it outlives this process; see `worker.recorder`."""

    def began(self, lease: Lease) -> None:
        """Work on `lease` begins."""
        ...

    def stage(self, name: str) -> None:
        """It enters a stage."""
        ...

    def finished(self) -> None:
        """The work is done; the lease is held until its result is in the store."""
        ...

    def idle(self) -> None:
        """No lease is held."""
        ...


class Meter(Protocol):
    """Counts what becomes of documents; see `worker.metrics`."""

    def processed(self, document: Document, seconds: float) -> None:
        """A document is made."""
        ...

    def failed(self, stage: str, code: str) -> None:
        """An attempt failed."""
        ...

    def buried(self, stage: str, code: str) -> None:
        """A document was given up."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """Bounds of the work.

    `message_seconds`: no new document of a message is begun after that. `patience_seconds`: how long a result
    waits for a store that is away; longer than a lease is no use.
    """

    limits: Limits
    max_attempts: int
    message_seconds: float
    patience_seconds: float


class Service:
    """Works through messages. `place` adds what other documents tell of one; `stopping` says when to hand back."""

    def __init__(
        self,
        ledger: Ledger,
        process: Process,
        fingerprint: str,
        *,
        rules: Rules,
        record: Record,
        place: Callable[[Document], Document] = lambda document: document,
        stopping: Callable[[], bool] = lambda: False,
        meter: Meter | None = None,
        tracing: Tracing = PASS_ON,
    ) -> None:
        self._ledger = ledger
        self._meter = meter
        self._tracing = tracing
        self._process = process
        self._fingerprint = fingerprint
        self._rules = rules
        self._record = record
        self._place = place
        self._stopping = stopping

    def work(self, ids: Sequence[str]) -> bool:
        """Settle `ids` in order; False if it had to stop before the last, and left the others untouched.

        Raises `Unavailable` where the store stays away.
        """
        try:
            return self._work(ids)
        finally:
            self._record.idle()

    def _work(self, ids: Sequence[str]) -> bool:
        finished: list[Result] = []
        until = time.monotonic() + self._rules.message_seconds
        for wanted in ids:
            if self._stopping() or time.monotonic() > until:
                self._turn(finished, None)
                return False
            claim = self._turn(finished, wanted)
            with log.bound(doc=wanted):
                finished = self._settle(claim)
        self._turn(finished, None)
        return True

    def _settle(self, claim: Claim | None) -> list[Result]:
        """The result, as the one item; none where the document failed or is no work of ours."""
        if isinstance(claim, Lease):
            return self._traced(claim)
        if isinstance(claim, Exhausted):
            self._bury(claim, claim.attempts, remembered(claim.stage, claim.error))
        elif claim is not None:
            logger.debug("skipped", reason=claim.reason)
        return []

    def _traced(self, lease: Lease) -> list[Result]:
        start = self._tracing.start
        span = start("document", lease.traceparent, id=lease.id, revision=lease.revision, attempt=lease.attempt)
        try:
            with log.bound(**trace_id(span.traceparent)):
                return self._try(lease, span)
        finally:
            span.end()

    def _try(self, lease: Lease, span: Span) -> list[Result]:
        stages = _Stages(self._record, span)
        started = time.perf_counter()
        try:
            self._record.began(lease)
            with self._rules.limits.applied():
                document = self._process(read(lease.payload), lease.revision, stages)
            stages("place")
            document = self._persist(lambda: self._place(document))
            with self._rules.limits.applied():
                stages("serialise")
                payload = document.model_dump_json().encode()
        except Unavailable:
            raise  # the store's failure, not the document's
        except Exception as error:  # noqa: BLE001  whatever it is, it is this document's failure and no other's
            failed = failure(error, stages.last, self._rules.limits)
            span.fail(failed.cause.code)
            self._failed(lease, failed, type(error).__name__)
            return []
        self._record.finished()
        seconds = time.perf_counter() - started
        if self._meter:
            self._meter.processed(document, seconds)
        logger.info("processed", revision=lease.revision, attempt=lease.attempt, duration_ms=round(seconds * 1000, 1))
        return [Result(lease.id, lease.revision, self._fingerprint, payload, span.traceparent)]

    def _failed(self, lease: Lease, failed: Failure, error: str) -> None:
        logger.warning("failed", stage=failed.stage, code=failed.cause.code, error=error, attempt=lease.attempt)
        if self._meter:
            self._meter.failed(failed.stage, failed.cause.code)
        if failed.final or lease.attempt >= self._rules.max_attempts:
            self._bury(lease, lease.attempt, failed)
        else:
            self._persist(lambda: self._ledger.release(lease, stage=failed.stage, error=failed.error))
        self._record.idle()

    def _bury(self, document: Lease | Exhausted, attempts: int, failed: Failure) -> None:
        letter = rejection(
            failed,
            id=document.id,
            payload=document.payload,
            attempts=attempts,
            revision=document.revision,
            pipeline=self._fingerprint,
        )
        content = letter.model_dump_json().encode()
        if self._persist(lambda: self._ledger.bury(document.id, document.revision, content)):
            logger.error("dead letter", stage=failed.stage, code=failed.cause.code, attempts=attempts)
            if self._meter:
                self._meter.buried(failed.stage, failed.cause.code)

    def _turn(self, finished: Sequence[Result], wanted: str | None) -> Claim | None:
        if not finished and wanted is None:
            return None
        token = secrets.token_hex(8)  # one for all tries: a claim whose answer was lost is answered again
        spans = [self._tracing.start("commit", one.traceparent, id=one.id) for one in finished]
        given = [replace(one, traceparent=span.traceparent) for one, span in zip(finished, spans, strict=True)]
        try:
            _, claim = self._persist(lambda: self._ledger.turn(given, wanted, pipeline=self._fingerprint, token=token))
        finally:
            for span in spans:
                span.end()
        self._record.idle()
        return claim

    def _persist(self, step: Callable[[], T]) -> T:
        """The value of `step`, which is tried again while the store is away."""
        until = time.monotonic() + self._rules.patience_seconds
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                return step()
            except Unavailable as error:
                if self._stopping() or time.monotonic() > until:
                    raise
                logger.warning("waiting for the store", error=str(error))
            time.sleep(pause)
        raise AssertionError("the pauses never end")


class _Stages:
    """Notes each stage as it is entered."""

    def __init__(self, record: Record, span: Span) -> None:
        self._record, self._span = record, span
        self.last = "decode"

    def __call__(self, stage: str) -> None:
        self.last = stage
        self._record.stage(stage)
        self._span.stage(stage)
