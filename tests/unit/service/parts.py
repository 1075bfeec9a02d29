"""What the service's tests share: a pipeline that does what it is told, and stores that fail on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schemas import Article, Document, Rejection
from tests.documents import document_of
from worker.errors import Unavailable
from worker.pipeline import StageFailed
from worker.producer import submission
from worker.service.limits import Limits
from worker.service.work import Rules, Service
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease

PIPELINE = "1.0+test"
RULES = Rules(Limits(5.0, 512), max_attempts=2, message_seconds=60, lease_seconds=60, patience_seconds=0)
PATIENT = replace(RULES, patience_seconds=30)


class Record:
    """A flight recorder that keeps all it was told."""

    def __init__(self) -> None:
        self.told: list[str | list[str]] = []

    def holds(self, ids: list[str], _token: str) -> None:
        self.told.append([*ids])

    def began(self, lease: Lease) -> None:
        self.told.append(lease.id)

    def stage(self, name: str) -> None:
        self.told.append(name)

    def finished(self) -> None:
        self.told.append("finished")

    def idle(self) -> None:
        self.told.append("idle")


def pipeline(article: Article, revision: int, entered: Any) -> Document:
    """Does what the article's text says."""
    entered("obey")
    match article.text:
        case "raise":
            raise StageFailed("obey", ValueError("no")) from ValueError("no")
        case "memory":
            raise StageFailed("obey", MemoryError()) from MemoryError()
        case "invalid":
            return Document.model_validate_json("{}")
        case "loop":
            while True:
                pass
    return document_of(article, revision, PIPELINE)


def service_on(store: Any, **changes: Any) -> Service:
    """A service with that pipeline."""
    options = {"rules": RULES, "record": Record()} | changes
    return Service(store, pipeline, PIPELINE, **options)


def submit(store: MemoryStore, **texts: str) -> list[str]:
    """Articles by their ids, which it gives back."""
    store.submit([submission(Article(id=name, text=text)) for name, text in texts.items()])
    return list(texts)


def letter(store: MemoryStore, name: str) -> Rejection:
    """A document's dead letter."""
    return Rejection.model_validate_json(store.dead_letter(name) or b"")


class Stops:
    """Asked to stop, after so many answers that say no."""

    def __init__(self, after: int) -> None:
        self._left = after

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


class Through:
    """A store that passes every call on; each of its kinds changes one."""

    def __init__(self, store: MemoryStore, failures: int = 0) -> None:
        self._store, self._failures = store, failures

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _may_fail(self) -> None:
        if self._failures:
            self._failures -= 1
            raise Unavailable("away")


class Counted(Through):
    """A store that notes how many results come at a time."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store)
        self.commits: list[int] = []

    def commit(self, results: Any) -> Any:
        self.commits.append(len(results))
        return self._store.commit(results)


class Flaky(Through):
    """A store whose first claims and commits fail."""

    def claim(self, *args: Any, **kwargs: Any) -> Any:
        self._may_fail()
        return self._store.claim(*args, **kwargs)

    def commit(self, results: Any) -> Any:
        self._may_fail()
        return self._store.commit(results)


class Deaf(Through):
    """A store whose first claims are done, and their answers lost."""

    def claim(self, *args: Any, **kwargs: Any) -> Any:
        answer = self._store.claim(*args, **kwargs)
        self._may_fail()
        return answer
