"""Addresses of Redis: one server, a cluster, or a primary that sentinels know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Self

_PORTS = {"cluster": 6379, "sentinel": 26379}


@dataclass(frozen=True, slots=True)
class Address:
    """`first` is the URL of one node, as redis-py reads it; `hosts` are all of them (none for one server).

    `primary` is the name that sentinels know the primary by.
    """

    kind: Literal["server", "cluster", "sentinel"]
    first: str = field(repr=False)
    hosts: tuple[tuple[str, int], ...] = ()
    primary: str = ""

    @classmethod
    def of(cls, url: str) -> Self:
        """The address that `url` says. Raises ValueError."""
        scheme, _, rest = url.partition("://")
        base, plus, kind = scheme.partition("+")
        if not plus:
            return cls("server", url)
        if base not in {"redis", "rediss"} or kind not in {"cluster", "sentinel"}:
            raise ValueError("the scheme is redis or rediss, or redis+cluster, redis+sentinel, rediss+…")
        rest, mark, options = rest.partition("?")
        where, _, path = rest.partition("/")
        access, at, named = where.rpartition("@")
        hosts = tuple(_host(one, _PORTS[kind]) for one in named.split(","))
        primary, _, database = path.partition("/")
        query = mark + options
        if kind == "cluster":
            if primary not in {"", "0"}:
                raise ValueError("a cluster has database 0 only")
            return cls("cluster", _url(base, access + at, hosts[0], "0", query), hosts)
        if not primary:
            raise ValueError("say which primary: redis+sentinel://HOST:PORT,HOST:PORT/NAME")
        return cls("sentinel", _url(base, access + at, hosts[0], database or "0", query), hosts, primary)


def _host(text: str, port: int) -> tuple[str, int]:
    name, colon, number = text.strip().rpartition(":")
    if not colon or not number:
        return text.strip().rstrip(":"), port
    if not number.isdecimal():
        raise ValueError("a port is not a number")  # not shown, for it may be a misplaced password
    return name, int(number)


def _url(base: str, access: str, host: tuple[str, int], database: str, query: str) -> str:
    return f"{base}://{access}{host[0]}:{host[1]}/{database}{query}"
