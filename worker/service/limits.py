"""Bounds on one document: how long it may take, how much memory it may add.

Both raise an ordinary exception inside the work, so that a document that eats time or memory fails alone.
They act on the process, from its main thread: that is where Celery's prefork and solo pools run tasks.
What no exception can end (a loop in C code, a crash) is ended from outside, see `worker.service.wrecks`.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from types import FrameType
from typing import Self

_AGAIN_SECONDS = 1.0  # an `except Exception` in the work may swallow the first call to stop
_MEBIBYTE = 1024 * 1024
# MiB more for each MiB of the article as JSON. Measured: the spans, tokens and JSON of a Document of 9 MiB of news
# take 100 times as much at their height.
_MEMORY_PER_MIB = 128


class TimedOut(Exception):
    """The document used up its time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and MiB for one document; 0 MiB: no bound. A large article has `seconds_per_mib` more."""

    seconds: float
    memory_mib: int = 0
    seconds_per_mib: float = 0.0

    def of(self, size: int) -> Self:
        """The limits of a document whose article has `size` bytes as JSON."""
        mebibytes = size / _MEBIBYTE
        memory = self.memory_mib + round(mebibytes * _MEMORY_PER_MIB) if self.memory_mib else 0
        return replace(self, seconds=self.seconds + mebibytes * self.seconds_per_mib, memory_mib=memory)

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
    used = _address_space() if mebibytes else None
    if used is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = used + mebibytes * _MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int | None:
    """Bytes of this process's address space; None where the system does not say."""
    statm = _statm(os.getpid())
    return int(os.pread(statm, 64, 0).split(b" ", 1)[0]) * resource.getpagesize() if statm is not None else None


@cache
def _statm(pid: int) -> int | None:
    """What tells a process's memory, kept open: to open it costs ten times as much as to read it."""
    try:
        return os.open(f"/proc/{pid}/statm", os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
