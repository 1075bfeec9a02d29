"""A directory with one file a document."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import quote

_LONGEST = 200  # bytes of a name without its suffix; file systems take 255


class Folder:
    """Files named by ids. Written aside and moved into place: whoever looks sees a whole file or none."""

    def __init__(self, path: Path, suffix: str) -> None:
        self._path, self._suffix = path, suffix
        path.mkdir(parents=True, exist_ok=True)

    def write(self, id: str, content: bytes) -> None:
        """The file of `id`, in place of an older one."""
        name = self._path / f"{_stem(id)}.{self._suffix}"
        aside = name.with_name(f".{os.getpid()}.part")
        aside.write_bytes(content)
        aside.replace(name)


def _stem(id: str) -> str:
    """`id` percent-encoded, so that no id leads out of the directory; cut, with a digest, where it is too long."""
    stem = quote(id, safe="").replace(".", "%2E") if id.startswith(".") else quote(id, safe="")
    if len(stem) <= _LONGEST:
        return stem
    return f"{stem[: _LONGEST - 33]}-{hashlib.sha256(id.encode()).hexdigest()[:32]}"
