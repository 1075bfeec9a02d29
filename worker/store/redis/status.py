"""One Status out of those of all shards."""

from __future__ import annotations

from collections import Counter
from typing import Any

from worker.store.values import Status


def merged(shards: list[list[Any]]) -> Status:
    """Counts are summed; ages are of the oldest document and the newest commit of any shard."""
    counters: Counter[str] = Counter()
    for shard in shards:
        flat = shard[9]
        counters.update({flat[i].decode(): int(flat[i + 1]) for i in range(0, len(flat), 2)})
    total = [sum(int(shard[i]) for shard in shards) for i in (0, 1, 2, 3, 4, 8)]
    queued, leased, done, dead, inbox, recent = total
    oldest = [(shard[5] - float(shard[6])) / 1000 for shard in shards if shard[6]]
    newest = [(shard[5] - float(shard[7])) / 1000 for shard in shards if shard[7]]
    return Status(
        queued=queued,
        leased=leased,
        done=done,
        dead=dead,
        submitted=counters["submitted"],
        inbox=inbox,
        oldest_seconds=max(oldest, default=None),
        idle_seconds=min(newest, default=None),
        recent=recent,
        counters=dict(counters),
    )
