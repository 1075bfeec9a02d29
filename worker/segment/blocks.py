"""Blocks: a headline, if there is one, and paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from schemas.annotations import BlockKind

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
LONGEST_HEADLINE = 240


class Piece(NamedTuple):
    """``text[start:end]`` is of that kind."""

    kind: BlockKind
    start: int
    end: int


def blocks(text: str) -> list[Piece]:
    """The blocks of `text` in order."""
    lines = [found.span() for found in _LINE.finditer(text)]
    kinds: list[BlockKind] = ["headline" if i == 0 and len(lines) > 1 else "paragraph" for i in range(len(lines))]
    return [Piece(kind, *line) for kind, line in zip(kinds, lines, strict=True)]
