"""A file that a node's parent touches while its event loop turns."""

from __future__ import annotations

import os
import time
from pathlib import Path

_SUFFIX = ".beat"


class Heartbeat:
    """One node's file, named after its parent process."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def beat(self) -> None:
        """The node lives."""
        path = self._path()
        try:
            os.utime(path)
        except FileNotFoundError:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)

    def end(self) -> None:
        """The node ends in order."""
        self._path().unlink(missing_ok=True)

    def _path(self) -> Path:
        return self._directory / f"{os.getpid()}{_SUFFIX}"


def youngest(directory: Path) -> float | None:
    """Seconds since any node of `directory` lived; None where there is none."""
    beats = []
    for path in directory.glob(f"*{_SUFFIX}"):
        try:
            beats.append(path.stat().st_mtime)
        except FileNotFoundError:
            continue
    return time.time() - max(beats) if beats else None
