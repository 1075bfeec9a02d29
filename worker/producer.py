"""Handing articles over: store and queue them, then wake the workers."""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol, TypeVar

from schemas import Article
from worker.errors import Overloaded
from worker.store.protocol import Ledger, Queue, Receipt, Sender, Submission
from worker.tracing import PASS_ON, Span, Tracing

_PAUSE_SECONDS = 1.0  # between two tries while there is no room: workers free some hundred places in it
_AHEAD = 1  # batches on their way while the receipts of one are read and its ids announced: so the store has work

T = TypeVar("T")


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


@dataclass(slots=True)
class _Batch:
    """Articles that are submitted together, and the traces that they belong to."""

    articles: Sequence[Article]
    traceparents: Sequence[str | None]
    spans: list[Span] = field(default_factory=list)

    def submissions(self, queue: Queue, tracing: Tracing) -> Iterator[Submission]:
        """Made one by one, each with a span that has begun."""
        for article, parent in zip_longest(self.articles, self.traceparents):
            span = tracing.start("submit", parent, id=article.id)
            self.spans.append(span)
            yield submission(article, queue, span.traceparent)

    def end(self) -> None:
        """Its receipts are there, or will not come."""
        for span in self.spans:
            span.end()


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
        """Submit `articles` together; one receipt each, in order.

        `traceparents` name the trace of each (W3C Trace Context); else the producer's own holds for all.

        Raises `Unavailable`; `Overloaded`, where there is no room and waiting did not help.
        """
        parents = [given or self._traceparent for _, given in zip_longest(articles, traceparents)]
        (receipts,) = self._flow([_Batch(articles, parents)])
        return receipts

    def stream(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Receipt]]:
        """Submit many batches; the receipts of each, in order, as `submit` gives them.

        A batch is on its way while the receipts of the one before it are read, so the store is never idle. Where this
        ends early (it raises as `submit` does, or nobody asks for more), the last two batches may be stored without a
        receipt: submit them again, or leave them to the workers, who find and announce what is stored.
        """
        return self._flow(_Batch(batch, [self._traceparent] * len(batch)) for batch in batches)

    def _flow(self, batches: Iterable[_Batch]) -> Iterator[list[Receipt]]:
        sent = deque[_Batch]()
        with closing(self._ledger.sender()) as sender:
            try:
                for batch in batches:
                    yield from self._sent(sender, batch, sent)
                    yield from self._landed(sender, sent, left=_AHEAD)
                yield from self._landed(sender, sent)
            finally:
                for batch in sent:
                    batch.end()

    def _sent(self, sender: Sender, batch: _Batch, sent: deque[_Batch]) -> Iterator[list[Receipt]]:
        """Send `batch`. Where there is no room the receipts of those before it come first: workers make room then."""
        try:
            sender.send(batch.submissions(self._queue, self._tracing))
        except Overloaded:
            yield from self._landed(sender, sent)
            self._patiently(lambda: sender.send(batch.submissions(self._queue, self._tracing)))
        sent.append(batch)

    def _landed(self, sender: Sender, sent: deque[_Batch], left: int = 0) -> Iterator[list[Receipt]]:
        """The receipts of what was sent, but for the last batches, which are `left` on their way."""
        while len(sent) > left:
            receipts = self._patiently(sender.receive)
            self._announce(receipts)
            sent.popleft().end()
            yield receipts

    def _announce(self, receipts: Sequence[Receipt]) -> None:
        fresh = [receipt for receipt in receipts if receipt.status != "unchanged"]
        for queue in dict.fromkeys(receipt.queue for receipt in fresh):  # the ledger may have chosen the bulk lane
            self._announcer.publish([receipt.id for receipt in fresh if receipt.queue == queue], queue)

    def _patiently(self, step: Callable[[], T]) -> T:
        """The value of `step`, which is tried again while there is no room."""
        until = time.monotonic() + self._patience
        while True:
            try:
                return step()
            except Overloaded:
                if time.monotonic() >= until:
                    raise
            time.sleep(min(_PAUSE_SECONDS, self._patience))
