"""What commands print: lines for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def print_json(value: Any, *, flush: bool = False) -> None:
    """One JSON value on one line of standard output; `flush` where somebody waits for it."""
    print_bytes(json.dumps(value, ensure_ascii=False).encode())
    if flush:
        sys.stdout.buffer.flush()


def print_bytes(line: bytes) -> None:
    """One line of UTF-8, whatever the locale says."""
    sys.stdout.buffer.write(line + b"\n")


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
