"""Templates and what they are given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from worker import __version__
from worker.export.html import environment

_SECOND_MS = 1000
_DIGITS = 8  # a page number with more is none


def moment(milliseconds: int) -> str:
    """ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(milliseconds / _SECOND_MS, UTC).isoformat(timespec="seconds")


def document_path(id: str, **query: object) -> str:
    """The address of a document. Ids that a browser takes for a path of its own go into the query."""
    given = {name: value for name, value in query.items() if value}
    if id in {".", ".."}:
        return f"/documents?{urlencode({'id': id, **given})}"
    return f"/documents/{quote(id, safe='')}" + (f"?{urlencode(given)}" if given else "")


def html(name: str, **values: Any) -> str:
    """A template of this package, rendered; every value is escaped."""
    templates = environment("worker.web")
    templates.globals |= {"moment": moment, "document_path": document_path, "version": __version__}
    return templates.get_template(f"web/{name}").render(**values)


def page(request: Request, name: str, code: int = 200, **values: Any) -> HTMLResponse:
    """A page; `here` tells the navigation where we are."""
    return HTMLResponse(html(name, here=request.url.path, **values), code)


def page_number(given: str | None, most: int) -> int:
    """A page number from a query string, `most` at most; 1 where it is none."""
    return min(max(int(given), 1), most) if given and given.isdecimal() and len(given) <= _DIGITS else 1
