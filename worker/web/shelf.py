"""Decoded documents, the last few of them: turning the page of a huge one does not decode it again."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from schemas import Document, decode
from worker.store.protocol import Results

_KEPT_CHARACTERS = 6_000_000  # of the clean texts held, at least one document


class Shelf:
    """For several threads."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._held: OrderedDict[bytes, Document] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, id: str) -> Document | None:
        """The newest Document of `id`."""
        payload = self._results.result(id)
        if payload is None:
            return None
        key = hashlib.sha256(payload).digest()
        with self._lock:
            document = self._held.get(key)
        document = document or decode(payload)
        with self._lock:
            self._held[key] = document
            self._held.move_to_end(key)
            while len(self._held) > 1 and sum(len(held.text) for held in self._held.values()) > _KEPT_CHARACTERS:
                self._held.popitem(last=False)
        return document
