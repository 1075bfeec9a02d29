"""Which stretches of a text lie in an expression of time: خميس is a name, and no name in كل خميس."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from schemas import TimeExpression


def inside(times: Sequence[TimeExpression]) -> Callable[[int, int], bool]:
    """A test whether ``text[start:end]`` lies in one of `times`, which are in order and do not overlap."""
    starts = [time.span.start for time in times]

    def lies_inside(start: int, end: int) -> bool:
        i = bisect_right(starts, start) - 1
        return i >= 0 and end <= times[i].span.end

    return lies_inside
