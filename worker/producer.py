"""Handing articles over: store and queue them, then wake the workers."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from itertools import zip_longest
from typing import Protocol

from schemas import Article
from worker.errors import Overloaded
from worker.store.protocol import Ledger, Queue, Receipt, Submission
from worker.tracing import PASS_ON, Tracing

_PAUSE_SECONDS = 1.0  # between two tries while there is no room: workers free some hundred places in it


class Announcer(Protocol):
    """Tells workers of ids that wait; a lost message is made good by the reaper."""

    def publish(self, ids: Sequence[str], queue: Queue) -> None:
        """Send `ids` to the workers of `queue`."""
        ...


def submission(article: Article, queue: Queue = "articles", traceparent: str | None = None) -> Submission:
    """`article` as the ledger takes it. The digest tells content from content, whatever the order of its keys."""
    payload = article.to_json(exclude_none=True)
    canonical = payload  # our own fields have one order
    if article.metadata:
        ordered = json.dumps(article.metadata, sort_keys=True)
        canonical = article.to_json(exclude_none=True, exclude={"metadata"}) + ordered.encode()
    digest = hashlib.sha256(canonical).hexdigest()
    return Submission(article.id, payload, digest, queue, article.source, traceparent)


class Producer:
    """Submits articles to one queue; safe to call again with the same ones."""

    def __init__(
        self,
        ledger: Ledger,
        announcer: Announcer,
        queue: Queue = "articles",
        *,
        patience_seconds: float = 0,
        tracing: Tracing = PASS_ON,
        traceparent: str | None = None,
    ) -> None:
        self._ledger, self._announcer, self._queue = ledger, announcer, queue
        self._patience = patience_seconds
        self._tracing, self._traceparent = tracing, traceparent

    def submit(self, articles: Sequence[Article], traceparents: Sequence[str | None] = ()) -> list[Receipt]:
        """Submit `articles` in one round trip; one receipt each, in order.

        `traceparents` name the trace of each (W3C Trace Context); else the producer's own holds for all.

        Raises `Unavailable`; `Overloaded`, where there is no room and waiting did not help.
        """
        parents = [given or self._traceparent for _, given in zip_longest(articles, traceparents)]
        spans = [self._tracing.start("submit", p, id=one.id) for one, p in zip(articles, parents, strict=True)]
        try:
            traced = zip(articles, spans, strict=True)
            return self._submit([submission(one, self._queue, span.traceparent) for one, span in traced])
        finally:
            for span in spans:
                span.end()

    def _submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        receipts = self._stored(submissions)
        fresh = [receipt for receipt in receipts if receipt.status != "unchanged"]
        for queue in dict.fromkeys(receipt.queue for receipt in fresh):  # the ledger may have chosen the bulk lane
            self._announcer.publish([receipt.id for receipt in fresh if receipt.queue == queue], queue)
        return receipts

    def _stored(self, submissions: Sequence[Submission]) -> list[Receipt]:
        until = time.monotonic() + self._patience
        while True:
            try:
                return self._ledger.submit(submissions)
            except Overloaded:
                if time.monotonic() >= until:
                    raise
            time.sleep(min(_PAUSE_SECONDS, self._patience))
