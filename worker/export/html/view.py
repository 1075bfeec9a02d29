"""What a page shows of a Document: one page of its text, and lists that are bounded and say so."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from schemas import Document, Entity, Span
from worker.export.html.edits import Row, rows_of
from worker.export.html.marks import marked, marks_of, speaker, value_of
from worker.export.html.pieces import Page, page_at, pages_of

MOST = 100  # items of a list
LISTS = ("entities", "times", "quotes", "statements")
_LONGEST = 500  # characters of an item


@dataclass(frozen=True, slots=True)
class Listed:
    """An annotation in the lists beside the text: where it stands, and what is to be said of it."""

    number: int
    kind: str
    text: str
    note: str
    page: int
    start: int
    count: int = 1
    link: str | None = None


@dataclass(frozen=True)
class View:
    """One page of a Document, ready for the template. `lists` are cut at `MOST`; `counts` are whole."""

    document: Document
    page: int
    pages: int
    pieces: list[tuple[str, Markup]]
    rows: list[Row]
    lists: dict[str, list[Listed]]
    counts: Counter[str]

    @property
    def headline(self) -> str:
        """What the document is called."""
        return headline(self.document)


def headline(document: Document) -> str:
    """The headline of the text, else the title that came with it, else the text's beginning."""
    found = next((block.span.text for block in document.blocks if block.kind == "headline"), None)
    return found or document.article.title or document.text[:120]


def view_of(document: Document, page: int = 1, *, edits: bool = False) -> View:
    """Page `page` (from 1; those beyond the last are the last) with its marks, or with its edits."""
    pages = pages_of(document)
    page = min(max(page, 1), len(pages))
    current = pages[page - 1]
    return View(
        document=document,
        page=page,
        pages=len(pages),
        pieces=[] if edits else _pieces(document, current),
        rows=rows_of(document, current) if edits else [],
        lists=_lists(document, [page.start for page in pages]),
        counts=Counter({name: len(getattr(document, name)) for name in LISTS}),
    )


def _pieces(document: Document, page: Page) -> list[tuple[str, Markup]]:
    marks = marks_of(document, page.start, page.end)
    shown, first, open_ = [], 0, []
    for piece in page.pieces:  # marks and pieces go by their start: what has not ended stays open
        while first < len(marks) and marks[first].start < piece.end:
            open_.append(marks[first])
            first += 1
        open_ = [mark for mark in open_ if mark.end > piece.start]
        shown.append((piece.kind, marked(document.text, piece.start, piece.end, open_)))
    return shown


def _lists(document: Document, starts: list[int]) -> dict[str, list[Listed]]:
    def listed(number: int, kind: str, span: Span, note: str) -> Listed:
        return Listed(number, kind, span.text[:_LONGEST], note, page_at(starts, span.start), span.start)

    often = heapq.nlargest(MOST, enumerate(document.entities), key=lambda entity: len(entity[1].mentions))
    return {
        "entities": [_entity(number, entity, starts) for number, entity in often],
        "times": [listed(n, time.type, time.span, value_of(time)) for n, time in enumerate(document.times[:MOST])],
        "quotes": [listed(n, "quote", q.span, speaker(q.speaker)) for n, q in enumerate(document.quotes[:MOST])],
        "statements": [
            listed(n, "statement", said.span, speaker(said.speaker))
            for n, said in enumerate(document.statements[:MOST])
        ],
    }


def _entity(number: int, entity: Entity, starts: list[int]) -> Listed:
    start = entity.mentions[0].span.start
    links = entity.links
    note = links.iso3166 or links.wikidata or ""
    link = f"https://www.wikidata.org/wiki/{links.wikidata}" if links.wikidata else None
    place = page_at(starts, start)
    return Listed(number, entity.type, entity.name, note, place, start, len(entity.mentions), link)
