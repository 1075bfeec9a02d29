"""Reading streams in consumer groups: the part that results and inbox share."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from worker.store.connection import LONGEST_BLOCK_MS
from worker.store.keys import Shard
from worker.store.redis.base import RedisBase, text
from worker.store.redis.scripts import call

_GLANCE_MS = 100

Fields = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One stream entry as delivered to a consumer."""

    position: str
    fields: Fields
    delivered: int


class RedisStreams(RedisBase):
    """Group reads over the shards of a stream. Waiting is a plain XREAD, which changes nothing if it is cut off."""

    @cached_property
    def _turns(self) -> Iterator[int]:
        return count()

    def read_rows(
        self, stream: str, group: str, consumer: str, *, limit: int, block_ms: int | None, max_deliveries: int | None
    ) -> list[Row]:
        """Up to `limit` rows for `consumer`, waiting up to `block_ms` for the first."""
        deadline = time.monotonic() + (block_ms or 0) / 1000
        while True:
            rows, ends = self._sweep(stream, group, consumer, limit, max_deliveries or 0)
            left_ms = int((deadline - time.monotonic()) * 1000)
            if rows or left_ms <= 0:
                return rows
            self._wait(stream, ends, left_ms)

    def _sweep(
        self, stream: str, group: str, consumer: str, limit: int, max_deliveries: int
    ) -> tuple[list[Row], dict[Shard, str]]:
        """Rows from the shards, each beginning in its turn, and where the empty ones end.

        A row that was delivered before comes alone: it is looked for only while there are no others.
        """
        shards = self._shards_of(stream)
        start = next(self._turns)
        rows: list[Row] = []
        ends: dict[Shard, str] = {}
        for shard in (shards[(start + i) % len(shards)] for i in range(len(shards))):
            args = (group, consumer, limit - len(rows), self.policy.reader_idle_ms, max_deliveries, int(bool(rows)))
            found, end = self._read(shard, stream, group, args)
            rows += map(_row, found)
            if len(rows) >= limit or any(row.delivered > 1 for row in rows):
                break
            ends[shard] = text(end)
        return rows, ends

    def _read(self, shard: Shard, stream: str, group: str, args: tuple[str | int, ...]) -> tuple[list[Any], bytes]:
        read = call("read", shard, group, *args, stream=stream)
        answer = self.run([read])[0]
        if answer is None:
            # On all shards at once: one that the group is not on yet would be cut as if nobody needed it.
            numbered = int(stream == "results")
            self.run([call("join", each, None, group, numbered, stream=stream) for each in self._shards_of(stream)])
            answer = self.run([read])[0]
        found, end = answer or ([], b"0")  # deleted again at this very moment
        return found, end

    def _shards_of(self, stream: str) -> Sequence[Shard]:
        return self.shards if stream != "inbox" else self.shards[:1]

    def _wait(self, stream: str, ends: dict[Shard, str], left_ms: int) -> None:
        """Until one of the streams has an entry behind its end, or the time is over, or it is time to look again."""
        longest = min(left_ms, LONGEST_BLOCK_MS, max(1, self.policy.reader_idle_ms // 2))
        if self.clustered and len(ends) > 1:  # a blocking read sees one server only: look at the others soon
            shard = next(iter(ends))
            ends, longest = {shard: ends[shard]}, min(longest, _GLANCE_MS)
        with self.translated():
            self.client.xread({shard.key(stream): end for shard, end in ends.items()}, count=1, block=longest)


def _row(answer: list[Any]) -> Row:
    position, flat, delivered = answer
    return Row(text(position), tuple(zip(flat[::2], flat[1::2], strict=True)), int(delivered))
