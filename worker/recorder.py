"""The flight recorder: which document, in which stage, a process is working on, readable after its death.

Each process that works maps a small file and holds a lock on it; the kernel frees the lock when the process
ends, however it ends, and the file stays. Another process then reads what the dead one was doing, and so
knows the document and stage of a crash, and frees the lease at once (`worker.wrecks`).
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from worker.store.values import Lease

_SUFFIX = ".flight"
_SIZE = 4096  # a page; an id has at most 256 characters
_STARTED = struct.Struct("<d")  # CLOCK_MONOTONIC, which all processes of a machine share; 0: not at work
_LENGTH = struct.Struct("<I")  # of the lease that follows the stage; 0: none
_STAGE = slice(12, 76)
_LEASE_AT = 76


@dataclass(frozen=True, slots=True)
class Flight:
    """What a process is doing, or did last; `parent` is the process that started it.

    `lease` is None when it holds none; `seconds` since it began, None when it is not at work on it.
    """

    path: Path
    pid: int
    parent: int
    alive: bool
    lease: Lease | None
    stage: str | None
    seconds: float | None


class Recorder:
    """The file of this process. Not to be shared by a fork."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = directory / f"{os.getppid()}-{os.getpid()}{_SUFFIX}"
        fresh = self._path.with_suffix(".new")  # takes its name when it is locked: unlocked means dead
        self._file = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        os.truncate(self._file, _SIZE)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._map = mmap.mmap(self._file, _SIZE)
        fresh.rename(self._path)

    def began(self, lease: Lease) -> None:
        """Work on `lease` begins."""
        text = json.dumps([lease.id, lease.revision, lease.attempt, lease.token]).encode()
        _LENGTH.pack_into(self._map, 8, 0)
        self._map[_LEASE_AT : _LEASE_AT + len(text)] = text
        self.stage("")
        _LENGTH.pack_into(self._map, 8, len(text))  # last: a torn record is no record
        _STARTED.pack_into(self._map, 0, time.monotonic())

    def stage(self, name: str) -> None:
        """It enters a stage."""
        self._map[_STAGE] = name.encode()[:64].ljust(64, b"\0")

    def finished(self) -> None:
        """The work is done; the lease is held until its result is in the store."""
        self.stage("commit")
        _STARTED.pack_into(self._map, 0, 0.0)

    def idle(self) -> None:
        """No lease is held."""
        _STARTED.pack_into(self._map, 0, 0.0)
        _LENGTH.pack_into(self._map, 8, 0)

    def close(self) -> None:
        """The process ends in order."""
        self._path.unlink(missing_ok=True)
        self._map.close()
        os.close(self._file)


def flights(directory: Path) -> list[Flight]:
    """What each process with a recorder in `directory` is doing, the dead among them until forgotten."""
    found = (_flight(path) for path in sorted(directory.glob(f"*{_SUFFIX}")))
    return [flight for flight in found if flight is not None]


def forget(flight: Flight) -> bool:
    """Remove a dead process's file; False where another did it before."""
    try:
        flight.path.unlink()
    except FileNotFoundError:
        return False
    return True


def _flight(path: Path) -> Flight | None:
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None  # ended in order, or forgotten by another
    try:
        alive = _locked(file)
        record = os.pread(file, _SIZE, 0)
    finally:
        os.close(file)
    parent, pid = map(int, path.stem.split("-"))
    started, stage, lease = _STARTED.unpack_from(record)[0], record[_STAGE].rstrip(b"\0"), _lease(record)
    seconds = time.monotonic() - started if started and lease else None
    return Flight(path, pid, parent, alive, lease, stage.decode("utf-8", "replace") or None, seconds)


def _locked(file: int) -> bool:
    """Whether another process holds the lock."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _lease(record: bytes) -> Lease | None:
    (length,) = _LENGTH.unpack_from(record, 8)
    try:
        name, revision, attempt, token = json.loads(record[_LEASE_AT : _LEASE_AT + length])
    except ValueError:
        return None  # none, or read while it was written
    return Lease(name, revision, attempt, b"", token)
