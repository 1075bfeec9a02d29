"""Small things that several tests of the stream need: articles, and a worker's turn without a worker."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Article, Document
from worker.producer import submission
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Queue, Result


class Announced:
    """An announcer that keeps what it was told."""

    def __init__(self) -> None:
        self.ids: list[tuple[str, Queue]] = []

    def publish(self, ids: Sequence[str], queue: Queue) -> None:
        """Keep `ids`."""
        self.ids += [(id, queue) for id in ids]


def article(id: str, text: str = "نص الخبر .", source: str | None = None) -> Article:
    """An article with little in it."""
    return Article(id=id, text=text, source=source)


def finish(store: MemoryStore, one: Article, pipeline: str = "0.1.0+aaaa") -> Document:
    """Submit `one`, process it with the real pipeline, commit it as `pipeline`'s."""
    from worker.stages import process

    store.submit([submission(one)])
    (lease,) = store.claim([one.id], pipeline=pipeline)
    assert isinstance(lease, Lease)
    document = process(one, lease.revision)
    document = document.model_copy(update={"provenance": document.provenance.model_copy(update={"pipeline": pipeline})})
    result = Result(one.id, lease.revision, pipeline, document.model_dump_json().encode())
    assert store.commit([result]) == ["committed"]
    return document
