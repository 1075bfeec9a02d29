"""Lines of a text, as spans without white space at their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_WORD = re.compile(r"[^\W_]")


class Line(NamedTuple):
    """``text[start:end]``; `gap`: an empty line stands before it."""

    start: int
    end: int
    gap: bool = False


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold a letter or a digit; rows of stars and strokes say nothing."""
    last = 0
    for found in _LINE.finditer(text):
        if _WORD.search(found[0]):
            yield Line(*found.span(), gap=text.count("\n", last, found.start()) > 1)
        last = found.end()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
