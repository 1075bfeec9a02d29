"""The inbox in memory. `post` stands for another program's XADD."""

from __future__ import annotations

from collections.abc import Sequence

from worker.store.memory.results import MemoryStreams
from worker.store.values import Item

_GROUP = "intake"


class MemoryInbox(MemoryStreams):
    """See `worker.store.protocol.Inbox`."""

    def post(self, **fields: bytes) -> None:
        """Put an entry into the inbox."""
        book = self.book
        with book.changed:
            book.inbox.add(book.clock(), *((name.encode(), value) for name, value in fields.items()))
            book.changed.notify_all()

    def receive(self, consumer: str, *, limit: int, block_ms: int | None = None) -> list[Item]:
        rows = self.read_rows(self.book.inbox, _GROUP, consumer, limit=limit, block_ms=block_ms, most=None)
        return [Item(row.position, dict(row.fields).get(b"article"), row.fields, row.delivered) for row in rows]

    def done(self, positions: Sequence[str]) -> None:
        with self.book.changed:
            for position in positions:
                self.book.inbox.ack(_GROUP, position)
                self.book.inbox.delete(position)

    def reject(self, position: str, id: str, rejection: bytes) -> None:
        book = self.book
        with book.changed:
            if book.letters.get(id) != rejection:
                book.letters[id] = rejection
                book.dead[id] = book.clock()
                book.counters["rejected"] += 1
            self.done([position])
