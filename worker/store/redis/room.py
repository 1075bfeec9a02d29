"""Whether there is room for more: documents that wait, and memory."""

from __future__ import annotations

from math import inf
from typing import Any

from redis import RedisCluster

from worker.errors import Overloaded
from worker.store.faults import public
from worker.store.redis import layout
from worker.store.redis.base import RedisBase


class RedisRoom(RedisBase):
    """Looked at before each submission, in one round trip: a batch is taken whole or refused whole."""

    def require_room(self) -> None:
        """Raises `Overloaded` where the policy's bounds are reached, `Misconfigured` where the shards are others."""
        most, fraction = self.policy.max_queued, self.policy.max_memory
        pipeline = self.client.pipeline(transaction=False)
        layout.note(pipeline, self.shards[0], len(self.shards))
        for shard in self.shards:
            pipeline.zcard(shard.key("waiting"))
            pipeline.zcard(shard.key("retry"))
        together = fraction is not None and not self.clustered
        if together:
            pipeline.info("memory")
        with self.translated():
            _, shards, *waits = pipeline.execute()
            memory = waits.pop() if together else self._fullest() if fraction is not None else {}
        layout.require(shards, len(self.shards), self.url)
        waiting = sum(waits)
        if most is not None and waiting >= most:
            reason = f"{waiting:,} documents wait, the bound is {most:,}: start more workers, or submit later"
            raise Overloaded(reason)
        used, maximum = memory.get("used_memory", 0), memory.get("maxmemory", 0)
        if fraction is not None and maximum and used >= fraction * maximum:
            share = f"{used / maximum:.0%} of its maxmemory, {maximum / 2**20:,.0f} MiB"
            reason = f"Redis at {public(self.url)} has used {share}: consume and drop results, or raise maxmemory"
            raise Overloaded(reason)

    def _fullest(self) -> dict[str, Any]:
        """INFO memory of a cluster's fullest primary."""
        nodes = self.client.info("memory", target_nodes=RedisCluster.PRIMARIES)
        return dict(max(nodes.values(), key=lambda memory: memory["used_memory"] / (memory["maxmemory"] or inf)))
