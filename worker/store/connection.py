"""Connections to Redis, with the settings that matter and their reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from redis import Redis
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.connection import parse_url
from redis.exceptions import AuthenticationError, AuthorizationError
from redis.retry import Retry
from redis.sentinel import Sentinel

from worker.errors import Misconfigured
from worker.store.address import Address
from worker.store.faults import public, tls_refusal

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
    """Tries again after lost connections. A refused password or certificate will be refused again."""

    def call_with_retry(
        self,
        do: Callable[[], _T],
        fail: Callable[..., Any],
        is_retryable: Callable[[Exception], bool] | None = None,
        with_failure_count: bool = False,
    ) -> _T:
        return super().call_with_retry(do, fail, is_retryable or _may_pass, with_failure_count)


def _may_pass(error: Exception) -> bool:
    return not isinstance(error, AuthenticationError | AuthorizationError) and not tls_refusal(error)


def connect(url: str, *, retries: int = _RETRIES, seconds: float = SOCKET_SECONDS) -> Redis | RedisCluster:
    """A client for the Redis at `url`.

    One server (``redis://host:port/db``, ``rediss://``); a cluster, by some of its nodes
    (``redis+cluster://host:port,host:port``); or the primary that sentinels know by a name
    (``redis+sentinel://host:port,host:port/name/db``). User, password and redis-py's options in the query are
    the same in each; with ``rediss+…`` the connections use TLS. A client of a cluster connects at once, the
    others at their first call.

    Raises `Misconfigured` for a bad address.
    """
    backoff = ExponentialWithJitterBackoff(_RETRY_LONGEST_SECONDS, _RETRY_FIRST_SECONDS) if retries else NoBackoff()
    settings = {
        "socket_timeout": seconds,
        "socket_connect_timeout": CONNECT_SECONDS,
        "socket_keepalive": True,
        "health_check_interval": _IDLE_CHECK_SECONDS,
        "retry": _Patience(backoff, retries),
    }
    try:
        return _connect(Address.of(url), settings)
    except (ValueError, TypeError) as error:  # TypeError: an option in the query that redis-py does not know
        reason = f"WARRAQ_REDIS_URL {public(url)!r} is not a Redis address: {error}"
        raise Misconfigured(reason) from None


def disconnect(client: Redis | RedisCluster) -> None:
    """Close `client`, and with it its connections to sentinels and a cluster's nodes, which redis-py leaves open."""
    manager = getattr(getattr(client, "connection_pool", None), "sentinel_manager", None)
    for node in client.get_nodes() if isinstance(client, RedisCluster) else ():
        if node.redis_connection is not None:
            node.redis_connection.connection_pool.disconnect()
    client.close()
    for sentinel in manager.sentinels if manager else ():
        sentinel.close()


def _connect(address: Address, settings: dict[str, Any]) -> Redis | RedisCluster:
    match address.kind:
        case "cluster":
            nodes = [ClusterNode(host, port) for host, port in address.hosts]
            return RedisCluster.from_url(address.first, startup_nodes=nodes, **settings)
        case "sentinel":
            options = {name: value for name, value in parse_url(address.first).items() if name not in {"host", "port"}}
            if options.pop("connection_class", None):
                options["ssl"] = True
            sentinel = Sentinel(address.hosts, **settings, **options)
            return cast("Redis", sentinel.master_for(address.primary))
        case _:
            client = Redis.from_url(address.first, **settings)
            pool = client.connection_pool
            pool.connection_class(**pool.connection_kwargs)  # an unknown option in the query fails here, not at a call
            return client
