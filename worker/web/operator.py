"""Who may change something: whoever knows WARRAQ_OPERATOR_TOKEN.

Signing in gives a cookie that is signed with the token and runs out; each form carries a second signature over
that cookie, so that no other site can send it (CSRF). Nothing is kept on the server, so any number of servers agree.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

COOKIE = "warraq_operator"
SECONDS = 8 * 3600


class Operator:
    """Checks and signs. Without a token nobody is let in."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    @property
    def possible(self) -> bool:
        """Whether there is a token at all."""
        return self._token is not None

    def knows(self, offered: str) -> bool:
        """Whether `offered` is the token."""
        return self._token is not None and hmac.compare_digest(offered.encode(), self._token.encode())

    def session(self) -> str:
        """A new session, for the cookie."""
        body = f"{int(time.time()) + SECONDS}.{secrets.token_hex(16)}"
        return f"{body}.{self._sign('session', body)}"

    def signed_in(self, session: str | None) -> bool:
        """Whether the cookie is ours and still good."""
        if self._token is None or session is None or session.count(".") != 2:
            return False
        body, _, signature = session.rpartition(".")
        until = body.partition(".")[0]
        return self._same(self._sign("session", body), signature) and until.isdecimal() and int(until) > time.time()

    def form_token(self, session: str) -> str:
        """What a form of this session carries."""
        return self._sign("form", session)

    def may(self, session: str | None, form_token: str) -> bool:
        """Whether a form that carries `form_token` was made for this session."""
        return session is not None and self.signed_in(session) and self._same(self.form_token(session), form_token)

    def _sign(self, purpose: str, value: str) -> str:
        assert self._token is not None
        return hmac.new(self._token.encode(), f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    @staticmethod
    def _same(one: str, other: str) -> bool:
        return hmac.compare_digest(one.encode(), other.encode())
