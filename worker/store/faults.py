"""Redis's errors as ours, each with what to do about it. Addresses are shown without their password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from redis import exceptions as redis

from worker.errors import Bug, Misconfigured, Overloaded, Unavailable, WarraqError

_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[WarraqError], str], ...] = (
    # In this order: redis-py derives AuthenticationError and BusyLoadingError from ConnectionError.
    (
        (redis.AuthenticationError, redis.AuthorizationError, redis.AuthenticationWrongNumberOfArgsError),
        Misconfigured,
        "refuses the user or password; check WARRAQ_REDIS_URL (redis://USER:PASSWORD@HOST:PORT/DB)",
    ),
    (redis.ExternalAuthProviderError, Misconfigured, "the credential provider failed"),
    (redis.BusyLoadingError, Unavailable, "is loading its data from disk; it will answer when that is done"),
    (redis.MaxConnectionsError, Unavailable, "all connections of this process are in use"),
    (redis.OutOfMemoryError, Overloaded, "is at its maxmemory; consume and trim results, or raise maxmemory"),
    (redis.ReadOnlyError, Misconfigured, "is a read-only replica; WARRAQ_REDIS_URL must name the primary"),
    (redis.NoPermissionError, Misconfigured, "does not allow this user the command or key"),
    ((redis.ClusterError, redis.TryAgainError), Unavailable, "the cluster is not whole at the moment"),
    (redis.SlotNotCoveredError, Unavailable, "no cluster node serves the key's slot at the moment"),
    ((redis.CrossSlotTransactionError, redis.InvalidPipelineStack), Bug, "was asked for keys of two slots at once"),
    (redis.RedisClusterException, Unavailable, "the cluster does not answer"),
    (redis.AskError, Misconfigured, "is a node of a cluster: say redis+cluster://HOST:PORT"),
    (redis.InvalidResponse, Misconfigured, "is no Redis: it speaks another protocol; check host and port"),
    ((redis.ConnectionError, redis.TimeoutError, OSError), Unavailable, "does not answer; is it running?"),
)

_REPLIES: tuple[tuple[str, type[WarraqError], str], ...] = (
    ("LOADING", Unavailable, "is loading its data from disk; it will answer when that is done"),
    ("OOM", Overloaded, "is at its maxmemory; consume and trim results, or raise maxmemory"),
    ("READONLY", Misconfigured, "is a read-only replica; WARRAQ_REDIS_URL must name the primary"),
    ("NOPERM", Misconfigured, "does not allow this user the command or key"),
    (
        "Authentication required",
        Misconfigured,
        "wants a password; set it in WARRAQ_REDIS_URL (redis://:PASSWORD@HOST)",
    ),
    ("WRONGPASS", Misconfigured, "refuses the user or password; check WARRAQ_REDIS_URL"),
    ("MISCONF", Unavailable, "cannot write to its disk and takes no writes until it can"),
    ("NOREPLICAS", Unavailable, "has too few replicas in step to take writes"),
    ("MASTERDOWN", Unavailable, "has lost its primary"),
    ("CLUSTERDOWN", Unavailable, "the cluster is not whole at the moment"),
    ("BUSY", Unavailable, "is busy running a script"),
    ("invalid DB index", Misconfigured, "has no database of that number"),
    ("DB index is out of range", Misconfigured, "has no database of that number"),
    ("unknown command", Misconfigured, "does not know a command that is needed: Redis 6.2 or newer is"),
)


# What OpenSSL says inside of a connection error.
_TLS = (
    # Python 3.13 and later check CAs by the letter of RFC 5280.
    ("key usage extension", "has a CA without a key usage; make it again with keyUsage=critical,keyCertSign"),
    ("missing authority key", "shows a certificate without authorityKeyIdentifier; make it again with that"),
    ("certificate verify failed", "shows a certificate that no known CA has signed; name yours: ?ssl_ca_certs=FILE"),
    ("certificate required", "wants a client certificate: ?ssl_certfile=FILE&ssl_keyfile=FILE"),
)


def tls_refusal(error: Exception) -> str | None:
    """What is wrong with certificates, if that is why there is no connection."""
    text = str(error).lower().replace("_", " ") if isinstance(error, redis.ConnectionError | OSError) else ""
    return next((meaning for needle, meaning in _TLS if needle in text), None)


def _hung_up(error: Exception, url: str) -> bool:
    """Whether a TLS server closed the connection on a client that showed no certificate.

    Its alert may be lost when it does so while we still write; then no certificate is the likely reason, not the sure
    one, for a server that is being restarted hangs up as well.
    """
    return (
        "ssl_certfile" not in url
        and isinstance(error, redis.ConnectionError | OSError)
        and "eof occurred" in str(error).lower()
    )


def public(url: str) -> str:
    """`url` without user and password, for messages and logs."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2].partition('?')[0]}"


def translate(error: Exception, url: str) -> WarraqError:
    """The error of ours that says what `error` of redis-py means for the server at `url`."""
    where = f"Redis at {public(url)}"
    text = str(error)
    if meaning := tls_refusal(error):
        return Misconfigured(f"{where} {meaning}")
    if _hung_up(error, url):
        hint = "if it wants a client certificate: ?ssl_certfile=FILE&ssl_keyfile=FILE"
        return Unavailable(f"{where} ends the TLS connection at once; {hint}")
    for needle, kind, meaning in _REPLIES:
        if _says(error, text, needle):
            return kind(f"{where} {meaning}")
    for types, kind, meaning in _KINDS:
        if isinstance(error, types):
            detail = "" if kind is Misconfigured else f" ({_short(text, url)})"
            return kind(f"{where} {meaning}{detail}")
    return Bug(f"{where}: {type(error).__name__}: {_short(text, url)}")


def _says(error: Exception, text: str, needle: str) -> bool:
    """An error reply that begins with `needle`, or, in a script's error, holds it as a word."""
    if not isinstance(error, redis.ResponseError | redis.AuthenticationError):
        return False
    if needle.isupper():
        return text.startswith(f"{needle} ") or f" -{needle} " in text or f": {needle} " in text
    return needle in text


def _short(text: str, url: str) -> str:
    password = urlsplit(url).password
    text = text.partition(" : <")[0]  # a sentinel's error goes on with its clients
    shown = text.replace(password, "***") if password else text
    return shown if len(shown) <= 300 else f"{shown[:300]}…"


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Within, every error of redis-py and of the socket leaves as one of ours."""
    try:
        yield
    except (redis.RedisError, redis.RedisClusterException, OSError, redis.ChildDeadlockedError) as error:
        raise translate(error, url) from error
