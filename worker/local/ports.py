"""Ports of this machine for servers that are started here."""

from __future__ import annotations

import random
import socket
from pathlib import Path

from worker.errors import Misconfigured

_FIRST = 10_000
_EPHEMERAL = Path("/proc/sys/net/ipv4/ip_local_port_range")
_FIRST_EPHEMERAL = 32_768  # of Linux where nothing else is set; elsewhere (IANA) it is higher


def free_port(spare: int = 0) -> int:
    """A port of 127.0.0.1 that nobody uses, and with it, if asked for, the one that is `spare` higher.

    None of those that the kernel gives to outgoing connections: one of them could take it before the server does,
    or while it is down and clients try again (one that gets the port it calls is connected to itself).
    """
    chosen = list(range(_FIRST, _first_ephemeral() - spare))
    random.SystemRandom().shuffle(chosen)  # not what tests seed: processes that run side by side choose apart
    for port in chosen:
        if _is_free(port) and _is_free(port + spare):
            return port
    raise Misconfigured("no free port below those of outgoing connections: see net.ipv4.ip_local_port_range")


def usable_port(port: int, host: str = "127.0.0.1") -> int:
    """`port` (0: any free one). Raises `Misconfigured` where no server of `host` could listen on it."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free
            probe.bind(address)
    except OSError as error:
        raise Misconfigured(f"port {port} of {host} cannot be used: {error.strerror}") from None
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _first_ephemeral() -> int:
    try:
        return int(_EPHEMERAL.read_text().split()[0])
    except OSError:
        return _FIRST_EPHEMERAL
