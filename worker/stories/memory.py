"""The story index in memory: for tests, and for one process that needs no Redis. It keeps the rules of place.lua."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from schemas import Cluster, Neighbour
from worker.stories.protocol import LEAST, NEAREST, WEEK_MS, Story
from worker.stories.signatures import bands, cluster_id, cluster_number, halves, likeness, same_index

_BUCKET = 4
_CANDIDATES = 16


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class _Slot:
    id: str
    revision: int
    signature: bytes
    bands: list[int]
    placed_ms: int
    parent: int
    retired: bool = False


class MemoryStories:
    """Stories of this process. `clock` gives milliseconds since the epoch."""

    def __init__(self, *, window_ms: int = WEEK_MS, clock: Callable[[], int] = _now_ms) -> None:
        self._window_ms = window_ms
        self._clock = clock
        self._epoch_ms = clock()
        self._slots: dict[int, _Slot] = {}
        self._next = 1
        self._ids: dict[str, int] = {}
        self._buckets: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._heirs: dict[int, int] = {}
        self._latest: dict[int, int] = {}

    def place(self, id: str, revision: int, signature: bytes) -> Cluster:
        """See `Stories.place`."""
        self._forget()
        half, keys = halves(signature), bands(signature)
        own = self._ids.get(id)
        held = None if own is None else self._slots[own]
        outdated = held is not None and held.revision > revision
        same = held is not None and held.signature == half
        if held is not None and not same and not outdated:
            held.retired = True
        found = self._near(half, keys, own if same or outdated else None)
        if own is None or not (same or outdated):
            own = self._add(_Slot(id, revision, half, keys, self._clock(), self._next))
        if not outdated:
            self._slots[own].revision = revision
            for number, _ in found:
                self._join(own, number)
        kept = [(self._slots[number], value) for number, value in found if not self._slots[number].retired]
        nearest = tuple(Neighbour(id=slot.id, similarity=value) for slot, value in kept[:NEAREST])
        return Cluster(id=cluster_id(self._epoch_ms, self._root(own)), nearest=nearest)

    def biggest(self, limit: int) -> list[Story]:
        """See `Stories.biggest`."""
        return sorted(self._stories(), key=lambda story: -story.size)[:limit]

    def newest(self, limit: int) -> list[Story]:
        """See `Stories.newest`."""
        return sorted(self._stories(), key=lambda story: (story.latest_ms, story.id), reverse=True)[:limit]

    def story(self, id: str) -> Story | None:
        """See `Stories.story`."""
        number = cluster_number(id)
        top = cluster_id(self._epoch_ms, self._root(number)) if number else ""
        found = (story for story in self._stories() if story.id == top and same_index(top, id))
        return next(found, None)

    def _add(self, slot: _Slot) -> int:
        number, self._next = self._next, self._next + 1
        self._slots[number], self._ids[slot.id] = slot, number
        for key in enumerate(slot.bands):
            self._buckets[key] = [*self._buckets[key], number][-_BUCKET:]
        return number

    def _near(self, half: bytes, found: list[int], own: int | None) -> list[tuple[int, float]]:
        """Numbers and similarities of the documents that are near enough, nearest first."""
        shared = Counter(number for key in enumerate(found) for number in self._buckets.get(key, ()))
        ranked = sorted((n for n in shared if n != own and n in self._slots), key=lambda n: (-shared[n], -n))
        likely = ((n, round(likeness(self._slots[n].signature, half), 3)) for n in ranked[:_CANDIDATES])
        return sorted((pair for pair in likely if pair[1] >= LEAST), key=lambda pair: (-pair[1], pair[0]))

    def _join(self, one: int, other: int) -> None:
        upper, lower = sorted((self._root(one), self._root(other)))
        if upper == lower:
            return
        if lower in self._slots:
            self._slots[lower].parent = upper
        else:
            self._heirs[lower] = upper
        self._latest[upper] = self._clock()

    def _root(self, number: int) -> int:
        while (above := self._above(number)) != number:
            number = above
        return number

    def _above(self, number: int) -> int:
        return self._slots[number].parent if number in self._slots else self._heirs.get(number, number)

    def _stories(self) -> list[Story]:
        self._forget()
        clusters: defaultdict[int, list[str]] = defaultdict(list)
        for number, slot in self._slots.items():
            if not slot.retired:
                clusters[self._root(number)].append(slot.id)
        return [
            Story(cluster_id(self._epoch_ms, top), len(ids), self._latest[top], tuple(ids))
            for top, ids in clusters.items()
            if len(ids) > 1
        ]

    def _forget(self) -> None:
        """Drop what has left the window; numbers are in the order of time."""
        since = self._clock() - self._window_ms
        for number, slot in list(takewhile(lambda item: item[1].placed_ms <= since, self._slots.items())):
            del self._slots[number]
            if self._ids.get(slot.id) == number:
                del self._ids[slot.id]
            if slot.parent != number:
                self._heirs[number] = slot.parent
            for key in enumerate(slot.bands):
                self._buckets[key] = [other for other in self._buckets[key] if other != number]
