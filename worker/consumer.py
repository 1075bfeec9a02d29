"""Receiving finished documents: at least once, in order of commit, acknowledged after the caller's work."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from schemas import Document, decode, revision
from schemas.versions import is_newest
from worker.errors import BadInput
from worker.store.protocol import Entry, Results
from worker.tracing import PASS_ON, Span, Tracing

_BATCH = 64
_BLOCK_MS = 1000  # well below the socket timeout; an idle reader asks again


def consumer_name() -> str:
    """A name that no other live consumer has: host and process."""
    return f"{socket.gethostname()}-{os.getpid()}"


@dataclass(frozen=True)
class Delivery:
    """A document as it was committed, and the entry to acknowledge when the work with it is done.

    `span` lasts until then; work that continues its `traceparent` is part of the document's trace.
    """

    entry: Entry
    payload: bytes = field(repr=False)
    span: Span = field(repr=False)

    @cached_property
    def document(self) -> Document:
        """The payload decoded, whichever version it was written in."""
        return decode(self.payload)

    @property
    def newest(self) -> bytes:
        """The document as JSON of the newest schema version."""
        return self.payload if is_newest(self.payload) else self.document.to_json()


class Consumer:
    """One member of a consumer group.

    As an iterator it yields documents until the stream is drained (or, with `follow`, for ever) and
    acknowledges each when the next is asked for::

        for document in Consumer(store, group="search", follow=True):
            index(document)

    Raises `BadInput` for a group without a name, and what the store raises: `Unavailable`, `Misconfigured`.
    """

    def __init__(
        self,
        results: Results,
        group: str = "default",
        name: str | None = None,
        *,
        follow: bool = False,
        tracing: Tracing = PASS_ON,
    ) -> None:
        if not group:
            raise BadInput("a consumer group needs a name")
        self._results, self._group, self._follow = results, group, follow
        self._name = name or consumer_name()
        self._tracing = tracing

    def __iter__(self) -> Iterator[Document]:
        while (deliveries := self.receive()) or self._follow:
            for delivery in deliveries:
                yield delivery.document
                self.ack([delivery])

    async def __aiter__(self) -> AsyncIterator[Document]:
        """The same for asyncio; the store is waited for in a thread."""
        while (deliveries := await asyncio.to_thread(self.receive)) or self._follow:
            for delivery in deliveries:
                yield delivery.document
                await asyncio.to_thread(self.ack, [delivery])

    def receive(self, limit: int = _BATCH) -> list[Delivery]:
        """The next deliveries, `limit` at most; none where the stream is drained (or, with `follow`, quiet).

        Entries whose result a newer revision has replaced are passed over: that one has its own entry.
        """
        while entries := self._read(limit):
            payloads = self._results.results([entry.id for entry in entries])
            deliveries, passed = [], []
            for entry, payload in zip(entries, payloads, strict=True):
                if payload is None or revision(payload) > entry.revision:
                    passed.append(entry)
                else:
                    deliveries.append(Delivery(entry, payload, self._span(entry)))
            if passed:
                self._results.ack(self._group, passed)
            if deliveries:
                return deliveries
        return []

    def ack(self, deliveries: Sequence[Delivery]) -> None:
        """The work with these deliveries is done."""
        self._results.ack(self._group, [delivery.entry for delivery in deliveries])
        for delivery in deliveries:
            delivery.span.end()

    def _span(self, entry: Entry) -> Span:
        start = self._tracing.start
        return start("consume", entry.traceparent, id=entry.id, revision=entry.revision, group=self._group)

    def _read(self, limit: int) -> list[Entry]:
        block = _BLOCK_MS if self._follow else None
        return self._results.read(self._group, self._name, limit=limit, block_ms=block)
