"""Which files an argument stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from worker.errors import BadInput

STDIN = Path("-")

JSONL = frozenset({".jsonl", ".ndjson"})
COMPRESSED = frozenset({".gz", ".xz", ".zst"})
_TAKEN_FROM_DIRECTORIES = JSONL | {".txt"}


def find(paths: list[Path]) -> Iterator[Path]:
    """The files in `paths` in order; directories are walked, sorted, for .txt and .jsonl (also .gz .xz .zst).

    Raises `BadInput` for a path that does not exist or a directory that holds no such file.
    """
    for path in paths:
        if path == STDIN or path.is_file():
            yield path
        elif path.is_dir():
            yield from _walk(path)
        else:
            raise BadInput(f"{path}: no such file or directory")


def format_suffix(path: Path) -> str:
    """The suffix that tells the format, behind one that tells the compression: ``a.jsonl.gz`` → ``.jsonl``."""
    suffixes = path.suffixes
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes = suffixes[:-1]
    return suffixes[-1] if suffixes else ""


def _walk(directory: Path) -> Iterator[Path]:
    empty = True
    for path in sorted(directory.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(directory).parts)
        if not hidden and format_suffix(path) in _TAKEN_FROM_DIRECTORIES and path.is_file():
            empty = False
            yield path
    if empty:
        raise BadInput(f"{directory}: no .txt or .jsonl file in this directory (also looked for .gz, .xz, .zst)")
