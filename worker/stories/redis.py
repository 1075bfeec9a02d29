"""The story index in Redis. All its keys share one hash tag, for the window is one whatever the shards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from schemas import Cluster, Neighbour
from worker.store.keys import NAMESPACE
from worker.store.redis.scripts import Call, Script, run
from worker.stories.protocol import LEAST, WEEK_MS, Story
from worker.stories.signatures import cluster_id, cluster_number, halves, keys, same_index

_HEAD = re.compile(r"^-- KEYS: ([a-z ]+)$", re.MULTILINE)


class RedisStories:
    """Stories behind `connect`, which gives the client at the first call. `url` is for messages."""

    def __init__(
        self, connect: Callable[[], Any], url: str, *, namespace: str = NAMESPACE, window_ms: int = WEEK_MS
    ) -> None:
        self._connect = connect
        self._url = url
        self._prefix = f"{namespace}:{{stories}}:"
        self._window_ms = window_ms

    def place(self, id: str, revision: int, signature: bytes) -> Cluster:
        """See `Stories.place`."""
        half, found = halves(signature), keys(id, signature)
        epoch, number, *nearest = self._run(_script("place"), id, revision, half, found, self._window_ms, _permille())
        neighbours = zip(nearest[::2], nearest[1::2], strict=True)
        return Cluster(
            id=cluster_id(int(epoch), int(number)),
            nearest=tuple(Neighbour(id=other.decode(), similarity=value / 1000) for other, value in neighbours),
        )

    def biggest(self, limit: int) -> list[Story]:
        """See `Stories.biggest`."""
        return self._list("sizes", limit)

    def newest(self, limit: int) -> list[Story]:
        """See `Stories.newest`."""
        return self._list("latest", limit)

    def story(self, id: str) -> Story | None:
        """See `Stories.story`."""
        number = cluster_number(id)
        found = self._list("latest", 1, number) if number else []
        return found[0] if found and same_index(found[0].id, id) else None

    def _list(self, order: str, limit: int, number: int | str = "") -> list[Story]:
        epoch, *found = self._run(_script("list"), limit, number, order=order)
        return [
            Story(
                id=cluster_id(int(epoch), int(number)),
                size=int(size),
                latest_ms=int(float(latest)),
                documents=tuple(id.decode() for id in documents),
            )
            for number, size, latest, *documents in found
        ]

    def _run(self, script: Script, *args: str | bytes | int, order: str = "") -> Any:
        kinds = [order if kind == "order" else kind for kind in script.keys]
        call = Call(script, tuple(self._prefix + kind for kind in kinds), args)
        return run(self._connect(), self._url, [call])[0]


def _permille() -> int:
    return round(LEAST * 1000)


@cache
def _script(name: str) -> Script:
    text = (files("worker.stories") / "lua" / f"{name}.lua").read_text("utf-8")
    head = _HEAD.search(text)
    assert head, f"{name}.lua does not say its keys"
    sha = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()  # what EVALSHA calls it by
    return Script(name, text, sha, tuple(head[1].split()))
