"""Sentence boundaries within a stretch of text.

A run of sentence marks, with the quotation marks and brackets that close after it, ends a sentence unless one of
the rules says otherwise. What lies between the last mark and the end is a sentence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.segment.lines import trim
from worker.segment.sentence_rules import RESOURCES, ends, place

__all__ = ["RESOURCES", "split"]

_MARKS = re.compile(r"[.!?؟۔…。！？｡।॥։።؞‼⁇⁈⁉]+")
_CLOSERS = re.compile(r"[\"'”’»›)\]}』」】》〉）]+")
_COLON_QUOTE = re.compile(r":\s+([\"“«])")
_CLOSE_OF = {'"': '"', "“": "”", "«": "»"}


def split(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans without white space at their ends."""
    found = list(_boundaries(text, start, end, language))
    cuts = sorted({*found, *_introductions(text, start, found[-1], end)}) if found else []
    spans = zip([start, *cuts], [*cuts, end], strict=True)
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[int]:
    begin = counted = start
    quoted = False  # whether an odd number of straight quotation marks stands before
    for mark in _MARKS.finditer(text, start, end):
        if mark.start() < begin:
            continue
        stop = _past_closers(text, mark.end(), end)
        quoted ^= bool(text.count('"', counted, stop) % 2)
        counted = stop
        stop = _past_spaced_quote(text, stop, end, quoted=quoted)
        if stop < end and ends(place(mark, begin=begin, stop=stop, end=end, language=language)):
            begin = stop
            yield stop


def _past_closers(text: str, stop: int, end: int) -> int:
    """`stop`, moved past the closing marks after it."""
    closers = _CLOSERS.match(text, stop, end)
    return closers.end() if closers else stop


def _past_spaced_quote(text: str, stop: int, end: int, *, quoted: bool) -> int:
    """`stop`, moved past a straight quotation mark that stands alone after it and closes what is quoted."""
    alone = text.startswith(' "', stop, end) and (stop + 2 == end or text[stop + 2].isspace())
    return stop + 2 if alone and (quoted or stop + 2 == end) else stop


def _introductions(text: str, start: int, last: int, end: int) -> Iterator[int]:
    """Where a colon introduces a quotation that runs on past this stretch: its sentences stand for themselves.

    Only before `last`, where the last sentence begins: a quotation of one sentence stays with its introduction.
    """
    closes = {mark: text.rfind(mark, start, end) for mark in _CLOSE_OF.values()}
    for found in _COLON_QUOTE.finditer(text, start, last):
        if closes[_CLOSE_OF[found[1]]] < found.end():
            yield found.start() + 1
