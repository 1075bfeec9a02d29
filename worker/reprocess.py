"""Doing finished documents again: which ones, and what would change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas import LAYERS, Article, Document, decode, restore
from worker.producer import Announcer
from worker.store.protocol import Store

_BATCH = 100  # documents a round trip

# What says something of the text; the rest of a Document is the article, how it was made, and which others are like it.
_COMPARED = ("text", "edits", "language", *LAYERS, "tokens", "fingerprint", "quality")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents are meant; None: any. `pipeline` may be the beginning of a fingerprint, `0.1.0`.

    `since_ms`: committed then or later, milliseconds since the epoch.
    """

    pipeline: str | None = None
    source: str | None = None
    language: str | None = None
    since_ms: int = 0

    def matches(self, document: Document) -> bool:
        """Whether `document` is one of them."""
        return (
            (self.pipeline is None or document.provenance.pipeline.startswith(self.pipeline))
            and self.source in {None, document.article.source}
            and self.language in {None, document.language.code}
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What one layer lost and gained, each item as JSON."""

    layer: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def select(store: Store, selection: Selection, ids: Sequence[str] = ()) -> Iterator[Document]:
    """The newest Documents that are meant, among `ids` if any are given, else among all."""
    for batch in _batches(iter(ids) if ids else store.ids(since_ms=selection.since_ms)):
        for payload in store.results(batch):
            if payload is not None and selection.matches(document := decode(payload)):
                yield document


def requeue(store: Store, announcer: Announcer, ids: Iterator[str], pipeline: str) -> int:
    """Queue documents again for `pipeline` or a newer one; how many.

    Consumers keep the old result until the new one replaces it, with a stream entry of its own.
    """
    count = 0
    for batch in _batches(ids):
        queued = store.requeue(batch, pipeline=pipeline)
        for queue in {queue for _, queue in queued}:
            announcer.publish([id for id, of in queued if of == queue], queue)
        count += len(queued)
    return count


def differences(old: Document, process: Callable[[Article, int], Document]) -> list[Difference]:
    """What `process` would change in `old`, layer by layer; nothing where it gives the same."""
    article = Article(**old.article.model_dump(), id=old.id, text=restore(old))
    new = process(article, old.revision)
    found = (_compare(layer, getattr(old, layer), getattr(new, layer)) for layer in _COMPARED)
    return [difference for difference in found if difference.removed or difference.added]


def _compare(layer: str, old: Any, new: Any) -> Difference:
    before, after = _items(old), _items(new)
    removed = tuple(item for item in before if item not in set(after))
    added = tuple(item for item in after if item not in set(before))
    return Difference(layer, removed, added)


def _items(value: Any) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [json.dumps(_plain(item), ensure_ascii=False) for item in values]


def _plain(item: Any) -> Any:
    return item.model_dump(mode="json") if hasattr(item, "model_dump") else item


def _batches(ids: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for id in ids:
        batch.append(id)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
