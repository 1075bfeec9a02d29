"""Working through a message: claim its documents, run each, commit them. Knows no Redis and no Celery.

A document that fails is given back or buried by itself: the others in the message neither wait for it nor pay
for it. Only what may have ended a process before is claimed alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas import Article, Document
from worker import log
from worker.errors import Unavailable
from worker.service.failures import Failure, failure, read, rejection, remembered
from worker.service.hand import Hand, Made, Record
from worker.service.limits import Limits
from worker.store.protocol import Claim, Exhausted, Lease, Ledger, Refused, Result
from worker.tracing import PASS_ON, Span, Tracing, trace_id

logger = log.logger(__name__)


class Process(Protocol):
    """The pipeline: `entered` is told of each stage."""

    def __call__(self, article: Article, revision: int, entered: Callable[[str], None]) -> Document:
        """The Document of `article`. Raises `StageFailed` or `ValidationError`."""
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

    `message_seconds`: no new document of a message is begun after that. `lease_seconds`: a document that is not
    begun so long after its claim is claimed again, so that the lease outlasts the work. `patience_seconds`: how
    long a result waits for a store that is away; longer than a lease is no use.
    """

    limits: Limits
    max_attempts: int
    message_seconds: float
    lease_seconds: float
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
        patience = rules.patience_seconds
        self._hand = Hand(ledger, fingerprint, record, patience_seconds=patience, stopping=stopping, tracing=tracing)

    def work(self, ids: Sequence[str]) -> bool:
        """Settle `ids`; False if it had to stop before the last, and left the others untouched.

        Raises `Unavailable` where the store stays away.
        """
        try:
            return self._work(ids)
        finally:
            self._hand.drop()

    def _work(self, ids: Sequence[str]) -> bool:
        until = time.monotonic() + self._rules.message_seconds
        groups = [list(dict.fromkeys(ids))]  # each to be claimed together
        while groups:
            if self._over(until):
                self._hand.commit()
                return False
            claims = self._hand.claim(groups.pop(0))
            groups = self._settle_all(claims, until) + groups
        self._hand.commit()
        return True

    def _settle_all(self, claims: Sequence[Claim], until: float) -> list[list[str]]:
        """Settle what was claimed together; what is to be claimed afterwards, in groups."""
        alone = [[claim.id] for claim in claims if isinstance(claim, Refused) and claim.reason == "alone"]
        later = [claim.id for claim in claims if isinstance(claim, Refused) and claim.reason == "later"]
        leased_until = time.monotonic() + self._rules.lease_seconds
        for done, claim in enumerate(claims):
            if done and self._over(min(until, leased_until)):
                later = self._give_back(claims[done:]) + later
                break
            with log.bound(doc=claim.id):
                self._settle(claim)
        return [*([later] if later else []), *alone]

    def _give_back(self, claims: Sequence[Claim]) -> list[str]:
        """Give up what was claimed and not begun; its ids."""
        self._hand.commit()
        self._hand.give_back(claim for claim in claims if isinstance(claim, Lease))
        return [claim.id for claim in claims if not isinstance(claim, Refused)]

    def _over(self, until: float) -> bool:
        return self._stopping() or time.monotonic() > until

    def _settle(self, claim: Claim) -> None:
        if isinstance(claim, Lease):
            self._traced(claim)
        elif isinstance(claim, Exhausted):
            self._bury(claim, claim.attempts, remembered(claim.stage, claim.error))
        else:
            logger.debug("skipped", reason=claim.reason)

    def _traced(self, lease: Lease) -> None:
        start = self._tracing.start
        span = start("document", lease.traceparent, id=lease.id, revision=lease.revision, attempt=lease.attempt)
        try:
            with log.bound(**trace_id(span.traceparent)):
                result = self._try(lease, span)
        finally:
            span.end()
        if result:
            self._hand.put(result)

    def _try(self, lease: Lease, span: Span) -> Made | None:
        stages = _Stages(self._record, span)
        started = time.perf_counter()
        limits = self._rules.limits.of(len(lease.payload))
        try:
            self._record.began(lease)
            with limits.applied():
                document = self._process(read(lease.payload), lease.revision, stages)
            stages("place")
            document = self._hand.persist(lambda: self._place(document))
            with limits.applied():
                stages("serialise")
                payload = document.to_json()
        except Unavailable:
            raise  # the store's failure, not the document's
        except Exception as error:  # noqa: BLE001  whatever it is, it is this document's failure and no other's
            failed = failure(error, stages.last, limits)
            span.fail(failed.cause.code)
            self._failed(lease, failed, type(error).__name__)
            return None
        self._record.finished()
        seconds = time.perf_counter() - started
        if self._meter:
            self._meter.processed(document, seconds)
        logger.info("processed", revision=lease.revision, attempt=lease.attempt, duration_ms=round(seconds * 1000, 1))
        return Made(Result(lease.id, lease.revision, self._fingerprint, payload, span.traceparent), seconds)

    def _failed(self, lease: Lease, failed: Failure, error: str) -> None:
        logger.warning("failed", stage=failed.stage, code=failed.cause.code, error=error, attempt=lease.attempt)
        if self._meter:
            self._meter.failed(failed.stage, failed.cause.code)
        if failed.final or lease.attempt >= self._rules.max_attempts:
            self._bury(lease, lease.attempt, failed)
        else:
            self._hand.persist(lambda: self._ledger.release(lease, stage=failed.stage, error=failed.error))
        self._record.finished()

    def _bury(self, document: Lease | Exhausted, attempts: int, failed: Failure) -> None:
        letter = rejection(
            failed,
            id=document.id,
            payload=document.payload,
            attempts=attempts,
            revision=document.revision,
            pipeline=self._fingerprint,
        )
        content = letter.to_json()
        if self._hand.persist(lambda: self._ledger.bury(document.id, document.revision, content)):
            logger.error("dead letter", stage=failed.stage, code=failed.cause.code, attempts=attempts)
            if self._meter:
                self._meter.buried(failed.stage, failed.cause.code)


class _Stages:
    """Notes each stage as it is entered."""

    def __init__(self, record: Record, span: Span) -> None:
        self._record, self._span = record, span
        self.last = "decode"

    def __call__(self, stage: str) -> None:
        self.last = stage
        self._record.stage(stage)
        self._span.stage(stage)
