"""What a page shows of a Document: one page of its text, and lists that are bounded and say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from schemas import Document, Entity
from worker.export.html.edits import Row, rows_of
from worker.export.html.marks import marked, marks_of, speaker
from worker.export.html.pieces import Page, page_at, pages_of

MOST = 100  # items of a list


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
    lists = _lists(document, pages)
    return View(
        document=document,
        page=page,
        pages=len(pages),
        pieces=[] if edits else _pieces(document, current),
        rows=rows_of(document, current) if edits else [],
        lists={name: found[:MOST] for name, found in lists.items()},
        counts=Counter({name: len(found) for name, found in lists.items()}),
    )


def _pieces(document: Document, page: Page) -> list[tuple[str, Markup]]:
    marks = [mark for mark in marks_of(document) if mark.start < page.end and mark.end > page.start]
    shown, first, open_ = [], 0, []
    for piece in page.pieces:  # marks and pieces go by their start: what has not ended stays open
        while first < len(marks) and marks[first].start < piece.end:
            open_.append(marks[first])
            first += 1
        open_ = [mark for mark in open_ if mark.end > piece.start]
        shown.append((piece.kind, marked(document.text, piece.start, piece.end, open_)))
    return shown


def _lists(document: Document, pages: list[Page]) -> dict[str, list[Listed]]:
    entities = [_entity(number, entity, pages) for number, entity in enumerate(document.entities)]
    return {
        "entities": sorted(entities, key=lambda entity: -entity.count),
        "times": [
            Listed(n, t.type, t.span.text, _value(t.value), page_at(pages, t.span.start), t.span.start)
            for n, t in enumerate(document.times)
        ],
        "quotes": [
            Listed(n, "quote", q.span.text, speaker(q.speaker), page_at(pages, q.span.start), q.span.start)
            for n, q in enumerate(document.quotes)
        ],
        "statements": [
            Listed(n, "statement", s.span.text, speaker(s.speaker), page_at(pages, s.span.start), s.span.start)
            for n, s in enumerate(document.statements)
        ],
    }


def _entity(number: int, entity: Entity, pages: list[Page]) -> Listed:
    start = entity.mentions[0].span.start
    links = entity.links
    note = links.iso3166 or links.wikidata or ""
    link = f"https://www.wikidata.org/wiki/{links.wikidata}" if links.wikidata else None
    place = page_at(pages, start)
    return Listed(number, entity.type, entity.name, note, place, start, len(entity.mentions), link)


def _value(value: str | tuple[str, ...] | None) -> str:
    return " + ".join(value) if isinstance(value, tuple) else value or "?"
