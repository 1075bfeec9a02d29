"""The flight recorder: which document, in which stage, a process is working on, and which others it holds.

Each process that works maps a small file and holds a lock on it; the kernel frees the lock when the process
ends, however it ends, and the file stays. Another process then reads what the dead one was doing, and so
knows the document and stage of a crash, and frees its leases at once (`worker.service.wrecks`).
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.store.values import Lease

_SUFFIX = ".flight"
_PAGE = 4096  # the work; an id has at most 256 characters
_HELD_AT = _PAGE
_SIZE = 32 * _PAGE  # and what is held, 32 ids; pages that are not used take no room
_STARTED = struct.Struct("<d")  # CLOCK_MONOTONIC, which all processes of a machine share; 0: not at work
_LENGTH = struct.Struct("<I")  # of the JSON that follows; 0: none
_STAGE = slice(8, 72)
_LEASE_AT = 72


@dataclass(frozen=True, slots=True)
class Flight:
    """What a process is doing, or did last; `parent` is the process that started it.

    `lease` is the one at work, `seconds` the time since it began, `size` its article's bytes; None between two
    documents. `held` are all leases it may hold, that one among them, with no more than their ids and token.
    """

    path: Path
    pid: int
    parent: int
    alive: bool
    lease: Lease | None
    stage: str | None
    seconds: float | None
    held: tuple[Lease, ...] = ()
    size: int = 0


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

    def holds(self, ids: Sequence[str], token: str) -> None:
        """From now on this process may hold leases of `ids` by `token`, and no other ones."""
        self._write(_HELD_AT, json.dumps([token, *ids]).encode())
        self.stage("claim")

    def began(self, lease: Lease) -> None:
        """Work on `lease` begins."""
        self.stage("")
        text = json.dumps([lease.id, lease.revision, lease.attempt, lease.token, len(lease.payload)]).encode()
        self._write(_LEASE_AT, text)
        _STARTED.pack_into(self._map, 0, time.monotonic())

    def stage(self, name: str) -> None:
        """It enters a stage."""
        self._map[_STAGE] = name.encode()[:64].ljust(64, b"\0")

    def finished(self) -> None:
        """The work has ended; its lease is held until the result is in the ledger."""
        _STARTED.pack_into(self._map, 0, 0.0)
        self._write(_LEASE_AT, b"")
        self.stage("commit")

    def idle(self) -> None:
        """Nothing is held."""
        self.finished()
        self._write(_HELD_AT, b"")

    def _write(self, at: int, text: bytes) -> None:
        """`text` behind its length, which comes last: a torn record is no record."""
        _LENGTH.pack_into(self._map, at, 0)
        begin = at + _LENGTH.size
        self._map[begin : begin + len(text)] = text
        _LENGTH.pack_into(self._map, at, len(text))

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
        record = os.pread(file, _PAGE, 0)
        held = os.pread(file, _SIZE - _HELD_AT, _HELD_AT)
    finally:
        os.close(file)
    parent, pid = map(int, path.stem.split("-"))
    started, stage, (lease, size) = _STARTED.unpack_from(record)[0], record[_STAGE].rstrip(b"\0"), _lease(record)
    seconds = time.monotonic() - started if started and lease else None
    entered = stage.decode("utf-8", "replace") or None
    return Flight(path, pid, parent, alive, lease, entered, seconds, _held(held), size)


def _locked(file: int) -> bool:
    """Whether another process holds the lock."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _lease(record: bytes) -> tuple[Lease | None, int]:
    """The lease at work and the bytes of its article."""
    if not (found := _read(record[_LEASE_AT:])):
        return None, 0
    id, revision, attempt, token, size = found
    return Lease(id, revision, attempt, b"", token), size


def _held(record: bytes) -> tuple[Lease, ...]:
    token, *ids = _read(record) or [""]
    return tuple(Lease(id, 0, 0, b"", token) for id in ids)


def _read(record: bytes) -> list[Any] | None:
    """What `Recorder._write` wrote; None where that is nothing, or was read while it was written."""
    try:
        (length,) = _LENGTH.unpack_from(record)
        found: list[Any] = json.loads(record[_LENGTH.size : _LENGTH.size + length])
    except (ValueError, struct.error):
        return None
    return found
