"""Upkeep in memory."""

from __future__ import annotations

from collections.abc import Iterator

from worker.store.books import sums_differ
from worker.store.memory.ledger import MemoryLedger
from worker.store.values import Finding, Tidied

_DAY_MS = 86_400_000


class MemoryUpkeep(MemoryLedger):
    """See `worker.store.protocol.Upkeep`."""

    def tidy(self) -> Tidied:
        book, bound = self.book, self.book.policy.max_entries
        with book.changed:
            behind, beyond = book.committed.cut(bound)
            for stream in (book.committed, book.inbox):
                stream.retire(book.clock() - _DAY_MS)
            entries = len(book.committed.places)
            return Tidied(behind, beyond, entries, entries / bound if bound else 0.0)

    def verify(self) -> Iterator[Finding]:
        # Only the books: nothing else can come apart behind the back of one process.
        books = sums_differ(self.status())
        if books:
            yield Finding("books", None, books)
