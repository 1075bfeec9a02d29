"""Long sentences in windows that overlap, so that all sentences take few steps together.

What is told from one word to the next is soon forgotten: eight words before a word, or after it, tell of it what all
of them tell. So a step has many rows, and there are half as many steps; on development data no score fell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worker.tag.entities.rows import Range

_LONGEST = 20
_OVERLAP = 8


def windows(ranges: Iterable[Range]) -> Iterator[Range]:
    """`ranges` of tokens, cut into windows of about equal length where they are too long for one."""
    for first, end in ranges:
        if end - first <= _LONGEST:
            yield first, end
        else:
            yield from _cut(first, end)


def _cut(first: int, end: int) -> Iterator[Range]:
    new, tokens = _LONGEST - _OVERLAP, end - first - _OVERLAP  # so many are in a window and not in the one before
    count = -(-tokens // new)
    starts = [first + tokens * i // count for i in range(count)]
    yield from zip(starts, [*(start + _OVERLAP for start in starts[1:]), end], strict=True)
