"""What operators do with dead letters: find, read, replay, drop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas import Rejection
from schemas.base import moment
from worker.producer import Announcer
from worker.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dead letters are meant; None: any. `before` has a time zone."""

    stage: str | None = None
    error: str | None = None
    source: str | None = None
    before: datetime | None = None

    def matches(self, letter: Rejection) -> bool:
        """Whether `letter` is one of them."""
        return (
            self.stage in {None, letter.stage}
            and self.error in {None, letter.cause.code}
            and self.source in {None, letter.source}
            and (self.before is None or moment(letter.rejected_at) < self.before)
        )


class DeadLetterOffice:
    """Reads and empties the store's dead letters."""

    def __init__(self, store: Store, announcer: Announcer) -> None:
        self._store, self._announcer = store, announcer

    def find(self, wanted: Wanted) -> Iterator[Rejection]:
        """The letters that are wanted, oldest first."""
        for letter in self._store.dead():
            rejection = Rejection.model_validate_json(letter.rejection)
            if wanted.matches(rejection):
                yield rejection

    def get(self, id: str) -> Rejection | None:
        """The letter of document `id`."""
        payload = self._store.dead_letter(id)
        return None if payload is None else Rejection.model_validate_json(payload)

    def replay(self, ids: Sequence[str]) -> list[str]:
        """Queue these documents again, with no attempts charged; those that could be."""
        replayed = []
        for id in ids:
            queue = self._store.replay(id)
            if queue is not None:
                self._announcer.publish([id], queue)
                replayed.append(id)
        return replayed

    def drop(self, ids: Sequence[str]) -> list[str]:
        """Forget these letters and their articles; those that were dead."""
        return [id for id in ids if self._store.drop(id)]
