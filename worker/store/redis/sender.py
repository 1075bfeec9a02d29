"""Submissions on their way to Redis: while it stores the first of them the next are made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from redis import Redis

from worker.store.keys import shard_of
from worker.store.redis.base import new_token, queue_of, text
from worker.store.redis.parts import SCRIPT
from worker.store.redis.room import RedisRoom
from worker.store.redis.scripts import Call, Row, call_each, command, confirm, wait
from worker.store.redis.wire import Wire
from worker.store.values import Receipt, Submission


@dataclass(slots=True)
class _Part:
    """Submissions of one shard that go in one call, and their places in what was sent."""

    rows: list[Row] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    bytes: int = 0


@dataclass(slots=True)
class _Sent:
    """What `send` was given: ids in order, the calls that carry them, of each call the places of its ids."""

    ids: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)


class RedisSender:
    """See `worker.store.protocol.Sender`.

    What is sent is kept until it is answered for. Where an answer is lost or is an error, all that waits is sent
    again, in order, the first of it the slow way, which tries again and says what is wrong: a call that was made
    before is answered as the first time.
    """

    def __init__(self, store: RedisRoom) -> None:
        self._store = store
        self._wire: Wire | None = None
        self._sent = deque[_Sent]()

    def send(self, submissions: Iterable[Submission]) -> None:
        self._store.require_room()
        if self._wire is None:
            self._wire = Wire(None if self._store.clustered else cast("Redis", self._store.client))
        sent = _Sent()
        self._sent.append(sent)
        for part in self._parts(submissions, sent.ids):
            sent.calls.append(self._call(part))
            sent.places.append(part.places)
            self._transmit(self._wire, sent.calls[-1:])
        self._confirm(self._wire)

    def receive(self) -> list[Receipt]:
        assert self._wire is not None
        sent = self._sent[0]
        answers = self._answered(self._wire, sent)
        if answers is None:
            self._wire.cut()  # what comes behind shall not overtake it
            answers = self._store.run(sent.calls, lasting=True)
            self._wire.mend()
            for later in list(self._sent)[1:]:
                self._transmit(self._wire, later.calls)
                self._confirm(self._wire)
        self._sent.popleft()
        return _receipts(sent, answers)

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def _parts(self, submissions: Iterable[Submission], ids: list[str]) -> Iterator[_Part]:
        """The submissions in parts for one call each, as soon as a part is whole; their ids are noted in `ids`."""
        parts: dict[int, _Part] = {}
        for place, one in enumerate(submissions):
            ids.append(one.id)
            number = shard_of(one.id, len(self._store.shards))
            part = parts.setdefault(number, _Part())
            payload = self._store.pack(one.payload)
            if part.rows and (len(part.rows) >= SCRIPT.documents or part.bytes + len(payload) > SCRIPT.bytes):
                yield parts[number]
                part = parts[number] = _Part()
            row = (one.digest, one.queue, one.source or "", payload, one.traceparent or "")
            part.rows.append((one.id, row))
            part.places.append(place)
            part.bytes += len(payload)
        yield from parts.values()

    def _call(self, part: _Part) -> Call:
        shards, share = self._store.shards, self._store.policy.source_share
        its_share = -(-share // len(shards)) if share else 0
        shard = shards[shard_of(part.rows[0][0], len(shards))]
        return call_each("submit", shard, (new_token(), its_share), part.rows)

    def _transmit(self, wire: Wire, calls: Iterable[Call]) -> None:
        for one in calls:
            wire.send(command(one))

    def _confirm(self, wire: Wire) -> None:
        if self._store.policy.replicas:
            wire.send(wait(self._store.policy.replicas))

    def _answered(self, wire: Wire, sent: _Sent) -> list[Any] | None:
        """The answers to its calls, or None where they are not all there and all sound."""
        replicas = self._store.policy.replicas
        asked = len(sent.calls) + bool(replicas)
        answers = wire.answers(asked)
        if len(answers) < asked or any(isinstance(answer, Exception) for answer in answers):
            return None
        if replicas:
            confirm(answers.pop(), replicas)
        return answers


def _receipts(sent: _Sent, answers: list[Any]) -> list[Receipt]:
    receipts: dict[int, Receipt] = {}
    for places, some in zip(sent.places, answers, strict=True):
        for place, (revision, status, state, queue) in zip(places, some, strict=True):
            became, is_now = cast("Any", (text(status), text(state)))
            receipts[place] = Receipt(sent.ids[place], int(revision), became, is_now, queue_of(queue))
    return [receipts[place] for place in range(len(sent.ids))]
