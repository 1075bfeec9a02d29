"""Results on Redis, for consumers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from worker.store.redis.base import text
from worker.store.redis.scripts import call
from worker.store.redis.streams import Fields, RedisStreams
from worker.store.values import Entry, Group, State


class RedisResults(RedisStreams):
    """See `worker.store.protocol.Results`."""

    def result(self, id: str) -> bytes | None:
        return self.results([id])[0]

    def results(self, ids: Sequence[str]) -> list[bytes | None]:
        return self.get("result", ids)

    def states(self, ids: Sequence[str]) -> list[State | None]:
        pipeline = self.client.pipeline(transaction=False)
        for id in ids:
            pipeline.hget(self.shard(id).key("record", id), "state")
            pipeline.zscore(self.shard(id).key("leased"), id)
        with self.translated():
            answers = iter(pipeline.execute())
        return [_state(state, lease) for state, lease in zip(answers, answers, strict=True)]

    def ids(self, *, since_ms: int = 0) -> Iterator[str]:
        last = self._now()
        while self._now() == last:
            pass  # for a millisecond at most; then whatever is committed has a later moment, and is not met again
        for shard in self.shards:
            yield from (id for _, id in self.scored(shard, "done", since_ms, last))

    def _now(self) -> int:
        with self.translated():
            seconds, micros = self.client.time()
        return int(seconds) * 1000 + int(micros) // 1000

    def recent(self, limit: int) -> list[tuple[int, str]]:
        pipeline = self.client.pipeline(transaction=False)
        for shard in self.shards:
            pipeline.zrevrange(shard.key("done"), 0, limit - 1, withscores=True)
        with self.translated():
            found = [(int(at), text(id)) for rows in pipeline.execute() for id, at in rows]
        return sorted(found, reverse=True)[:limit]

    def read(self, group: str, consumer: str, *, limit: int, block_ms: int | None = None) -> list[Entry]:
        rows = self.read_rows(
            "results",
            group,
            consumer,
            limit=limit,
            block_ms=block_ms,
            max_deliveries=self.policy.max_deliveries,
        )
        return [_entry(row.position, row.fields, row.delivered) for row in rows]

    def ack(self, group: str, entries: Sequence[Entry]) -> None:
        pipeline = self.client.pipeline(transaction=False)
        for entry in entries:
            pipeline.xack(self.shard(entry.id).key("results"), group, entry.position)
        with self.translated():
            pipeline.execute()

    def groups(self) -> list[Group]:
        answers = self.run([call("groups", shard, None) for shard in self.shards])
        known = [{text(name): counts for name, *counts in rows} for _, rows in answers]
        nowhere = [[committed, 0, 0, 0] for committed, _ in answers]  # a shard that the group has not read yet
        groups = []
        for name in sorted(set().union(*known)):
            shares = [counts.get(name, none) for counts, none in zip(known, nowhere, strict=True)]
            lag, pending, missed, consumers = zip(*shares, strict=True)
            groups.append(self._group(name, sum(lag), sum(pending), sum(missed), max(consumers)))
        return groups

    def aside(self, group: str) -> list[Entry]:
        entries = []
        with self.translated():
            for shard in self.shards:
                for _, fields in self.client.xrange(shard.key("aside", group)):
                    position, delivered = text(fields[b"position"]), int(fields[b"delivered"])
                    entries.append(_entry(position, tuple(fields.items()), delivered))
        return entries

    def _group(self, name: str, lag: int, pending: int, missed: int, consumers: int) -> Group:
        with self.translated():
            aside = sum(self.client.xlen(shard.key("aside", name)) for shard in self.shards)
        return Group(name, lag, pending, missed, aside, consumers)


def _state(state: bytes | None, lease: float | None) -> State | None:
    if state == b"open":
        return "queued" if lease is None else "leased"
    return cast("State", text(state)) if state in {b"done", b"dead"} else None


def _entry(position: str, fields: Fields, delivered: int) -> Entry:
    values = dict(fields)
    traceparent = text(values.get(b"traceparent", b"")) or None
    numbers = int(values[b"revision"]), int(values[b"number"])
    return Entry(position, text(values[b"id"]), *numbers, delivered, traceparent)
