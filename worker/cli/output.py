"""What commands print: lines for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from worker.errors import BadInput


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    print_bytes(json.dumps(value, ensure_ascii=False).encode())


def print_bytes(content: bytes, *, end: bytes = b"\n") -> None:
    """`content` on standard output as it is, UTF-8 whatever the locale says."""
    if sys.stdout is None:  # closed by the caller: `warraq process article.txt >&-`
        raise BadInput("standard output is closed")
    sys.stdout.buffer.write(content + end)


def flush() -> None:
    """Let go of what was printed: somebody waits for it, or it must not be lost."""
    if sys.stdout is not None:
        sys.stdout.flush()


def table(rows: Iterable[Sequence[object]]) -> str:
    """Rows in columns as wide as their widest cell."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def age(seconds: float | None) -> str:
    """A duration for people: 0.4 s, 12 s, 3 min, 5 h."""
    if seconds is None:
        return "-"
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
