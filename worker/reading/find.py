"""Which files an argument stands for."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from worker.errors import BadInput

STDIN = Path("-")

JSONL = frozenset({".jsonl", ".ndjson"})
COMPRESSED = frozenset({".gz", ".xz", ".zst"})
_TAKEN_FROM_DIRECTORIES = JSONL | {".txt"}


def find(paths: list[Path]) -> Iterator[Path]:
    """The files in `paths` in order; directories are walked, sorted, for .txt and .jsonl (also .gz .xz .zst).

    What is named itself may also be a pipe, as the shell's ``<(…)`` is. Raises `BadInput` for a path that does not
    exist or may not be looked at, and for a directory that holds no such file.
    """
    for path in paths:
        if path != STDIN and _is_directory(path):
            yield from _walk(path)
        else:
            yield path


def size(paths: list[Path]) -> int | None:
    """Bytes on disk; None where one of `paths` has no size beforehand, as a pipe."""
    if any(path == STDIN or not path.is_file() for path in paths):
        return None
    return sum(path.stat().st_size for path in paths)


def format_suffix(path: Path) -> str:
    """The suffix that tells the format, behind one that tells the compression: ``a.jsonl.gz`` → ``.jsonl``."""
    suffixes = path.suffixes
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes = suffixes[:-1]
    return suffixes[-1] if suffixes else ""


def _is_directory(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise BadInput(f"{path}: {reason}") from None


def _walk(directory: Path) -> Iterator[Path]:
    empty = True
    for path in sorted(directory.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(directory).parts)
        if not hidden and format_suffix(path) in _TAKEN_FROM_DIRECTORIES and path.is_file():
            empty = False
            yield path
    if empty:
        raise BadInput(f"{directory}: no .txt or .jsonl file in this directory (also looked for .gz, .xz, .zst)")
