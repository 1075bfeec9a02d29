"""Upkeep on Redis: cutting the results stream, and checking that everything holds together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from worker.store.books import sums_differ
from worker.store.keys import Shard, parse
from worker.store.redis.base import RedisBase, text
from worker.store.redis.scripts import call
from worker.store.redis.status import merged
from worker.store.values import Finding, Tidied

_DAY_MS = 86_400_000
_PAGE = 500
_LATE_MS = 60_000  # workers look for expired leases every second
_KEYED = ("record", "result", "letter")
_LISTED = ("open", "waiting", "retry", "leased", "done", "dead")


class RedisUpkeep(RedisBase):
    """See `worker.store.protocol.Upkeep`."""

    def tidy(self) -> Tidied:
        bound = (self.policy.max_entries or 0) // len(self.shards)
        cuts = self.run([call("trim", shard, None, bound) for shard in self.shards])
        behind, beyond, entries = (sum(column) for column in zip(*cuts, strict=True))
        streams = [(shard, "results") for shard in self.shards] + [(self.shards[0], "inbox")]
        self.run([call("retire", shard, None, _DAY_MS, stream=stream) for shard, stream in streams])
        fullest = max(left for _, _, left in cuts)
        return Tidied(behind, beyond, entries, fullest / bound if bound else 0.0)

    def verify(self) -> Iterator[Finding]:
        for shard in self.shards:
            yield from self._documents(shard)
            yield from self._entries(shard)
            books = sums_differ(merged(self.run([call("status", shard, None)])))
            if books:
                yield Finding("books", None, f"shard {shard.number}: {books}")

    def _documents(self, shard: Shard) -> Iterator[Finding]:
        args = (self.policy.result_ttl_ms or 0, _LATE_MS)
        for page in _pages(self._known(shard)):
            answers = self.run([call("check", shard, id, id, *args) for id in page])
            for id, faults in zip(page, answers, strict=True):
                yield from (_finding(id, text(fault)) for fault in faults)

    def _known(self, shard: Shard) -> Iterator[str]:
        """Every id that the shard has anything of, once."""
        seen = set[str]()
        for kind in _KEYED:
            with self.translated():
                found = (parse(text(key))[1] or "" for key in self.client.scan_iter(shard.key(kind, "*"), count=1000))
                yield from _new(found, seen)
        for kind in _LISTED:
            yield from _new((id for _, id in self.scored(shard, kind, 0)), seen)

    def _entries(self, shard: Shard) -> Iterator[Finding]:
        """Committed revisions that have two entries, and numbers that no entry has."""
        last, when = 0, dict[tuple[str, str], int]()
        ttl_ms = self.policy.result_ttl_ms
        for position, fields in self._stream(shard):
            id, revision, number = (text(fields[name]) for name in (b"id", b"revision", b"number"))
            if last and int(number) != last + 1:
                yield Finding("missing", None, f"results entries {last + 1} to {int(number) - 1}")
            last, at = int(number), int(position.partition("-")[0])
            before = when.get((id, revision))
            # A document whose retention time is over is forgotten, and its revisions begin again.
            if before is not None and (ttl_ms is None or at - before < ttl_ms):
                yield Finding("doubled", id, f"revision {revision} has two results entries")
            when[id, revision] = at

    def _stream(self, shard: Shard) -> Iterator[tuple[str, dict[bytes, bytes]]]:
        start = "-"
        while True:
            with self.translated():
                page = self.client.xrange(shard.key("results"), min=start, count=_PAGE)
            if not page:
                return
            yield from ((text(position), fields) for position, fields in page)
            start = f"({text(page[-1][0])}"


def _pages(ids: Iterator[str]) -> Iterator[list[str]]:
    while page := list(islice(ids, _PAGE)):
        yield page


def _new(ids: Iterable[str], seen: set[str]) -> Iterator[str]:
    for id in ids:
        if id not in seen:
            seen.add(id)
            yield id


def _finding(id: str, fault: str) -> Finding:
    kind, _, detail = fault.partition(": ")
    match kind:
        case "missing" | "stuck" | "doubled":
            return Finding(kind, id, detail)
        case _:
            raise AssertionError(fault)
