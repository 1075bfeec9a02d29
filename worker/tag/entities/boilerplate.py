"""Which stretches of a text touch boilerplate: found by bisection, as a scraped page may have thousands of blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from schemas import Block


def touching(blocks: Iterable[Block]) -> Callable[[int, int], bool]:
    """A test whether ``text[start:end]`` shares a character with boilerplate; blocks are ordered and disjoint."""
    spans = [(b.span.start, b.span.end) for b in blocks if b.kind == "boilerplate"]
    ends = [end for _, end in spans]
    starts = [start for start, _ in spans]

    def touches(start: int, end: int) -> bool:
        i = bisect_left(ends, start + 1)
        return i < len(starts) and starts[i] < end

    return touches
