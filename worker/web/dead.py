"""Dead letters: the reasons, the articles, and, for operators, a way back."""

from __future__ import annotations

import threading
from itertools import islice
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from schemas import Rejection
from worker.bootstrap import Parts
from worker.dead_letters import DeadLetterOffice
from worker.web.operator import COOKIE, SECONDS, Operator
from worker.web.pages import page

_ROWS = 50
_LONGEST_FORM = 4096


class DeadPages:
    """`/dead`, `/dead/replay` and `/operator`."""

    def __init__(self, parts: Parts, operator: Operator) -> None:
        self._store, self._operator, self._parts = parts.store, operator, parts
        self._lock = threading.Lock()  # a publisher is for one thread at a time

    def listed(self, request: Request) -> Response:
        """The dead letters, oldest first."""
        after = request.query_params.get("after")
        try:
            letters = list(islice(self._store.dead(after=after), _ROWS + 1))
        except ValueError:
            raise HTTPException(404, "No such place in the list.") from None
        session = request.cookies.get(COOKIE)
        signed_in = session is not None and self._operator.signed_in(session)
        return page(
            request,
            "dead.html",
            letters=[Rejection.model_validate_json(letter.rejection) for letter in letters[:_ROWS]],
            following=letters[_ROWS - 1].position if len(letters) > _ROWS else None,
            total=self._store.status().dead,
            possible=self._operator.possible,
            form_token=self._operator.form_token(session) if session and signed_in else None,
            said=request.query_params.get("said", "")[:300],
        )

    async def sign_in(self, request: Request) -> Response:
        """Take the token, give a session."""
        form = await _form(request)
        if not self._operator.knows(form.get("token", "")):
            raise HTTPException(403, "That is not the operator token (WARRAQ_OPERATOR_TOKEN).")
        answer = RedirectResponse("/dead", 303)
        answer.set_cookie(
            COOKIE,
            self._operator.session(),
            max_age=SECONDS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    async def replay(self, request: Request) -> Response:
        """Queue a dead document again."""
        form = await _form(request)
        if not self._operator.may(request.cookies.get(COOKIE), form.get("form_token", "")):
            raise HTTPException(403, "Only an operator may replay: sign in, and use the button on this page.")
        id = form.get("id", "")
        done = await to_thread.run_sync(self._replay, id)
        if not done:
            raise HTTPException(409, "This dead letter cannot be replayed: it is not dead, or never was an article.")
        return RedirectResponse("/dead?said=replayed", 303)

    def _replay(self, id: str) -> list[str]:
        with self._lock:
            return DeadLetterOffice(self._store, self._parts.publisher).replay([id])


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            raise HTTPException(413, "This form is too large.")
    try:
        return {name: values[-1] for name, values in parse_qs(body.decode()).items()}
    except (UnicodeDecodeError, ValueError):
        raise HTTPException(400, "This is not a form.") from None
