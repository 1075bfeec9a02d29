"""Leases in memory: claiming documents and giving them back, as claim.lua and release.lua do."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from worker.store.memory.book import Book, Clock, Record, system_clock
from worker.store.pipelines import release_of
from worker.store.values import MOST_BYTES, Claim, Exhausted, Lease, Policy, Refused

Reason = Literal["done", "leased", "dead", "unknown", "newer", "alone"]


@dataclass(slots=True)
class Claiming:
    """One call of `claim`, and the bytes of the articles it has leased so far."""

    pipeline: str
    token: str
    shared: bool
    bytes: int = 0

    def count(self, claim: Claim) -> None:
        """Another document's claim is decided."""
        self.bytes += len(claim.payload) if isinstance(claim, Lease) else 0


class MemoryLeases:
    """The part of the ledger that leases, and the book all parts share."""

    def __init__(self, policy: Policy | None = None, *, clock: Clock = system_clock) -> None:
        self.book = Book(clock, policy or Policy())

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def claim(self, ids: Sequence[str], *, pipeline: str, token: str | None = None) -> list[Claim]:
        call, claims = Claiming(pipeline, token or secrets.token_hex(8), shared=len(ids) > 1), list[Claim]()
        with self.book.changed:
            for id in ids:
                claims.append(self._claim(id, call))
                call.count(claims[-1])
        return claims

    def release(
        self,
        lease: Lease,
        *,
        stage: str | None = None,
        error: str | None = None,
        charge: bool | None = True,
        delay_ms: int | None = 0,
    ) -> None:
        book = self.book
        with book.changed:
            record, now = book.records.get(lease.id), book.clock()
            if record is None or record.token != lease.token or lease.id not in book.leased:
                return
            del book.leased[lease.id]
            if delay_ms is None:
                book.waiting[lease.id] = now
            else:
                book.retry[lease.id] = now + delay_ms
            record.token = None
            record.shared = record.shared and charge is None
            record.attempts -= charge is False
            if stage:
                record.stage, record.error = stage, error
            book.counters["released"] += 1

    def place(self, pipeline: str) -> tuple[str, int]:
        """Where a pipeline stands in their order; it is noted when first met."""
        book = self.book
        return book.pipelines.setdefault(pipeline, (release_of(pipeline), len(book.pipelines)))

    def _claim(self, id: str, call: Claiming) -> Claim:
        book = self.book
        record, payload = book.records.get(id), book.articles.get(id)
        if record is not None and record.state in {"done", "dead"}:
            return self._refuse(id, "done" if record.state == "done" else "dead")
        if call.bytes >= MOST_BYTES:
            return Refused(id, "later")
        if record is None or record.state != "open" or payload is None:
            return self._refuse(id, "unknown")
        leased = book.leased.get(id, 0) > book.clock()
        if leased and record.token == call.token:
            return self._lease(id, record, payload)  # sent again
        reason = "leased" if leased else self._reason(record, call)
        return self._refuse(id, reason) if reason else self._attempt(id, record, payload, call)

    def _reason(self, record: Record, call: Claiming) -> Reason | None:
        """Why a document that nobody holds is not for this call."""
        place = self.place(call.pipeline)
        if record.wanted and place < self.place(record.wanted):
            return "newer"
        return "alone" if call.shared and (record.shared or record.attempts) else None

    def _attempt(self, id: str, record: Record, payload: bytes, call: Claiming) -> Claim:
        book, now = self.book, self.book.clock()
        book.counters["expired"] += id in book.leased
        attempts = record.attempts - record.shared
        book.forget(id, book.waiting, book.retry, book.leased)
        if attempts >= book.policy.max_attempts:
            book.waiting[id] = now
            return Exhausted(id, record.revision, attempts, payload, record.stage, record.error)
        record.attempts, record.token, record.shared = attempts + 1, call.token, call.shared
        book.leased[id] = now + book.policy.lease_of(len(payload))
        book.counters["claimed"] += 1
        return self._lease(id, record, payload)

    def _lease(self, id: str, record: Record, payload: bytes) -> Lease:
        return Lease(id, record.revision, record.attempts, payload, record.token or "", record.traceparent)

    def _refuse(self, id: str, reason: Reason) -> Refused:
        self.book.counters[f"refused_{reason}"] += 1
        return Refused(id, reason)
