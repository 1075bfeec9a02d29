"""Results in memory, for consumers."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from worker.store.memory.book import by_score
from worker.store.memory.ledger import MemoryLedger
from worker.store.memory.streams import Row, Stream
from worker.store.values import Entry, Group, State


class MemoryStreams(MemoryLedger):
    """Group reads that can wait."""

    def read_rows(
        self, stream: Stream, group: str, consumer: str, *, limit: int, block_ms: int | None, most: int | None
    ) -> list[Row]:
        """Up to `limit` rows for `consumer`, waiting up to `block_ms` for the first."""
        book, deadline = self.book, time.monotonic() + (block_ms or 0) / 1000
        with book.changed:
            while True:
                rows = stream.read(
                    group,
                    consumer,
                    book.clock(),
                    limit=limit,
                    idle_ms=book.policy.reader_idle_ms,
                    max_deliveries=most,
                )
                left = deadline - time.monotonic()
                if rows or left <= 0:
                    return rows
                book.changed.wait(left)


class MemoryResults(MemoryStreams):
    """See `worker.store.protocol.Results`."""

    def result(self, id: str) -> bytes | None:
        return self.results([id])[0]

    def results(self, ids: Sequence[str]) -> list[bytes | None]:
        with self.book.changed:
            self.book.expire(self.book.clock())
            return [self.book.results.get(id) for id in ids]

    def states(self, ids: Sequence[str]) -> list[State | None]:
        with self.book.changed:
            self.book.expire(self.book.clock())
            known = self.book.records
            return [self.book.state_of(id) if id in known and known[id].state != "dropped" else None for id in ids]

    def ids(self, *, since_ms: int = 0) -> Iterator[str]:
        with self.book.changed:
            found = [id for _, id in by_score(self.book.done, first=since_ms)]
        yield from found

    def recent(self, limit: int) -> list[tuple[int, str]]:
        with self.book.changed:
            self.book.expire(self.book.clock())
            return list(by_score(self.book.done))[: -limit - 1 : -1]

    def read(self, group: str, consumer: str, *, limit: int, block_ms: int | None = None) -> list[Entry]:
        book = self.book
        rows = self.read_rows(
            book.committed, group, consumer, limit=limit, block_ms=block_ms, most=book.policy.max_deliveries
        )
        return [_entry(row) for row in rows]

    def ack(self, group: str, entries: Sequence[Entry]) -> None:
        with self.book.changed:
            for entry in entries:
                self.book.committed.ack(group, entry.position)

    def groups(self) -> list[Group]:
        with self.book.changed:
            stream = self.book.committed
            return [
                Group(
                    name,
                    lag=len(stream.entries) - reading.next,
                    pending=len(reading.pending),
                    missed=reading.missed,
                    aside=len(reading.aside),
                    consumers=len(reading.consumers),
                )
                for name, reading in sorted(stream.groups.items())
            ]

    def aside(self, group: str) -> list[Entry]:
        with self.book.changed:
            reading = self.book.committed.groups.get(group)
            return [_entry(row) for row in reading.aside] if reading else []


def _entry(row: Row) -> Entry:
    values = dict(row.fields)
    traceparent = values.get(b"traceparent", b"").decode() or None
    numbers = int(values[b"revision"]), int(values[b"number"])
    return Entry(row.position, values[b"id"].decode(), *numbers, row.delivered, traceparent)
