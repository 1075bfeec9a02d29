"""Connections to Redis, with the settings that matter and their reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from redis import Redis
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import AuthenticationError, AuthorizationError
from redis.retry import Retry

from worker.errors import Misconfigured
from worker.store.faults import public

_T = TypeVar("_T")

SOCKET_SECONDS = 10.0  # longer than any script runs; a blocking read must ask for less
LONGEST_BLOCK_MS = 5_000  # a blocking read must end before its socket's patience does
CONNECT_SECONDS = 5.0
_IDLE_CHECK_SECONDS = 25  # a connection that slept this long is pinged first: firewalls drop idle ones silently

# Sending a call again is safe: our scripts answer `unchanged` or `already` the second time, and the reads change
# nothing. So a lost connection is tried again, for about two seconds, before it is reported.
_RETRIES = 4
_RETRY_FIRST_SECONDS = 0.05
_RETRY_LONGEST_SECONDS = 1.0


class _Patience(Retry):
    """Tries again after lost connections. A refused password will be refused again, so it is not tried again."""

    def call_with_retry(
        self,
        do: Callable[[], _T],
        fail: Callable[..., Any],
        is_retryable: Callable[[Exception], bool] | None = None,
        with_failure_count: bool = False,
    ) -> _T:
        return super().call_with_retry(do, fail, is_retryable or _may_pass, with_failure_count)


def _may_pass(error: Exception) -> bool:
    return not isinstance(error, AuthenticationError | AuthorizationError)


def connect(url: str, *, retries: int = _RETRIES, seconds: float = SOCKET_SECONDS) -> Redis:
    """A client for the Redis at `url`; it connects at its first call. Raises `Misconfigured` for a bad address."""
    backoff = ExponentialWithJitterBackoff(_RETRY_LONGEST_SECONDS, _RETRY_FIRST_SECONDS) if retries else NoBackoff()
    try:
        return Redis.from_url(
            url,
            socket_timeout=seconds,
            socket_connect_timeout=CONNECT_SECONDS,
            socket_keepalive=True,
            health_check_interval=_IDLE_CHECK_SECONDS,
            retry=_Patience(backoff, retries),
        )
    except ValueError as error:
        reason = f"WARRAQ_REDIS_URL {public(url)!r} is not a Redis address: {error}"
        raise Misconfigured(reason) from None
