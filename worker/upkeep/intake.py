"""The workers' side of the inbox: what any program XADDed is checked, and submitted or made a dead letter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from schemas import Article, Cause
from worker import log
from worker.broker import QUEUES
from worker.errors import Rejected
from worker.service.failures import Failure, read, rejection
from worker.store.protocol import Inbox, Item, Queue, Receipt
from worker.tracing import valid_traceparent

_BATCH = 100  # entries a round trip
_MOST_DELIVERIES = 3  # an entry that ended its reader this often is not read again

logger = log.logger(__name__)


class Submitter(Protocol):
    """The part of a producer that is needed here."""

    def submit(self, articles: Sequence[Article], traceparents: Sequence[str | None]) -> list[Receipt]:
        """Submit and announce."""
        ...


class Intake:
    """One worker's reader of the inbox. An entry leaves it when it is submitted or buried, never before."""

    def __init__(self, inbox: Inbox, producers: dict[Queue, Submitter], reader: str, max_bytes: int) -> None:
        self._inbox = inbox
        self._producers = producers
        self._reader = reader
        self._max_bytes = max_bytes

    def take(self) -> bool:
        """Take in one batch; whether there may be more. Raises `Unavailable`: then the entries come again."""
        items = self._inbox.receive(self._reader, limit=_BATCH)
        sound: dict[Queue, list[tuple[Item, Article]]] = {queue: [] for queue in QUEUES}
        for item in items:
            try:
                sound[_queue(item)].append((item, self._article(item)))
            except Rejected as error:
                self._reject(item, error)
        for queue, taken in sound.items():
            self._submit(queue, taken)
        return len(items) == _BATCH

    def _submit(self, queue: Queue, taken: list[tuple[Item, Article]]) -> None:
        if taken:
            traces = [_traceparent(item) for item, _ in taken]
            self._producers[queue].submit([article for _, article in taken], traces)
            self._inbox.done([item.position for item, _ in taken])
            logger.info("taken in", queue=queue, documents=len(taken))

    def _article(self, item: Item) -> Article:
        if item.article is None:
            raise Rejected("no_article", "the entry has no field `article`: XADD <stream> * article '<json>'")
        if len(item.article) > self._max_bytes:
            raise Rejected("oversize", f"{len(item.article)} bytes; the bound is {self._max_bytes}")
        if item.delivered > _MOST_DELIVERIES:
            raise Rejected("process_died", f"{item.delivered - 1} workers ended while they read it")
        return read(item.article)

    def _reject(self, item: Item, error: Rejected) -> None:
        payload = item.article
        if payload is None:
            fields = {name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in item.fields}
            payload = json.dumps(fields, ensure_ascii=False).encode()
        name = f"inbox:{item.position}"
        failed = Failure("intake", Cause(code=error.code, message=error.message))
        letter = rejection(failed, id=name, payload=payload, attempts=item.delivered)
        self._inbox.reject(item.position, name, letter.to_json())
        logger.error("dead letter", doc=name, stage="intake", code=error.code)


def _queue(item: Item) -> Queue:
    """The queue that the entry's optional field `queue` names."""
    name = dict(item.fields).get(b"queue", b"articles").decode("utf-8", "replace")
    if name not in QUEUES:
        reason = f"no queue {name[:40]!r}; there are {' and '.join(QUEUES)}"
        raise Rejected("unknown_queue", reason)
    return name


def _traceparent(item: Item) -> str | None:
    """The trace that the entry's optional field `traceparent` names; one that is malformed is passed over."""
    given = dict(item.fields).get(b"traceparent")
    found = valid_traceparent(given.decode("latin-1")) if given else None
    if given and not found:
        logger.warning("traceparent ignored", position=item.position, reason="not of W3C Trace Context's form")
    return found
