"""No error of redis-py escapes, and each is told as what it means for the user."""

from __future__ import annotations

import inspect

import pytest
from redis import exceptions as redis

from worker.errors import Bug, Misconfigured, Overloaded, Unavailable, WarraqError
from worker.store.faults import public, translate, translated

URL = "redis://user:s3cret@host:6379/2?db=3"

FATES: dict[type[WarraqError], set[str]] = {
    Unavailable: {
        "ConnectionError",
        "TimeoutError",
        "BusyLoadingError",
        "MaxConnectionsError",
        "ClusterDownError",
        "ClusterError",
        "MasterDownError",
        "TryAgainError",
        "SlotNotCoveredError",
        "RedisClusterException",
    },
    Overloaded: {"OutOfMemoryError"},
    Misconfigured: {
        "AuthenticationError",
        "AuthorizationError",
        "AuthenticationWrongNumberOfArgsError",
        "ExternalAuthProviderError",
        "ReadOnlyError",
        "NoPermissionError",
        "AskError",
        "MovedError",
        "InvalidResponse",
    },
    Bug: {
        "RedisError",
        "ResponseError",
        "DataError",
        "PubSubError",
        "WatchError",
        "NoScriptError",
        "ExecAbortError",
        "ModuleError",
        "NoSuchFieldsetError",
        "LockError",
        "LockNotOwnedError",
        "ChildDeadlockedError",
        "ClusterCrossSlotError",
        "CrossSlotTransactionError",
        "InvalidPipelineStack",
        "IncorrectPolicyType",
    },
}

ALL = {
    name: kind
    for name, kind in vars(redis).items()
    if inspect.isclass(kind) and issubclass(kind, Exception) and kind.__module__ == redis.__name__
}


def made(kind: type[Exception]) -> Exception:
    error = kind.__new__(kind)
    error.args = ("0 h:1",)
    return error


def test_every_error_of_the_library_has_a_fate() -> None:
    """A new redis-py with a new error fails here, until someone decides what it means."""
    decided = set().union(*FATES.values())
    assert set(ALL) - decided == set()


@pytest.mark.parametrize(("fate", "name"), [(fate, name) for fate, names in FATES.items() for name in sorted(names)])
def test_each_error_meets_its_fate(fate: type[WarraqError], name: str) -> None:
    """And the message names the server, not the password."""
    if name not in ALL:
        pytest.skip(f"this redis-py has no {name}")
    error = translate(made(ALL[name]), URL)
    assert type(error) is fate
    assert "host:6379/2" in str(error)
    assert "s3cret" not in str(error)


@pytest.mark.parametrize(
    ("reply", "fate", "hint"),
    [
        ("LOADING Redis is loading the dataset in memory", Unavailable, "loading"),
        ("OOM command not allowed when used memory > 'maxmemory'.", Overloaded, "maxmemory"),
        (
            "Error running script (call to f_1): @user_script:7: @user_script: 7: -OOM command not",
            Overloaded,
            "raise",
        ),
        ("Error running script (call to f_1): @user_script: 9: -READONLY You can't write", Misconfigured, "primary"),
        ("READONLY You can't write against a read only replica.", Misconfigured, "primary"),
        ("NOPERM this user has no permissions to run the 'evalsha' command", Misconfigured, "does not allow"),
        ("NOAUTH Authentication required.", Misconfigured, "wants a password"),
        ("WRONGPASS invalid username-password pair", Misconfigured, "refuses the user"),
        ("MISCONF Redis is configured to save RDB snapshots", Unavailable, "disk"),
        ("NOREPLICAS Not enough good replicas to write.", Unavailable, "replicas"),
        ("MASTERDOWN Link with MASTER is down", Unavailable, "primary"),
        ("CLUSTERDOWN The cluster is down", Unavailable, "cluster"),
        ("BUSY Redis is busy running a script.", Unavailable, "busy"),
        ("DB index is out of range", Misconfigured, "no database"),
        ("unknown command 'XAUTOCLAIM', with args", Misconfigured, "6.2"),
        ("wrong kind of value", Bug, "wrong kind"),
    ],
)
def test_replies_of_the_server(reply: str, fate: type[WarraqError], hint: str) -> None:
    """Known by their first word, also where a script's error wraps them."""
    error = translate(redis.ResponseError(reply), URL)
    assert type(error) is fate
    assert hint in str(error)


def test_a_password_in_a_message_is_hidden() -> None:
    """Whatever the library quotes."""
    assert "s3cret" not in str(translate(redis.ConnectionError("cannot use s3cret"), URL))


def test_sockets_errors_are_translated_too() -> None:
    """The cause is kept."""
    with pytest.raises(Unavailable) as caught, translated(URL):
        raise BrokenPipeError
    assert isinstance(caught.value.__cause__, BrokenPipeError)


def test_our_own_errors_pass() -> None:
    """They are not wrapped."""
    with pytest.raises(Overloaded), translated(URL):
        raise Overloaded("full")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (URL, "redis://host:6379/2"),
        ("redis://:p@ss@h:1", "redis://h:1"),
        ("rediss://h", "rediss://h"),
        ("nonsense", "nonsense"),
    ],
)
def test_public_addresses(url: str, shown: str) -> None:
    """Never with user, password or query."""
    assert public(url) == shown


@pytest.mark.parametrize(
    ("reason", "hint"),
    [
        ("unable to get local issuer certificate", "ssl_ca_certs"),
        ("CA cert does not include key usage extension", "keyCertSign"),
        ("Missing Authority Key Identifier", "authorityKeyIdentifier"),
    ],
)
def test_a_certificate_that_does_not_hold_is_told_with_its_fault(reason: str, hint: str) -> None:
    """Naming a CA does not mend one that is made badly."""
    error = redis.ConnectionError(
        f"Error 1 connecting. [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {reason}"
    )
    told = translate(error, URL.replace("redis:", "rediss:"))
    assert isinstance(told, Misconfigured)
    assert hint in str(told)


@pytest.mark.parametrize(("options", "hinted"), [("", True), ("?ssl_certfile=a&ssl_keyfile=b", False)])
def test_a_tls_server_that_hangs_up_may_want_a_certificate(options: str, *, hinted: bool) -> None:
    """Its reason may be lost on the way; the likely one is named, and the call may be tried again."""
    error = redis.ConnectionError("Error 8 while writing to socket. EOF occurred in violation of protocol (_ssl.c:1).")
    told = translate(error, f"rediss://host/0{options}")
    assert isinstance(told, Unavailable)
    assert ("ssl_certfile" in str(told)) is hinted
