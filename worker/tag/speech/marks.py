"""Quotation marks: which opens, which closes, which belong together.

Papers mix marks (“…", ”…“), forget to close them, and let one quotation run over paragraphs; so what a
mark does is told by its neighbours more than by its shape, as SmartyPants does: a mark after a space and
before a letter opens. One pass, one stack: pairs never cross, and the cost is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from worker.resources import read_table

RESOURCE = "marks.tsv"

_OPENERS = frozenset("([{:;،؛,-–—ـ'’/…|")
_CLOSERS = frozenset(".,;:!?،؛؟)]}-–—…/|")
_AFTER_QUOTE = frozenset(",;:،؛)]}")  # a mark with a space before and one of these behind closes: نعم "، قال
_PROCLITIC = re.compile(r"(?<!\w)\w{1,2}ـ?$")  # و”الخارجية”, بـ"آبل": one or two letters glued to a mark that opens
_MAX_DEPTH = 8  # deeper nesting is noise; the bound keeps a text of opening marks linear


class Pair(NamedTuple):
    """Marks that belong together: the content is ``text[start:end]``, the marks stand just outside.

    `outer_start` and `outer_end` include the marks. An unclosed pair ends with its paragraph.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    shape: str
    lean: int  # 1 opens, -1 closes, 0 either
    paragraph: int


def find_pairs(text: str) -> list[Pair]:
    """The pairs of `text`, ordered by where they open; any two are disjoint or nested."""
    marks, breaks = _scan(text)
    stack = _Stack(text, breaks)
    marks = [mark for _, line in groupby(marks, key=attrgetter("paragraph")) for mark in _settled(list(line))]
    for position, mark in enumerate(marks):
        stack.take(mark, marks[position + 1] if position + 1 < len(marks) else None)
    return stack.finish()


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    return {mark: (family, shape) for mark, family, shape in read_table(RESOURCE)}


@cache
def _pattern() -> re.Pattern[str]:
    marks = sorted(_kinds(), key=len, reverse=True)
    return re.compile("|".join(["\n", *map(re.escape, marks)]))


def _scan(text: str) -> tuple[list[_Mark], list[int]]:
    marks: list[_Mark] = []
    breaks: list[int] = []
    kinds = _kinds()
    for found in _pattern().finditer(text):
        start, end = found.span()
        if text[start] == "\n":
            breaks.append(start)
            continue
        family, shape = kinds[found[0]]
        lean = _lean(text, start, end, family)
        if lean is not None:
            marks.append(_Mark(start, end, family, shape, lean, len(breaks)))
    breaks.append(len(text))
    return marks, breaks


def _lean(text: str, start: int, end: int, family: str) -> int | None:
    """What the neighbours say of the mark; None where it is no mark but an apostrophe, an inch, a gershayim."""
    left = text[start - 1] if start else "\n"
    right = text[end] if end < len(text) else "\n"
    opens = left.isspace() or left in _OPENERS
    closes = right.isspace() or right in _CLOSERS
    if opens != closes:
        return 1 if opens else -1
    if left.isspace() and right in _AFTER_QUOTE:
        return -1
    if left.isalnum() and right.isalnum():
        if family == "single" or "\u0590" <= left <= "\u05ff":
            return None
        return 1 if _PROCLITIC.search(text, max(0, start - 4), start) else 0
    return 0


@dataclass(slots=True)
class _Stack:
    """Open marks, and the pairs made of them so far."""

    text: str
    breaks: Sequence[int]
    open: list[_Mark] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)  # for each open mark: pairs of plain marks made within it

    def take(self, mark: _Mark, following: _Mark | None) -> None:
        at = self._partner(mark)
        if (mark.lean > 0 and not self._misplaced(mark, at)) or (at is None and _may_open(mark, following)):
            self._push(mark, at)
        elif at is not None:
            self._close(at, mark)

    def _partner(self, mark: _Mark) -> int | None:
        """Where on the stack the mark stands that this one would close."""
        for at in range(len(self.open) - 1, -1, -1):
            opener = self.open[at]
            if opener.family == mark.family:
                near = opener.paragraph == mark.paragraph
                return at if near or (mark.family != "single" and not self.inner[at]) else None
        return None

    def _misplaced(self, mark: _Mark, at: int | None) -> bool:
        """Whether a space went to the wrong side of a closing mark: “a ”b."""
        if at is None or not self.text[mark.start - 1].isspace():
            return False
        return {mark.shape, self.open[at].shape} == {"open", "close"}

    def _push(self, mark: _Mark, at: int | None) -> None:
        if at is not None and self._reopens(mark, self.open[at]):
            return
        if len(self.open) < _MAX_DEPTH:
            self.open.append(mark)
            self.inner.append(0)

    def _reopens(self, mark: _Mark, opener: _Mark) -> bool:
        """Whether the mark repeats an open one at the start of a further paragraph, as printers used to."""
        paragraph_start = self.breaks[mark.paragraph - 1] + 1 if mark.paragraph else 0
        return opener.paragraph < mark.paragraph and not self.text[paragraph_start : mark.start].strip()

    def _close(self, at: int, mark: _Mark) -> None:
        self._abandon(at + 1, mark.start)
        opener = self.open.pop()
        self.inner.pop()
        self.pairs.append(Pair(opener.start, opener.end, mark.start, mark.end, closed=True))
        if self.inner:
            self.inner[-1] += mark.shape == "plain"

    def _abandon(self, down_to: int, limit: int) -> None:
        """Open marks from `down_to` on were never closed: they end with their paragraph, or at `limit`."""
        for mark in reversed(self.open[down_to:]):
            if mark.family != "single":
                end = min(limit, self.breaks[mark.paragraph])
                self.pairs.append(Pair(mark.start, mark.end, max(mark.end, end), max(mark.end, end), closed=False))
        del self.open[down_to:], self.inner[down_to:]

    def finish(self) -> list[Pair]:
        self._abandon(0, len(self.text))
        return _uncrossed(sorted(self.pairs))


def _settled(line: list[_Mark]) -> list[_Mark]:
    """The marks of a paragraph; plain ones that are even in number but do not balance (قال" نعم "وذهب) take turns."""
    plain = [mark for mark in line if mark.shape == "plain" and mark.family == "double"]
    if len(plain) % 2 or _balanced(plain):
        return line
    turns = {mark.start: -1 if turn % 2 else 1 for turn, mark in enumerate(plain)}
    return [mark._replace(lean=turns.get(mark.start, mark.lean)) for mark in line]


def _balanced(marks: list[_Mark]) -> bool:
    depth = 0
    for mark in marks:
        depth += mark.lean or (-1 if depth else 1)
        if depth < 0:
            return False
    return depth == 0


def _may_open(mark: _Mark, following: _Mark | None) -> bool:
    """Whether a mark with nothing to close opens: it may, or it is misplaced (قال" نعم ") and the next one closes."""
    if mark.family == "single":
        return False
    if mark.lean == 0 or mark.shape == "open":
        return True
    return following is not None and (following.family, following.paragraph, following.lean) == (
        mark.family,
        mark.paragraph,
        mark.lean,
    )


def _uncrossed(pairs: list[Pair]) -> list[Pair]:
    """`pairs` with unclosed ones cut before a pair that they would cross.

    A pair lies within at most `_MAX_DEPTH` others, so this stays linear.
    """
    starts = [pair.outer_start for pair in pairs]
    for at, pair in enumerate(pairs):
        if not pair.closed:
            within = pairs[at + 1 : bisect_left(starts, pair.end)]
            cut = next((other.outer_start for other in within if other.outer_end > pair.end), pair.end)
            pairs[at] = pair._replace(end=cut, outer_end=cut)
    return pairs
