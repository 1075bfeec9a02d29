"""What the parts of the Redis store share: the client, the shards, and the way to call scripts."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any, cast

from redis import RedisCluster

from worker.errors import Misconfigured, WarraqError
from worker.store.connection import connect, disconnect
from worker.store.faults import public, translated
from worker.store.keys import NAMESPACE, Shard, shard_of
from worker.store.payload import pack, unpack
from worker.store.redis import layout
from worker.store.redis.parts import Size, parted
from worker.store.redis.scripts import Args, Call, Row, call_each, run, weight
from worker.store.values import Policy, Queue

_PAGE = 1000


class RedisBase:
    """A client, the keys of each shard, and the policy."""

    def __init__(self, url: str, policy: Policy | None = None, *, shards: int = 1, namespace: str = NAMESPACE) -> None:
        self.url = url
        self.policy = policy or Policy()
        self.shards = tuple(Shard(number, namespace) for number in range(shards))

    @cached_property
    def client(self) -> Any:  # Any, for redis-py types its replies as a union of all there are
        """The client, made at the first call. Raises `Misconfigured` where the documents are spread otherwise."""
        with self.translated():
            client = connect(self.url)
        try:
            self.require_layout(client)
        except WarraqError:
            disconnect(client)
            raise
        return client

    def require_layout(self, client: Any) -> None:
        """Raises `Misconfigured` where documents are spread over another number of shards than ours."""
        with self.translated():
            found = layout.noted(client, self.shards[0])
        layout.require(found, len(self.shards), self.url)

    def note_layout(self) -> None:
        """Before a first document is stored. Raises `Misconfigured` as `require_layout` does."""
        pipeline = self.client.pipeline(transaction=False)
        layout.note(pipeline, self.shards[0], len(self.shards))
        with self.translated():
            _, found = pipeline.execute()
        layout.require(found, len(self.shards), self.url)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({public(self.url)!r}, shards={len(self.shards)})"

    def close(self) -> None:
        """Give the connections back; the next call makes new ones."""
        client = vars(self).pop("client", None)
        if client is not None:
            disconnect(client)

    @property
    def clustered(self) -> bool:
        """Whether shards live on several servers."""
        return isinstance(self.client, RedisCluster)

    def shard(self, id: str) -> Shard:
        """The shard that `id` belongs to."""
        return self.shards[shard_of(id, len(self.shards))]

    def run(self, calls: Sequence[Call], *, lasting: bool = False) -> list[Any]:
        """The scripts' answers, in one round trip. `lasting`: when the policy's replicas have the changes."""
        replicas = self.policy.replicas if lasting else 0
        if replicas and self.clustered:
            raise Misconfigured("a Redis Cluster cannot be waited for (WAIT has no key): set WARRAQ_REPLICAS=0")
        return run(self.client, self.url, calls, replicas=replicas) if calls else []

    def run_each(self, name: str, args: Args, rows: Sequence[Row], size: Size, *, lasting: bool = False) -> list[Any]:
        """A script's answer for each row, in order, in one round trip: one call for `size` rows of a shard."""
        places = dict[int, list[int]]()
        for place, (id, _) in enumerate(rows):
            places.setdefault(shard_of(id, len(self.shards)), []).append(place)
        parts = [
            (self.shards[number], part)
            for number, those in places.items()
            for part in parted(those, size, lambda place: weight(rows[place]))
        ]
        calls = [call_each(name, shard, args, [rows[place] for place in part]) for shard, part in parts]
        answers: list[Any] = [None] * len(rows)
        for (_, part), some in zip(parts, self.run(calls, lasting=lasting), strict=True):
            for place, answer in zip(part, some, strict=True):
                answers[place] = answer
        return answers

    def pack(self, payload: bytes) -> bytes:
        """A payload as it is stored."""
        return pack(payload, compress=self.policy.compress)

    def get(self, kind: str, ids: Sequence[str]) -> list[bytes | None]:
        """The payloads of one kind (article, result, letter) of several ids, in one round trip."""
        pipeline = self.client.pipeline(transaction=False)
        for id in ids:
            pipeline.get(self.shard(id).key(kind, id))
        with self.translated():
            return [unpack(found) if found else None for found in pipeline.execute()]

    def scored(self, shard: Shard, kind: str, first: int, last: int | str = "+inf") -> Iterator[tuple[int, str]]:
        """(score, id) of one of a shard's sorted sets, in order, from the score `first` to `last`.

        Page by page; ids of one score may stand on both sides of a page's end, hence `seen`.
        """
        score, seen = first, set[bytes]()
        while True:
            with self.translated():
                page = self.client.zrangebyscore(
                    shard.key(kind), score, last, start=0, num=_PAGE + len(seen), withscores=True
                )
            new = [(id, int(at)) for id, at in page if id not in seen]
            if not new:
                return
            yield from ((at, text(id)) for id, at in new)
            score = new[-1][1]
            seen = {id for id, at in page if int(at) == score}

    def translated(self) -> AbstractContextManager[None]:
        """Within, Redis's errors leave as ours."""
        return translated(self.url)


def new_token() -> str:
    """A name for one call, so that the store knows it again should it be sent twice."""
    return secrets.token_hex(8)


def text(value: bytes) -> str:
    """An id, group or position as Redis gives it."""
    return value.decode()


def queue_of(value: bytes | None) -> Queue:
    """The queue that a record names."""
    return cast("Queue", text(value)) if value else "articles"
