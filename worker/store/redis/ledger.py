"""The ledger on Redis: each promise is one Lua script; this file gives them types."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any, cast

from worker.store.payload import unpack
from worker.store.pipelines import release_of
from worker.store.protocol import Sender
from worker.store.redis.base import new_token, queue_of, text
from worker.store.redis.parts import SCRIPT
from worker.store.redis.room import RedisRoom
from worker.store.redis.scripts import call
from worker.store.redis.sender import RedisSender
from worker.store.redis.status import merged
from worker.store.values import (
    MOST_BYTES,
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

_COMPRESSED = 8  # a script sees what is stored: of JSON with Arabic text zstd leaves a quarter, of dull text an eighth


class RedisLedger(RedisRoom):
    """See `worker.store.protocol.Ledger`."""

    def submit(self, submissions: Sequence[Submission]) -> list[Receipt]:
        with closing(self.sender()) as sender:
            sender.send(submissions)
            return sender.receive()

    def sender(self) -> Sender:
        return RedisSender(self)

    def claim(self, ids: Sequence[str], *, pipeline: str, token: str | None = None) -> list[Claim]:
        mine, policy = token or new_token(), self.policy
        shared = int(len(ids) > 1)
        per_mib = policy.lease_ms_per_mib * (_COMPRESSED if policy.compress else 1)
        release = release_of(pipeline)
        args = (mine, policy.lease_ms, per_mib, policy.max_attempts, pipeline, release, shared, MOST_BYTES)
        answers = self.run_each("claim", args, [(id, ()) for id in ids], SCRIPT)
        return [_claim(id, mine, answer) for id, answer in zip(ids, answers, strict=True)]

    def commit(self, results: Sequence[Result]) -> list[Committed]:
        rows = [
            (one.id, (one.revision, one.pipeline, self.pack(one.payload), one.traceparent or "")) for one in results
        ]
        answers = self.run_each("commit", (self.policy.result_ttl_ms or 0,), rows, SCRIPT, lasting=True)
        return [cast("Committed", text(answer)) for answer in answers]

    def release(
        self,
        lease: Lease,
        *,
        stage: str | None = None,
        error: str | None = None,
        charge: bool | None = True,
        delay_ms: int | None = 0,
    ) -> None:
        charged, delay = "" if charge is None else int(charge), "" if delay_ms is None else delay_ms
        args = (lease.id, lease.token, stage or "", error or "", charged, delay)
        self.run([call("release", self.shard(lease.id), lease.id, *args)])

    def bury(self, id: str, revision: int, rejection: bytes) -> bool:
        letter = call("bury", self.shard(id), id, id, revision, self.pack(rejection))
        return self.run([letter], lasting=True) == [1]

    def requeue(self, ids: Sequence[str], *, pipeline: str) -> list[tuple[str, Queue]]:
        release = release_of(pipeline)
        calls = [call("requeue", self.shard(id), id, id, new_token(), pipeline, release) for id in ids]
        answers = self.run(calls, lasting=True)
        return [(id, queue_of(answer)) for id, answer in zip(ids, answers, strict=True) if answer]

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

    def _queues(self, ids: Sequence[str]) -> list[Queue]:
        pipeline = self.client.pipeline(transaction=False)
        for id in ids:
            pipeline.hget(self.shard(id).key("record", id), "queue")
        with self.translated():
            return [queue_of(answer) for answer in pipeline.execute()]


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
