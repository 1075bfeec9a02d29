"""What is highlighted: the annotations of a Document as marks over its text.

Marks of one layer may lie in each other; of each layer only the innermost shows, so that no text, however
hostile, nests deeper than there are layers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from schemas import Document, Entity, Quote, Span, Speaker, Statement, TimeExpression

NESTING = ("quotes", "statements", "speakers", "times", "entities")
"""From the outermost element to the innermost."""


Near = Callable[[Span], bool]


class Mark(NamedTuple):
    """``text[start:end]`` stands in an element of this opening and closing tag."""

    start: int
    end: int
    layer: int  # its place in NESTING
    opening: Markup
    closing: Markup


def marks_of(document: Document, start: int, end: int) -> list[Mark]:
    """The marks that touch ``text[start:end]``, by their start."""

    def near(span: Span) -> bool:
        return span.start < end and span.end > start

    found = [*_speech(document, near), *_times(document, near), *_entities(document.entities, near)]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _mark(span: Span, layer: str, kind: str, title: str, *, group: str = "") -> Mark:
    opening = Markup('<span class="{} {}" title="{}" data-group="{}">').format(layer, kind, title, group)
    return Mark(span.start, span.end, NESTING.index(layer), opening, Markup("</span>"))


def _speech(document: Document, near: Near) -> Iterator[Mark]:
    for number, quote in enumerate(document.quotes):
        if near(quote.span):
            yield from _quote(quote, f"quote-{number}", near)
        yield from _origin(quote, f"quote-{number}", near)
    for number, said in enumerate(document.statements):
        group = f"statement-{number}"
        if near(said.span):
            yield _mark(said.span, "statements", "statement", f"Statement — {speaker(said.speaker)}", group=group)
        yield from _origin(said, group, near)


def _quote(quote: Quote, group: str, near: Near) -> Iterator[Mark]:
    title = f"Quotation — {speaker(quote.speaker)}" + ("" if quote.closed else " (not closed)")
    if not quote.segments:
        yield _mark(quote.span, "quotes", "direct", title, group=group)
    for segment in quote.segments:
        if near(segment.span):
            told = title if segment.kind == "direct" else "Reporting clause inside the quotation"
            yield _mark(segment.span, "quotes", segment.kind, told, group=group)


def _origin(said: Quote | Statement, group: str, near: Near) -> Iterator[Mark]:
    if said.cue is not None and near(said.cue):
        yield _mark(said.cue, "speakers", "cue", "Cue of speech", group=group)
    if said.speaker is not None and said.speaker.span is not None and near(said.speaker.span):
        yield _mark(said.speaker.span, "speakers", "speaker", "Speaker", group=group)


def speaker(said_by: Speaker | None) -> str:
    """The speaker for people."""
    if said_by is None or not said_by.name:
        return "speaker not found"
    return said_by.name + (" (inferred)" if said_by.inferred else "")


def _times(document: Document, near: Near) -> Iterator[Mark]:
    for number, time in enumerate(document.times):
        if near(time.span):
            title = f"{time.type} {value_of(time)}"
            yield _mark(time.span, "times", time.type.lower(), title, group=f"time-{number}")


def value_of(time: TimeExpression) -> str:
    """The value of a time expression for people."""
    return " + ".join(time.value) if isinstance(time.value, tuple) else time.value or "?"


def _entities(entities: Iterable[Entity], near: Near) -> Iterator[Mark]:
    for number, entity in enumerate(entities):
        title = f"{entity.type} {entity.name}"
        for mention in filter(lambda mention: near(mention.span), entity.mentions):
            opening = Markup(
                '<a class="entities {}" title="{}" href="#entity-{}" id="at-{}" data-group="entity-{}">'
            ).format(entity.type.lower(), title, number, mention.span.start, number)
            yield Mark(mention.span.start, mention.span.end, NESTING.index("entities"), opening, Markup("</a>"))


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """``text[start:end]``, escaped, with those of `marks` (by their start) that touch it."""
    if start >= end:
        return Markup("")
    edges: list[tuple[int, bool, Mark]] = []
    for mark in marks:
        if mark.start < end and mark.end > start and mark.start < mark.end:
            edges += [(max(mark.start, start), True, mark), (min(mark.end, end), False, mark)]
    edges.sort(key=lambda edge: (edge[0], edge[1]))
    parts: list[Markup] = []
    active: list[list[Mark]] = [[] for _ in NESTING]
    position = start
    for at, begins, mark in edges:
        if at > position:
            parts.append(_segment(text, position, at, active))
            position = at
        if begins:
            active[mark.layer].append(mark)
        else:
            active[mark.layer].remove(mark)
    parts.append(_segment(text, position, end, active))
    return Markup("").join(parts)


def _segment(text: str, start: int, end: int, active: list[list[Mark]]) -> Markup:
    shown = [layer[-1] for layer in active if layer]
    openings, closings = [], []
    for mark in shown:
        opening = mark.opening
        if start > mark.start:  # an id stands once: where the mark begins
            opening = Markup(_without_id(opening))  # noqa: S704  made of our own markup
        openings.append(opening)
        closings.append(mark.closing)
    return Markup("").join([*openings, escape(text[start:end]), *reversed(closings)])


def _without_id(opening: str) -> str:
    before, id_, rest = opening.partition(' id="at-')
    return before + rest.partition('"')[2] if id_ else opening
