"""A Document as a page of plain text for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas import Document, Entity, Quote, Speaker, Statement, TimeExpression

_WIDTH = 160


def render(document: Document) -> str:
    """The document's layers, one short line an annotation; long texts are cut."""
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    language, info = document.language, document.article
    origin = ", ".join(filter(None, (info.source, info.published_at)))
    yield f"── {document.id}  revision {document.revision}  {language.code}/{language.script}  {origin}".rstrip()
    for block in document.blocks:
        yield f"   {block.kind:<12} {_cut(block.span.text)}"
    counts = f"{len(document.sentences)} sentences, {len(document.tokens.start)} tokens, {len(document.edits)} edits"
    yield f"   {'size':<12} {counts}"
    yield from _section("entities", map(_entity, document.entities))
    yield from _section("times", map(_time, document.times))
    yield from _section("quotes", map(_quote, document.quotes))
    yield from _section("statements", map(_statement, document.statements))
    yield from _section("topics", (f"{topic.label.en} ({topic.score:.2f})" for topic in document.topics))
    yield from _section("keywords", [", ".join(keyword.text for keyword in document.keywords)])
    yield from _section("quality", [", ".join(flag.flag for flag in document.quality)])
    missing = ", ".join(f"{layer.layer} ({layer.reason})" for layer in document.provenance.missing)
    yield from _section("missing", [missing])


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(filter(None, lines)):
        yield f"   {name if number == 0 else '':<12} {line}"


def _entity(entity: Entity) -> str:
    link = f" [{entity.links.iso3166}]" if entity.links.iso3166 else ""
    times = f" ×{len(entity.mentions)}" if len(entity.mentions) > 1 else ""
    return f"{entity.type} {entity.name}{link}{times}"


def _time(time: TimeExpression) -> str:
    value = " + ".join(time.value) if isinstance(time.value, tuple) else time.value
    return f"{time.span.text} → {value or '?'}"


def _quote(quote: Quote) -> str:
    return f"{_speaker(quote.speaker)}: {_cut(quote.span.text)}"


def _statement(said: Statement) -> str:
    return f"{_speaker(said.speaker)} ({said.cue.text if said.cue else '…'}): {_cut(said.span.text)}"


def _speaker(speaker: Speaker | None) -> str:
    return (speaker.name if speaker else None) or "?"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
