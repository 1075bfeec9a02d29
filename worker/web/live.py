"""New documents as they are committed, and the counts: one poll of the store a second, none where nobody looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

from anyio import to_thread

from worker.errors import WarraqError
from worker.store.protocol import Ledger, Status
from worker.web.summaries import Summaries, Summary

_EVERY_SECONDS = 1.0
_BURST = 50  # newest documents of a second that are shown; a list that scrolls faster helps nobody
_READERS = 200
_BEHIND = 4  # bursts that a slow browser may be behind before it misses some


@dataclass(frozen=True, slots=True)
class Burst:
    """What a second brought: new documents, newest last, and how things stand."""

    documents: list[Summary]
    status: Status


@dataclass(frozen=True, slots=True)
class Away:
    """The store does not answer."""

    reason: str


class Live:
    """Hands every reader the same bursts."""

    def __init__(self, summaries: Summaries, ledger: Ledger) -> None:
        self._summaries, self._ledger = summaries, ledger
        self._readers: set[asyncio.Queue[Burst | Away | None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._seen: set[tuple[str, int]] | None = None

    @property
    def full(self) -> bool:
        """Whether there are too many readers already."""
        return len(self._readers) >= _READERS

    async def bursts(self, since: int | None = None) -> AsyncIterator[Burst | Away]:
        """One a second from now on, also without new documents, as a sign of life.

        The first brings what was committed after the moment `since`, in milliseconds: while a page was on its way.
        """
        queue: asyncio.Queue[Burst | Away | None] = asyncio.Queue(_BEHIND)
        self._readers.add(queue)
        if self._task is None or self._task.done():
            self._seen = None
            self._task = asyncio.create_task(self._poll())
        try:
            while (burst := await queue.get()) is not None:
                if since is not None and isinstance(burst, Burst):
                    burst = await to_thread.run_sync(self._caught_up, burst, since)
                    since = None if isinstance(burst, Burst) else since
                yield burst
        finally:
            self._readers.discard(queue)

    def close(self) -> None:
        """Send every reader away."""
        for queue in self._readers:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def _poll(self) -> None:
        while self._readers:
            news = await to_thread.run_sync(self._burst)
            for queue in self._readers:
                with suppress(asyncio.QueueFull):
                    queue.put_nowait(news)
            await asyncio.sleep(_EVERY_SECONDS)

    def _burst(self) -> Burst | Away:
        try:
            return Burst(self._new(), self._ledger.status())
        except WarraqError as error:
            return Away(str(error))

    def _caught_up(self, burst: Burst, since: int) -> Burst | Away:
        """`burst` for a reader who knows what was committed until `since`, and nothing after it."""
        try:
            newest = self._summaries.newest(_BURST)
        except WarraqError as error:
            return Away(str(error))
        return Burst([summary for summary in reversed(newest) if summary.committed_ms > since], burst.status)

    def _new(self) -> list[Summary]:
        newest = self._summaries.newest(_BURST)
        keys = {(summary.id, summary.committed_ms) for summary in newest}
        seen, self._seen = self._seen, keys
        if seen is None:
            return []
        return [summary for summary in reversed(newest) if (summary.id, summary.committed_ms) not in seen]
