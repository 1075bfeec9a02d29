"""The ledger in memory. Each step does what the Lua script of its name does."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Literal

from worker.errors import Overloaded
from worker.store.memory.book import Book, Clock, Record, by_score, system_clock
from worker.store.pipelines import release_of
from worker.store.values import (
    Claim,
    Committed,
    Exhausted,
    Lease,
    Policy,
    Queue,
    Receipt,
    Refused,
    Result,
    Status,
    Submission,
)

_RECENT_MS = 60_000


class MemoryLedger:
    """See `worker.store.protocol.Ledger`."""

    def __init__(self, policy: Policy | None = None, *, clock: Clock = system_clock) -> None:
        self.book = Book(clock, policy or Policy())

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        book = self.book
        with book.changed:
            waiting, most = len(book.waiting) + len(book.retry), book.policy.max_queued
            if most is not None and waiting >= most:
                reason = f"{waiting:,} documents wait, the bound is {most:,}: start more workers, or submit later"
                raise Overloaded(reason)
            return [self._submit(one) for one in submissions]

    def turn(
        self, finished: Sequence[Result], wanted: str | None, *, pipeline: str, token: str | None = None
    ) -> tuple[list[Committed], Claim | None]:
        with self.book.changed:
            committed = [self._commit(result) for result in finished]
            return committed, None if wanted is None else self._claim(wanted, pipeline, token or secrets.token_hex(8))

    def release(
        self,
        lease: Lease,
        *,
        stage: str | None = None,
        error: str | None = None,
        charge: bool = True,
        delay_ms: int = 0,
    ) -> None:
        book = self.book
        with book.changed:
            record = book.records.get(lease.id)
            if record is None or record.token != lease.token or lease.id not in book.leased:
                return
            del book.leased[lease.id]
            book.retry[lease.id] = book.clock() + delay_ms
            record.token = None
            record.attempts -= not charge
            if stage:
                record.stage, record.error = stage, error
            book.counters["released"] += 1

    def bury(self, id: str, revision: int, rejection: bytes) -> bool:
        book = self.book
        with book.changed:
            if book.letters.get(id) == rejection:
                return True
            record = book.records.get(id)
            if record is None or record.revision != revision or record.state != "open":
                return False
            book.forget(id, book.open, book.waiting, book.retry, book.leased)
            book.count_source(record, -1)
            record.state, record.token, record.wanted = "dead", None, None
            book.letters[id] = rejection
            book.dead[id] = book.clock()
            book.counters["buried"] += 1
            return True

    def requeue(self, ids: Sequence[str], *, pipeline: str) -> list[tuple[str, Queue]]:
        with self.book.changed:
            queues = [(id, self._requeue(id, pipeline)) for id in ids]
            return [(id, queue) for id, queue in queues if queue]

    def reap(self, *, limit: int, overdue_ms: int | None) -> list[tuple[str, Queue]]:
        book = self.book
        with book.changed:
            now = book.clock()
            expired = [id for _, id in by_score(book.leased, last=now)][:limit]
            due = [id for _, id in by_score(book.retry, last=now)]
            if overdue_ms is not None:
                due += [id for _, id in by_score(book.waiting, last=now - overdue_ms)]
            named = [*expired, *due][:limit]
            for id in named:
                book.forget(id, book.leased, book.retry)
                book.waiting[id] = now
            book.counters.update({"expired": len(expired)} if expired else {})
            return [(id, book.records[id].queue) for id in named]

    def count_refused_message(self) -> None:
        with self.book.changed:
            self.book.counters["refused_message"] += 1

    def status(self) -> Status:
        book = self.book
        with book.changed:
            now = book.clock()
            return Status(
                queued=len(book.waiting) + len(book.retry),
                leased=len(book.leased),
                done=len(book.done),
                dead=len(book.dead),
                submitted=book.counters["submitted"],
                inbox=sum(entry is not None for entry in book.inbox.entries),
                oldest_seconds=(now - min(book.open.values())) / 1000 if book.open else None,
                idle_seconds=(now - max(book.done.values())) / 1000 if book.done else None,
                recent=sum(at >= now - _RECENT_MS for at in book.done.values()),
                counters={name: count for name, count in book.counters.items() if count},
            )

    def close(self) -> None:
        """Nothing to give back."""

    def _submit(self, one: Submission) -> Receipt:
        book = self.book
        book.expire(book.clock())
        record = book.records.setdefault(one.id, Record())
        if record.digest == one.digest:
            return Receipt(one.id, record.revision, "unchanged", book.state_of(one.id), record.queue)
        before = record.state
        book.counters["submitted"] += 1
        if before == "open":
            book.counters["superseded"] += 1
            book.count_source(record, -1)
        share = book.policy.source_share
        queue: Queue = "bulk" if share and book.sources[one.source] >= share else one.queue
        if book.dead.pop(one.id, None) is not None:
            del book.letters[one.id]
        revised = Record(
            revision=record.revision + 1,
            state="open",
            digest=one.digest,
            queue=queue,
            source=one.source,
            pipeline=record.pipeline,
            traceparent=one.traceparent,
        )
        book.records[one.id] = revised
        book.count_source(revised, 1)
        book.articles[one.id] = one.payload
        self._queue(one.id)
        status: Literal["new", "revised"] = "new" if before in {"new", "dropped"} else "revised"
        return Receipt(one.id, record.revision + 1, status, "queued", queue)

    def _queue(self, id: str) -> None:
        book = self.book
        book.forget(id, book.leased, book.retry)
        book.open[id] = book.waiting[id] = book.clock()

    def _claim(self, id: str, pipeline: str, token: str) -> Claim:
        book = self.book
        record, payload, now = book.records.get(id), book.articles.get(id), book.clock()
        if record is None or record.state not in {"open", "done", "dead"} or payload is None:
            return self._refuse(id, "unknown")
        if record.state != "open":
            return self._refuse(id, "done" if record.state == "done" else "dead")
        if book.leased.get(id, 0) > now:
            sent_again = record.token == token
            return self._lease(id, record, payload) if sent_again else self._refuse(id, "leased")
        place = self._place(pipeline)
        if record.wanted and place < self._place(record.wanted):
            return self._refuse(id, "newer")
        book.counters["expired"] += id in book.leased
        book.forget(id, book.waiting, book.retry, book.leased)
        if record.attempts >= book.policy.max_attempts:
            book.waiting[id] = now
            return Exhausted(id, record.revision, record.attempts, payload, record.stage, record.error)
        record.attempts += 1
        record.token = token
        book.leased[id] = now + book.policy.lease_ms
        book.counters["claimed"] += 1
        return self._lease(id, record, payload)

    def _lease(self, id: str, record: Record, payload: bytes) -> Lease:
        return Lease(id, record.revision, record.attempts, payload, record.token or "", record.traceparent)

    def _refuse(self, id: str, reason: Literal["done", "leased", "dead", "unknown", "newer"]) -> Refused:
        self.book.counters[f"refused_{reason}"] += 1
        return Refused(id, reason)

    def _place(self, pipeline: str) -> tuple[str, int]:
        """Where a pipeline stands in their order; it is noted when first met."""
        book = self.book
        return book.pipelines.setdefault(pipeline, (release_of(pipeline), len(book.pipelines)))

    def _commit(self, result: Result) -> Committed:
        book, id = self.book, result.id
        record, now = book.records.get(id), book.clock()
        if record is None or record.revision != result.revision or record.state == "dropped":
            return "stale"
        if record.state != "open":
            return "already"
        book.forget(id, book.open, book.waiting, book.retry, book.leased)
        book.count_source(record, -1)
        record.state, record.pipeline = "done", result.pipeline
        record.token = record.wanted = record.stage = record.error = None
        book.results[id] = result.payload
        book.done[id] = now
        book.counters["committed"] += 1
        fields = {"id": id, "revision": result.revision, "number": book.counters["committed"]}
        fields |= {"traceparent": result.traceparent} if result.traceparent else {}
        book.committed.add(now, *((name.encode(), str(value).encode()) for name, value in fields.items()))
        book.expire(now)
        book.changed.notify_all()
        return "committed"

    def _requeue(self, id: str, pipeline: str) -> Queue | None:
        book = self.book
        record = book.records.get(id)
        if record is None or record.state not in {"open", "done"} or id not in book.articles:
            return None
        made = record.pipeline if record.state == "done" else None
        if any(other and self._place(other) > self._place(pipeline) for other in (record.wanted, made)):
            return None
        record.wanted = pipeline
        if record.state == "open" and record.attempts == 0:
            return record.queue
        book.counters["requeued"] += 1
        if record.state == "open":
            book.counters["superseded"] += 1
            book.count_source(record, -1)
        record.revision += 1
        record.state, record.queue, record.attempts = "open", "bulk", 0
        record.stage = record.error = None
        self._queue(id)
        return record.queue
