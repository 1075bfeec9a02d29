"""The first page: documents as they are committed, and a search among the newest."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from worker.store.protocol import Status, Store
from worker.web.live import Away, Live
from worker.web.pages import html, page, page_number
from worker.web.search import Search
from worker.web.summaries import SCANNED, Summaries

_ROWS = 50
_LONGEST = 20  # digits of a moment in milliseconds


class StreamPages:
    """`/` and `/events`."""

    def __init__(self, store: Store, summaries: Summaries, live: Live) -> None:
        self._store, self._summaries, self._live = store, summaries, live

    def newest(self, request: Request) -> Response:
        """The newest documents, or those among them that a search finds."""
        search = Search.of(request.query_params)
        number = page_number(request.query_params.get("page"), SCANNED // _ROWS)
        found = self._summaries.newest(SCANNED if search else _ROWS * number + 1)
        scanned = len(found)
        if search:
            found = [summary for summary in found if search.matches(summary)]
            if search.id and self._store.states([search.id]) != [None]:
                found = found or self._summaries.of([(0, search.id)])
        rows = found[_ROWS * (number - 1) : _ROWS * number]
        more = len(found) > _ROWS * number and number < SCANNED // _ROWS
        status = self._store.status()
        return page(
            request,
            "stream.html",
            search=search,
            rows=rows,
            since=max((summary.committed_ms for summary in rows), default=0),
            number=number,
            more=more,
            scanned=scanned,
            found=len(found),
            counts=counts(status),
            done=status.done,
        )

    async def events(self, request: Request) -> Response:
        """Server-sent events: each new document as a row of the list, ready to be put in.

        Those that came while the page was on its way, or the browser not connected, are among them.
        """
        if self._live.full:
            raise HTTPException(503, "too many browsers are watching")
        known = request.headers.get("last-event-id") or request.query_params.get("since") or ""
        since = int(known) if known.isdecimal() and len(known) < _LONGEST else None
        return StreamingResponse(
            self._events(since), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _events(self, since: int | None) -> AsyncIterator[str]:
        yield ": watching\n\n"
        async for burst in self._live.bursts(since):
            if isinstance(burst, Away):
                yield f"event: away\ndata: {json.dumps(burst.reason)}\n\n"
                continue
            for summary in burst.documents:
                row = json.dumps({"id": summary.id, "html": html("row.html", row=summary, fresh=True)})
                yield f"id: {summary.committed_ms}\nevent: document\ndata: {row}\n\n"
            yield f"event: counts\ndata: {json.dumps(counts(burst.status))}\n\n"


def counts(status: Status) -> dict[str, str]:
    """What stands above the list."""
    numbers = {"done": status.done, "queued": status.queued, "leased": status.leased, "dead": status.dead}
    return {name: f"{number:,}" for name, number in numbers.items()} | {"documents/s": f"{status.recent / 60:.1f}"}
