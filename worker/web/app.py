"""The web application: addresses, what they need, and what becomes of errors."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from worker.bootstrap import Parts
from worker.errors import WarraqError
from worker.export.html import stylesheet
from worker.web.dead import DeadPages
from worker.web.documents import DocumentPages
from worker.web.live import Live
from worker.web.operations import Operations
from worker.web.operator import Operator
from worker.web.pages import page
from worker.web.security import SecurityHeaders
from worker.web.stories import StoryPages
from worker.web.stream import StreamPages
from worker.web.summaries import Summaries

_SCRIPT, _STYLE = "warraq.js", "warraq.css"


def application(parts: Parts, *, hosts: Sequence[str] = ("*",)) -> Starlette:
    """The application over `parts`; requests for other host names than `hosts` are refused (DNS rebinding)."""
    token = parts.settings.operator_token
    summaries = Summaries(parts.store)
    live = Live(summaries, parts.store)
    documents = DocumentPages(parts.store)
    stream = StreamPages(parts.store, summaries, live)
    dead = DeadPages(parts, Operator(token.get_secret_value() if token else None))
    stories = StoryPages(parts.stories, parts.store, summaries)
    operations = Operations(parts, summaries)

    routes = [
        Route("/", stream.newest),
        Route("/events", stream.events),
        Route("/documents", documents.show),
        Route("/documents/{id:path}", documents.show),
        Route("/stories", stories.listed),
        Route("/stories/{id}", stories.show),
        Route("/queue", operations.queue),
        Route("/dead", dead.listed),
        Route("/dead/replay", dead.replay, methods=["POST"]),
        Route("/operator", dead.sign_in, methods=["POST"]),
        Route("/health", operations.health),
        Route("/metrics", operations.metrics),
        Route(f"/{_SCRIPT}", _script),
        Route(f"/{_STYLE}", _style),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=2000),
        ],
        exception_handlers={HTTPException: _http_error, WarraqError: _our_error},
    )
    app.state.live = live
    return app


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(request, error.status_code, str(error.detail))


def _our_error(request: Request, error: Exception) -> Response:
    return _problem(request, 503, str(error))


def _problem(request: Request, status: int, detail: str) -> HTMLResponse:
    return page(request, "problem.html", status, problem=status, detail=detail)


def _script(_: Request) -> Response:
    return _static(_SCRIPT, "text/javascript")


def _style(_: Request) -> Response:
    return Response(stylesheet() + (files("worker.web") / "static" / _STYLE).read_text("utf-8"), media_type="text/css")


def _static(name: str, media_type: str) -> Response:
    return Response((files("worker.web") / "static" / name).read_text("utf-8"), media_type=media_type)
