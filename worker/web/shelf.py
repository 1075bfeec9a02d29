"""Documents as pages show them, the last few kept: turning the page of a huge one does not read it again."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from pydantic import model_validator

from schemas import Document, decode
from schemas.versions import is_newest
from worker.store.protocol import Results

_KEPT_CHARACTERS = 6_000_000  # of the clean texts held, at least one document
_HUGE_BYTES = 4_000_000


class Shown(Document):
    """A Document that checked itself before it was committed: its spans are taken on trust.

    Sentences and tokens are counted on a page, not shown: they stay plain values. Together that is a quarter of
    the time for a document of several megabytes.
    """

    sentences: tuple[Any, ...] = ()
    tokens: Any = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        return self


class Shelf:
    """For several threads."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._held: OrderedDict[bytes, Document] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, id: str) -> Document | None:
        """The newest Document of `id`, for a page."""
        payload = self._results.result(id)
        if payload is None:
            return None
        key = hashlib.sha256(payload).digest()
        with self._lock:
            document = self._held.get(key) or _read(payload)
            self._held[key] = document
            self._held.move_to_end(key)
            while len(self._held) > 1 and sum(len(held.text) for held in self._held.values()) > _KEPT_CHARACTERS:
                self._held.popitem(last=False)
        return document


def _read(payload: bytes) -> Document:
    if not is_newest(payload):
        return decode(payload)
    if len(payload) < _HUGE_BYTES:
        return Shown.model_validate_json(payload)
    with _uncollected():
        return Shown.model_validate_json(payload)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector, which would look through a million new objects again and again, now and later.

    They have no cycles: they go when the last reference does, frozen or not.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
