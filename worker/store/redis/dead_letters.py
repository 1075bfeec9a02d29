"""Dead letters on Redis, for operators."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice

from worker.store.redis.base import RedisBase, new_token
from worker.store.redis.scripts import call
from worker.store.values import DeadLetter, Queue

_PAGE = 200


class RedisDeadLetters(RedisBase):
    """See `worker.store.protocol.DeadLetters`."""

    def dead(self, *, after: str | None = None) -> Iterator[DeadLetter]:
        start = _place(after) if after else (0, "")
        by_age = heapq.merge(*(self.scored(shard, "dead", start[0]) for shard in self.shards))
        places = (place for place in by_age if place > start)
        while page := list(islice(places, _PAGE)):
            letters = self.get("letter", [id for _, id in page])
            for (at, id), letter in zip(page, letters, strict=True):
                if letter is not None:  # replayed or dropped since the page was read
                    yield DeadLetter(f"{at}-{id}", id, letter)

    def dead_letter(self, id: str) -> bytes | None:
        return self.get("letter", [id])[0]

    def replay(self, id: str) -> Queue | None:
        answer = self.run([call("replay", self.shard(id), id, id, new_token())])[0]
        return "bulk" if answer == b"bulk" else "articles" if answer else None

    def drop(self, id: str) -> bool:
        return self.run([call("drop", self.shard(id), id, id, new_token())]) == [1]


def _place(position: str) -> tuple[int, str]:
    at, _, id = position.partition("-")
    return int(at), id
