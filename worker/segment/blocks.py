"""Blocks: headline, attribution, byline, dateline, boilerplate, subheadings, paragraphs.

Lines are read from the top. Nothing is deleted: blocks are labels on spans that do not overlap, and what lies
between them is white space and the marks that part them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

from schemas.annotations import BlockKind
from worker.segment import boilerplate, headline, openings, paragraphs, run_in
from worker.segment.lines import Line, lines, trim
from worker.text.fold import fold

RESOURCES = (*boilerplate.RESOURCES, *headline.RESOURCES, *paragraphs.RESOURCES, *openings.RESOURCES)

_LONGEST_HEADLINE = 240
_LONGEST_SENTENCE_HEADLINE = 110  # a first line that ends in a full stop and is longer than this is a paragraph
_LONGEST_SUBHEADING, _SUBHEADING_WORDS = 60, 9
_OPENING_LINES = 4  # how far below the headline a byline or dateline may stand
_MARK = re.compile(r"[.!?؟…:،؛]$")


class Piece(NamedTuple):
    """``text[start:end]`` is of that kind."""

    kind: BlockKind
    start: int
    end: int


class Layout(NamedTuple):
    """The blocks in order; `glued`: the attribution was tied to the headline without a space."""

    pieces: list[Piece]
    glued: bool


def layout(text: str, language: str) -> Layout:
    """The blocks of `text`, in a language given by its primary subtag."""
    reader = _Reader(text, language)
    found = list(lines(text))
    for i, line in enumerate(found):
        reader.read(line, more=i + 1 < len(found))
    reader.finish()
    return Layout([piece for piece in reader.pieces if piece.start < piece.end], reader.glued)


@dataclass
class _Reader:
    """Reads lines from the top; knows how far the article has come."""

    text: str
    language: str
    pieces: list[Piece] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    title: str = ""
    glued: bool = False
    read_lines: int = 0

    def read(self, line: Line, *, more: bool) -> None:
        """Label one line; `more`: it is not the last."""
        text, start, end = self.text, line.start, line.end
        first = not self.pieces and not self.body
        if boilerplate.is_boilerplate(text[start:end], self.language, first=first) or self._repeats_title(start, end):
            self._add("boilerplate", start, end)
            return
        self.read_lines += 1
        if not self.title and not self.body and more and self._is_headline(start, end):
            self._headline(start, end)
            return
        if first and not more and (lead := run_in.lead(text, start, end, self.language)):
            self._headline(*trim(text, start, lead))
            start = lead
        below = self.body and self.pieces and self.pieces[-1].start > self.body[-1].start
        start = self._opening(start, end)
        if start < end:
            self.body.append(Line(start, end, line.gap or bool(below)))

    def finish(self) -> None:
        """Take the furniture off the end of the last line, and make paragraphs of the lines of the body."""
        tail = self._tail()
        self.pieces += _paragraphs(self.text, self.body, self.language)
        self.pieces += tail
        self.pieces.sort(key=lambda piece: piece.start)

    def _add(self, kind: BlockKind, start: int, end: int) -> None:
        self.pieces.append(Piece(kind, *trim(self.text, start, end)))

    def _repeats_title(self, start: int, end: int) -> bool:
        return bool(self.title) and end - start <= _LONGEST_HEADLINE and fold(self.text[start:end]) == self.title

    def _is_headline(self, start: int, end: int) -> bool:
        limit = _LONGEST_SENTENCE_HEADLINE if self.text[end - 1] == "." else _LONGEST_HEADLINE
        opening = openings.whole_line(self.text[start:end], self.language, second=False)
        return end - start <= limit and opening != "dateline"

    def _headline(self, start: int, end: int) -> None:
        self.title = fold(self.text[start:end])
        after = boilerplate.prefix(self.text, start, end, self.language, headline=True)
        if after > start:
            self._add("boilerplate", start, after)
            self.title = fold(self.text[after:end])
        found = headline.split_headline(self.text, after, end, self.language)
        self.glued = found.glued
        self._add("headline", *found.headline)
        if found.attribution:
            self._add("attribution", *found.attribution)
        if found.site:
            self._add("boilerplate", *found.site)

    def _opening(self, start: int, end: int) -> int:
        """Label what the line opens with, and give where its own text starts."""
        after = boilerplate.prefix(self.text, start, end, self.language, headline=False)
        if after > start:
            self._add("boilerplate", start, after)
            start = trim(self.text, after, end)[0]
        if self.body or self.read_lines > _OPENING_LINES:
            return start
        second = bool(self.pieces) and self.pieces[-1].kind in ("headline", "attribution")
        if kind := openings.whole_line(self.text[start:end], self.language, second=second):
            self._add(kind, start, end)
            return end
        if found := openings.inline(self.text, start, end, self.language):
            self._add(found.kind, start, found.end)
            return trim(self.text, found.end, end)[0]
        return start

    def _tail(self) -> list[Piece]:
        if not self.body:
            return []
        start, end, gap = self.body[-1]
        cut = boilerplate.suffix(self.text, start, end, self.language)
        if cut in (start, end):
            return []
        self.body[-1] = Line(*trim(self.text, start, cut), gap)
        return [Piece("boilerplate", *span) for span in _items(self.text, *trim(self.text, cut, end))]


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Captions in a row, parted where the first word comes again."""
    word = text[start:end].partition(" ")[0]
    cuts = [found.start() + 1 for found in re.finditer(rf" {re.escape(word)} ", text[start:end])]
    return [trim(text, *edge) for edge in pairwise([start, *(start + cut for cut in cuts), end])]


def _paragraphs(text: str, body: list[Line], language: str) -> list[Piece]:
    wrapped = paragraphs.is_wrapped(text, body)
    joined: list[Line] = []
    for line in body:
        if joined and paragraphs.joins(text, joined[-1], line, language, wrapped=wrapped):
            joined[-1] = Line(joined[-1].start, line.end, joined[-1].gap)
        else:
            joined.append(line)
    below = zip_longest(joined, joined[1:])
    return [
        Piece("subheading" if i and _is_subheading(text, line, following) else "paragraph", line.start, line.end)
        for i, (line, following) in enumerate(below)
    ]


def _is_subheading(text: str, line: Line, below: Line | None) -> bool:
    """Whether a short line without a final mark stands over a longer one."""
    if below is None or line.end - line.start > _LONGEST_SUBHEADING or below.end - below.start <= _LONGEST_SUBHEADING:
        return False
    words = text[line.start : line.end]
    return len(words.split()) <= _SUBHEADING_WORDS and not _MARK.search(words)
