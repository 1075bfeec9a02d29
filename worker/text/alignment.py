"""The alignment between the submitted (raw) text and the clean text.

An alignment is the raw text, the clean text and the ordered changes between them. It is built by
composing replacements, each against the text as it stands after the ones before, and is exact to the
code point: outside changes, characters correspond one to one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Replacement(NamedTuple):
    """``text[start:end]`` becomes `new`."""

    start: int
    end: int
    new: str


class Change(NamedTuple):
    """``text[start:end]`` of the clean text stands for ``raw[raw_start:raw_end]``."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Raw text, clean text, and the changes between them: ordered, disjoint, none of them void."""

    raw: str
    text: str
    changes: tuple[Change, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(change.start for change in self.changes))

    @classmethod
    def identity(cls, raw: str) -> Alignment:
        """The alignment of a text that was left as it is."""
        return cls(raw, raw)

    def replace(self, replacements: Iterable[Replacement]) -> Alignment:
        """The alignment after `replacements` (ordered, disjoint, offsets into the present text). O(n)."""
        todo = [r for r in replacements if self.text[r.start : r.end] != r.new]
        if not todo:
            return self
        parts, position = [], 0
        for start, end, new in todo:
            parts += [self.text[position:start], new]
            position = end
        text = "".join(parts) + self.text[position:]
        return Alignment(self.raw, text, tuple(_settled(_compose(self.changes, todo), self.raw, text)))

    def raw_start(self, position: int) -> int:
        """Where in the raw text the character at `position` begins. Deleted text before it is left out."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        change = self.changes[index]
        return change.raw_start if position < change.end else change.raw_end + position - change.end

    def raw_end(self, position: int) -> int:
        """Where in the raw text the character before `position` ends. Deleted text after it is left out."""
        index = bisect_left(self._starts, position) - 1
        if index < 0:
            return position
        change = self.changes[index]
        return change.raw_end if position < change.end else change.raw_end + position - change.end

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of ``text[start:end]``; a span that cuts a change in two covers it whole."""
        raw_start = self.raw_start(start)
        return raw_start, max(raw_start, self.raw_end(end))


def _compose(changes: tuple[Change, ...], replacements: list[Replacement]) -> Iterable[Change]:
    """The changes after `replacements`, those that overlap joined, in order of the new text."""
    i = j = shift = drift = 0  # shift: new text - present text; drift: raw text - present text
    while j < len(replacements):
        low, high, _ = replacements[j]
        while i < len(changes) and _before(changes[i], low):
            change = changes[i]
            yield Change(change.start + shift, change.end + shift, change.raw_start, change.raw_end)
            drift, i = change.raw_end - change.end, i + 1
        raw_low, grown, first = low + drift, 0, j
        while True:  # changes and replacements that overlap pull each other in
            if i < len(changes) and _touches(changes[i], low, high):
                change = changes[i]
                if change.start < low:
                    low, raw_low = change.start, change.raw_start
                high = max(high, change.end)
                drift, i = change.raw_end - change.end, i + 1
            elif j < len(replacements) and (j == first or replacements[j].start < high):
                start, end, new = replacements[j]
                grown, high, j = grown + len(new) - (end - start), max(high, end), j + 1
            else:
                break
        yield Change(low + shift, high + shift + grown, raw_low, high + drift)
        shift += grown
    for change in changes[i:]:
        yield Change(change.start + shift, change.end + shift, change.raw_start, change.raw_end)


def _before(change: Change, position: int) -> bool:
    return change.end <= position


def _touches(change: Change, low: int, high: int) -> bool:
    """Whether the change shares a character with ``[low, high)`` or lies strictly within it."""
    return change.start < high and change.end > low


def _settled(changes: Iterable[Change], raw: str, text: str) -> Iterable[Change]:
    """`changes` with void ones dropped and deletions at one place joined."""
    last: Change | None = None
    for change in changes:
        if text[change.start : change.end] == raw[change.raw_start : change.raw_end]:
            continue
        if last is not None and last.start == last.end == change.start == change.end:
            last = last._replace(raw_end=change.raw_end)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last
