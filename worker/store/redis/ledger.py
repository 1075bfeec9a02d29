"""The ledger on Redis: each promise is one Lua script; this file gives them types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from worker.store.payload import unpack
from worker.store.pipelines import release_of
from worker.store.redis.base import new_token, text
from worker.store.redis.room import RedisRoom
from worker.store.redis.scripts import Call, call
from worker.store.redis.status import merged
from worker.store.values import (
    Claim,
    Committed,
    Exhausted,
    Lease,
    Queue,
    Receipt,
    Refused,
    Result,
    Status,
    Submission,
)

_BATCH = 500  # submissions a round trip: 2 MB of 4 KB articles, where the gain of larger ones has ended


class RedisLedger(RedisRoom):
    """See `worker.store.protocol.Ledger`."""

    def submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        self.require_room()
        calls = [self._submit(one, new_token()) for one in submissions]
        answers: list[Any] = []
        for start in range(0, len(calls), _BATCH):
            answers += self.run(calls[start : start + _BATCH], lasting=True)
        return [
            Receipt(one.id, int(revision), cast("Any", text(status)), cast("Any", text(state)), _queue(queue))
            for one, (revision, status, state, queue) in zip(submissions, answers, strict=True)
        ]

    def turn(
        self, finished: Sequence[Result], wanted: str | None, *, pipeline: str, token: str | None = None
    ) -> tuple[list[Committed], Claim | None]:
        calls = [self._commit(result) for result in finished]
        if wanted is None:
            return [_committed(answer) for answer in self.run(calls, lasting=True)], None
        mine = token or new_token()
        *committed, claimed = self.run([*calls, self._claim(wanted, mine, pipeline)], lasting=bool(calls))
        return [_committed(answer) for answer in committed], _claim(wanted, mine, claimed)

    def release(
        self,
        lease: Lease,
        *,
        stage: str | None = None,
        error: str | None = None,
        charge: bool = True,
        delay_ms: int = 0,
    ) -> None:
        args = (lease.id, lease.token, stage or "", error or "", int(charge), delay_ms)
        self.run([call("release", self.shard(lease.id), lease.id, *args)])

    def bury(self, id: str, revision: int, rejection: bytes) -> bool:
        letter = call("bury", self.shard(id), id, id, revision, self.pack(rejection))
        return self.run([letter], lasting=True) == [1]

    def requeue(self, ids: Sequence[str], *, pipeline: str) -> list[tuple[str, Queue]]:
        release = release_of(pipeline)
        calls = [call("requeue", self.shard(id), id, id, new_token(), pipeline, release) for id in ids]
        answers = self.run(calls, lasting=True)
        return [(id, _queue(answer)) for id, answer in zip(ids, answers, strict=True) if answer]

    def reap(self, *, limit: int, overdue_ms: int | None) -> list[tuple[str, Queue]]:
        self.require_layout(self.client)  # a worker that runs since before the first document learns it here
        overdue = -1 if overdue_ms is None else overdue_ms
        named: list[str] = []
        for shard in self.shards:
            if len(named) < limit:
                named += map(text, self.run([call("reap", shard, None, limit - len(named), overdue)])[0])
        return list(zip(named, self._queues(named), strict=True))

    def count_refused_message(self) -> None:
        with self.translated():
            self.client.hincrby(self.shards[0].key("counters"), "refused_message", 1)

    def status(self) -> Status:
        return merged(self.run([call("status", shard, None) for shard in self.shards]))

    def _submit(self, one: Submission, mine: str) -> Call:
        share = -(-self.policy.source_share // len(self.shards)) if self.policy.source_share else 0
        trace = one.traceparent or ""
        args = (one.id, one.digest, one.queue, one.source or "", self.pack(one.payload), mine, share, trace)
        return call("submit", self.shard(one.id), one.id, *args)

    def _claim(self, id: str, mine: str, pipeline: str) -> Call:
        args = (id, mine, self.policy.lease_ms, self.policy.max_attempts, pipeline, release_of(pipeline))
        return call("claim", self.shard(id), id, *args)

    def _commit(self, result: Result) -> Call:
        kept = self.policy.result_ttl_ms or 0
        args = (result.id, result.revision, self.pack(result.payload), result.pipeline, kept, result.traceparent or "")
        return call("commit", self.shard(result.id), result.id, *args)

    def _queues(self, ids: Sequence[str]) -> list[Queue]:
        pipeline = self.client.pipeline(transaction=False)
        for id in ids:
            pipeline.hget(self.shard(id).key("record", id), "queue")
        with self.translated():
            return [_queue(answer) for answer in pipeline.execute()]


def _queue(answer: bytes | None) -> Queue:
    return cast("Queue", text(answer)) if answer else "articles"


def _committed(answer: bytes) -> Committed:
    return cast("Committed", text(answer))


def _claim(id: str, mine: str, answer: list[Any]) -> Claim:
    kind, *rest = answer
    match text(kind):
        case "lease":
            revision, attempt, payload, traceparent = rest
            return Lease(id, int(revision), int(attempt), unpack(payload), mine, text(traceparent or b"") or None)
        case "exhausted":
            revision, attempts, payload, stage, error = rest
            return Exhausted(
                id, int(revision), int(attempts), unpack(payload), text(stage) or None, text(error) or None
            )
        case reason:
            return Refused(id, cast("Any", reason))
