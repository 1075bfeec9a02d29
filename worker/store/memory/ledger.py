"""The ledger in memory. Each step does what the Lua script of its name does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from worker.errors import Overloaded
from worker.store.memory.book import Record, by_score
from worker.store.memory.leases import MemoryLeases
from worker.store.memory.sender import MemorySender
from worker.store.protocol import Sender
from worker.store.values import (
    Committed,
    Queue,
    Receipt,
    Result,
    Status,
    Submission,
)

_RECENT_MS = 60_000


class MemoryLedger(MemoryLeases):
    """See `worker.store.protocol.Ledger`."""

    def submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        book = self.book
        with book.changed:
            waiting, most = len(book.waiting) + len(book.retry), book.policy.max_queued
            if most is not None and waiting >= most:
                reason = f"{waiting:,} documents wait, the bound is {most:,}: start more workers, or submit later"
                raise Overloaded(reason)
            return [self._submit(one) for one in submissions]

    def sender(self) -> Sender:
        return MemorySender(self.submit)

    def commit(self, results: Sequence[Result]) -> list[Committed]:
        with self.book.changed:
            return [self._commit(result) for result in results]

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
            record.state, record.token, record.wanted, record.shared = "dead", None, None, False
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
        record.shared = False
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
        if any(other and self.place(other) > self.place(pipeline) for other in (record.wanted, made)):
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
        record.stage, record.error, record.shared = None, None, False
        self._queue(id)
        return record.queue
