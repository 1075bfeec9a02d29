"""The directory where a machine's workers keep heartbeats and flight recorders.

Workers kill processes by what the recorders say, so nobody else may write them: the default lies in a directory
that all users share.
"""

from __future__ import annotations

import os
from pathlib import Path

from worker.errors import Misconfigured


def private(directory: Path) -> Path:
    """`directory`, made for us alone. Raises `Misconfigured` where another user could write to it."""
    try:
        for place in (directory.parent, directory):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = f"WARRAQ_STATE_DIR: {error.filename}: {error.strerror}"
        raise Misconfigured(reason) from None
    _check(directory.parent, {os.geteuid(), 0})  # root's directories may be shared, like /tmp: what we make is ours
    _check(directory, {os.geteuid()})
    return directory


def _check(place: Path, owners: set[int]) -> None:
    found = place.stat()
    if found.st_uid not in owners or (found.st_uid != 0 and found.st_mode & 0o022):
        reason = f"WARRAQ_STATE_DIR: {place} can be written by others (user {found.st_uid}); name another directory"
        raise Misconfigured(reason)
