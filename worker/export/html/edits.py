"""Submitted and clean text side by side, row by row, with what was changed made visible."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from schemas import Document, Edit
from worker.export.html.pieces import Page

_LONGEST = 400  # characters of one edit that are shown

_VISIBLE = {
    "\n": "↵",
    "\r": "␍",
    "\t": "⇥",
    " ": "␣",
    "\xa0": "NBSP",
    "\xad": "SHY",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}


class Row(NamedTuple):
    """One piece of the text as it was submitted and as it is now."""

    raw: Markup
    clean: Markup
    changed: bool


def rows_of(document: Document, page: Page) -> list[Row]:
    """The rows of a page."""
    starts = [piece.start for piece in page.pieces] or [page.start]
    starts[0] = page.start
    ends = [*starts[1:], page.end]
    firsts = [edit.start for edit in document.edits]
    last_page = page.end == len(document.text)
    found = []
    for start, end in zip(starts, ends, strict=True):
        low = bisect_left(firsts, start)
        high = len(firsts) if last_page and end == page.end else bisect_left(firsts, end)
        found.append(_row(document.text, start, end, document.edits[low:high]))
    return found


def _row(text: str, start: int, end: int, edits: tuple[Edit, ...]) -> Row:
    raw, clean, position = [], [], start
    for edit in edits:
        kept = escape(text[position : edit.start])
        new = text[edit.start : min(edit.end, end)]
        raw += [kept, Markup("<del>{}</del>").format(visible(edit.raw)) if edit.raw else Markup("")]
        clean += [kept, Markup("<ins>{}</ins>").format(visible(new)) if new else _mark_of_nothing(edit)]
        position = max(position, edit.end)
    rest = escape(text[position:end])
    return Row(Markup("").join([*raw, rest]), Markup("").join([*clean, rest]), bool(edits))


def _mark_of_nothing(edit: Edit) -> Markup:
    return Markup('<span class="gone" title="{} characters removed here"></span>').format(len(edit.raw))


def visible(text: str) -> Markup:
    """A changed stretch with its invisible characters named; long ones are cut, saying so."""
    shown = Markup("").join(_characters(text[:_LONGEST]))
    if len(text) > _LONGEST:
        shown += Markup("<i>… {} more characters</i>").format(len(text) - _LONGEST)
    return shown


def _characters(text: str) -> Iterator[Markup]:
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if character in _VISIBLE or category in {"Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"}:
            yield Markup("<b>{}</b>").format(_VISIBLE.get(character, f"U+{ord(character):04X}"))
        elif category == "Mn" and position == 0:
            yield Markup("◌{}").format(character)  # a mark by itself needs something to sit on
        else:
            yield escape(character)
