"""A text cut into pieces (a block, or a part of a long one) and pages, so that a huge article stays readable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from schemas import Document

PAGE_CHARACTERS = 20_000  # some ten screens; a page of it with all layers renders in tens of milliseconds
_PAGE_PIECES = 400
_PIECE_CHARACTERS = 5_000


class Piece(NamedTuple):
    """``text[start:end]``, of a block of this kind (``text`` where no block covers it)."""

    start: int
    end: int
    kind: str


class Page(NamedTuple):
    """Pieces that are shown together, and the stretch of the text that they stand for, gaps included."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def pages_of(document: Document) -> list[Page]:
    """The whole text; one empty page where there is none."""
    groups: list[list[Piece]] = [[]]
    size = 0
    for piece in _pieces(document):
        if groups[-1] and (size + piece.end - piece.start > PAGE_CHARACTERS or len(groups[-1]) >= _PAGE_PIECES):
            groups.append([])
            size = 0
        groups[-1].append(piece)
        size += piece.end - piece.start
    starts = [0, *(group[0].start for group in groups[1:])]
    ends = [*starts[1:], len(document.text)]
    return [Page(start, end, tuple(group)) for start, end, group in zip(starts, ends, groups, strict=True)]


def page_at(starts: list[int], position: int) -> int:
    """The number, from 1, of the page that holds a position, given where the pages start."""
    return max(1, bisect_right(starts, position))


def _pieces(document: Document) -> Iterator[Piece]:
    """Pieces in order; what stands between blocks and has no letter or digit (a dash) ends the piece before it."""
    text, last = document.text, Piece(0, 0, "text")
    for piece in _raw_pieces(document):
        if last.end and not piece.kind and not any(map(str.isalnum, text[piece.start : piece.end])):
            last = last._replace(end=piece.end)
            continue
        if last.start < last.end:
            yield last
        last = piece if piece.kind else piece._replace(kind="text")
    if last.start < last.end:
        yield last


def _raw_pieces(document: Document) -> Iterator[Piece]:
    """Blocks, and as pieces without a kind what no block covers."""
    text, position = document.text, 0
    for block in document.blocks:
        yield from _between(text, position, block.span.start)
        yield from _cut(text, max(position, block.span.start), block.span.end, block.kind)
        position = max(position, block.span.end)
    yield from _between(text, position, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Piece]:
    gap = text[start:end]
    if gap and not gap.isspace():
        yield from _cut(text, start + len(gap) - len(gap.lstrip()), start + len(gap.rstrip()), "")


def _cut(text: str, start: int, end: int, kind: str) -> Iterator[Piece]:
    while end - start > _PIECE_CHARACTERS:
        limit = start + _PIECE_CHARACTERS
        space = text.rfind(" ", start + _PIECE_CHARACTERS // 2, limit)
        middle = space + 1 if space >= 0 else limit
        yield Piece(start, middle, kind)
        start = middle
    if start < end:
        yield Piece(start, end, kind)
