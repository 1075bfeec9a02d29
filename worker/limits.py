"""Bounds on one document: how long it may take, how much memory it may add.

Both raise an ordinary exception inside the work, so that a document that eats time or memory fails alone.
They act on the process, from its main thread: that is where Celery's prefork and solo pools run tasks.
What no exception can end (a loop in C code, a crash) is ended from outside, see `worker.wrecks`.
"""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

_AGAIN_SECONDS = 1.0  # an `except Exception` in the work may swallow the first call to stop
_STATM = Path("/proc/self/statm")
_MEBIBYTE = 1024 * 1024


class TimedOut(Exception):
    """The document used up its time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and MiB for one document; 0 MiB: no bound."""

    seconds: float
    memory_mib: int = 0

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Within, `TimedOut` or `MemoryError` is raised where a bound is reached."""
        with _memory(self.memory_mib), _time(self.seconds):
            yield


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # no signals here: the lease is the only bound
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:  # it may ring just before it is switched off
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TimedOut


@contextmanager
def _memory(mebibytes: int) -> Iterator[None]:
    """The address space may grow by `mebibytes` from what it is now."""
    if not mebibytes or not _STATM.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = _address_space() + mebibytes * _MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    return int(_STATM.read_bytes().split(b" ", 1)[0]) * resource.getpagesize()
