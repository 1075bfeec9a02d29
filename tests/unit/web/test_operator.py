"""Only an operator changes anything, and only by a form of this site."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from schemas import Article, Rejection
from tests.web import TOKEN, Site, site
from worker.web.operator import Operator


def bury(web: Site, id: str = "dead/1") -> None:
    article = Article(id=id, text="نص")
    web.submit(article)
    letter = Rejection(
        id=id,
        revision=1,
        stage="blocks",
        cause={"code": "stage_error", "message": "<script>alert(1)</script>"},
        attempts=3,
        rejected_at="2026-01-02T03:04:05+00:00",
        article=article,
    )
    web.store.bury(id, 1, letter.model_dump_json().encode())


def sign_in(web: Site) -> tuple[str, str]:
    """The cookie, and the token that the forms carry."""
    status, headers, _ = web.post("/operator", f"token={quote(TOKEN)}")
    assert (status, headers["location"]) == (303, "/dead")
    cookie = headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    session = cookie.partition(";")[0]
    found = re.search(r'name="form_token" value="(\w+)"', web.get("/dead", cookie=session)[2])
    assert found
    return session, found[1]


def test_an_operator_replays_a_dead_letter(web: Site) -> None:
    """It is queued again and announced; the list no longer has it."""
    bury(web)
    session, form_token = sign_in(web)
    status, headers, _ = web.post("/dead/replay", f"id=dead%2F1&form_token={form_token}", cookie=session)
    assert (status, headers["location"]) == (303, "/dead?said=replayed")
    assert web.announced == ["dead/1"]
    assert web.store.states(["dead/1"]) == ["queued"]
    assert web.post("/dead/replay", f"id=dead%2F1&form_token={form_token}", cookie=session)[0] == 409


@pytest.mark.parametrize("lacking", ["session", "form token", "right form token", "right session"])
def test_without_session_or_form_token_nothing_changes(web: Site, lacking: str) -> None:
    """Another site has neither; a form token of another session is worth nothing."""
    bury(web)
    session, form_token = sign_in(web)
    other, other_token = sign_in(web)
    form = {"form token": "", "right form token": f"&form_token={other_token}"}.get(
        lacking, f"&form_token={form_token}"
    )
    cookie = {"session": {}, "right session": {"cookie": other}}.get(lacking, {"cookie": session})
    assert web.post("/dead/replay", "id=dead%2F1" + form, **cookie)[0] == 403
    assert web.store.states(["dead/1"]) == ["dead"]
    assert web.announced == []


def test_a_wrong_token_is_refused_and_reading_needs_none(web: Site) -> None:
    """The reason is shown escaped to everybody; the button is not."""
    bury(web)
    assert web.post("/operator", "token=guess")[0] == 403
    body = web.get("/dead")[2]
    assert "&lt;script&gt;" in body
    assert "/dead/replay" not in body


def test_without_a_token_setting_nobody_is_let_in() -> None:
    """Not even with an empty one."""
    with site(token=None) as web:
        assert web.post("/operator", "token=")[0] == 403
        assert "Read only" in web.get("/dead")[2]


def test_sessions_run_out_and_cannot_be_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed date breaks the signature; a session of another token is worth nothing."""
    operator = Operator(TOKEN)
    session = operator.session()
    until, rest = session.split(".", 1)
    assert operator.signed_in(session)
    assert not operator.signed_in(f"{int(until) + 9}.{rest}")
    assert not Operator("another token 123").signed_in(session)
    monkeypatch.setattr("time.time", lambda: int(until) + 1.0)
    assert not operator.signed_in(session)


def test_a_large_form_is_refused(web: Site) -> None:
    """Before it is read whole."""
    assert web.post("/operator", "token=" + "a" * 10_000)[0] == 413


@pytest.mark.parametrize("session", [None, "", "no dots", "one.dot", "1.2.3.4", "9999999999.abc.wrong"])
def test_what_is_no_session_of_ours_signs_nobody_in(session: str | None) -> None:
    """Whatever its shape; and where there is no token, nobody at all is signed in."""
    assert not Operator(TOKEN).signed_in(session)
    assert not Operator(None).signed_in(session)
