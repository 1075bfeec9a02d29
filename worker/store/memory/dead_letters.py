"""Dead letters in memory, for operators."""

from __future__ import annotations

from collections.abc import Iterator

from worker.store.memory.book import by_score
from worker.store.memory.ledger import MemoryLedger
from worker.store.values import DeadLetter, Queue


class MemoryDeadLetters(MemoryLedger):
    """See `worker.store.protocol.DeadLetters`."""

    def dead(self, *, after: str | None = None) -> Iterator[DeadLetter]:
        at, _, id = (after or "0-").partition("-")
        with self.book.changed:
            found = [
                DeadLetter(f"{when}-{which}", which, self.book.letters[which])
                for when, which in by_score(self.book.dead)
                if (when, which) > (int(at), id)
            ]
        yield from found

    def dead_letter(self, id: str) -> bytes | None:
        with self.book.changed:
            return self.book.letters.get(id)

    def replay(self, id: str) -> Queue | None:
        book = self.book
        with book.changed:
            record = book.records.get(id)
            if record is None or record.state != "dead":
                return None
            book.count_source(record, 1)
            record.state, record.attempts, record.shared = "open", 0, False
            record.stage = record.error = None
            del book.dead[id], book.letters[id]
            self._queue(id)
            book.counters["replayed"] += 1
            return record.queue

    def drop(self, id: str) -> bool:
        book = self.book
        with book.changed:
            if book.dead.pop(id, None) is None:
                return False
            del book.letters[id]
            book.counters["dropped"] += 1
            record = book.records.get(id)
            if record is not None and record.state == "dead":
                record.digest = None
                record.state = "done" if id in book.results else "dropped"
                book.articles.pop(id, None)
            return True
