"""Document: what a consumer receives. Its layers point into `text`; `edits` lead back to the raw text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from operator import le, lt
from typing import Literal, Self, get_origin

from pydantic import Field, model_validator

from schemas.annotations import (
    Block,
    Cluster,
    Edit,
    Entity,
    Fingerprint,
    Flag,
    Keyword,
    LanguageTag,
    Provenance,
    Quote,
    Sentence,
    Speaker,
    Statement,
    TimeExpression,
    Tokens,
    Topic,
)
from schemas.article import ArticleInfo
from schemas.base import DocId, Model, Span


class Document(Model):
    """Clean text, its annotation layers, and the way back to the submitted text.

    Built only if every span repeats the characters it points at, the spans of each layer are in
    order, and the raw text is restored exactly (length and SHA-256 agree).
    """

    schema_version: Literal["1.0"] = Field("1.0", description="Of this contract.")
    id: DocId = Field(description="The article's.")
    revision: int = Field(ge=1, description="1, and one more for each new content or reprocessing.")
    article: ArticleInfo = Field(description="What the producer said.")
    raw_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the submitted text as UTF-8, hex.")
    raw_length: int = Field(ge=0, description="Code points of the submitted text.")
    text: str = Field(description="Clean text; all spans point into it.")
    edits: tuple[Edit, ...] = Field((), description="How to get the submitted text back, in order.")
    language: LanguageTag = Field(description="Main language.")
    blocks: tuple[Block, ...] = Field((), description="Headline, paragraphs, boilerplate …, in order.")
    sentences: tuple[Sentence, ...] = Field((), description="In order.")
    tokens: Tokens = Field(Tokens(), description="Words and marks, in order.")
    entities: tuple[Entity, ...] = Field((), description="People, places, organisations.")
    times: tuple[TimeExpression, ...] = Field((), description="Time expressions, in order.")
    quotes: tuple[Quote, ...] = Field((), description="Direct speech, in order.")
    statements: tuple[Statement, ...] = Field((), description="Indirect speech, in order.")
    topics: tuple[Topic, ...] = Field((), description="IPTC Media Topics: top codes, best first, then narrower ones.")
    keywords: tuple[Keyword, ...] = Field((), description="Best first.")
    fingerprint: Fingerprint | None = Field(None, description="For finding duplicates.")
    cluster: Cluster = Field(Cluster(), description="Filled where documents meet.")
    quality: tuple[Flag, ...] = Field((), description="Condition of the text.")
    provenance: Provenance = Field(description="How it was made.")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _check_edits(self)
        raw = restore(self)
        if len(raw) != self.raw_length or raw_digest(raw) != self.raw_sha256:
            raise ValueError("edits: the raw text is not restored (length or SHA-256 differs)")
        _check_spans(self, len(raw))
        _check_layers(self)
        _check_tokens(self)
        return self


LAYERS = tuple(
    name
    for name, field in Document.model_fields.items()
    if get_origin(field.annotation) is tuple and name not in {"edits", "quality"}
)
"""The layers that are lists of annotations on what the text says; edits and quality are on its form."""


def raw_digest(raw: str) -> str:
    """SHA-256 of the submitted text as UTF-8, in hex."""
    return hashlib.sha256(raw.encode()).hexdigest()


def restore(document: Document) -> str:
    """The submitted text, code point by code point."""
    parts, position = [], 0
    for edit in document.edits:
        parts += [document.text[position : edit.start], edit.raw]
        position = edit.end
    return "".join(parts) + document.text[position:]


def spans(document: Document) -> Iterator[tuple[str, Span]]:
    """Every span of the document with the path of its field, e.g. ``entities[2].mentions[0]``.

    By hand, for it runs over every document; a test holds it to the fields, so that a new layer is not forgotten.
    """
    for layer in ("blocks", "sentences", "times", "quality"):
        for i, item in enumerate(getattr(document, layer)):
            if item.span is not None:
                yield f"{layer}[{i}]", item.span
    for i, quote in enumerate(document.quotes):
        yield from _speech(f"quotes[{i}]", quote.span, quote.cue, quote.speaker)
        yield from _each(f"quotes[{i}].segments", (segment.span for segment in quote.segments))
    for i, said in enumerate(document.statements):
        yield from _speech(f"statements[{i}]", said.span, said.cue, said.speaker)
    for i, entity in enumerate(document.entities):
        yield from _each(f"entities[{i}].mentions", (mention.span for mention in entity.mentions))
    for i, topic in enumerate(document.topics):
        yield from _each(f"topics[{i}].evidence", topic.evidence)
    for i, keyword in enumerate(document.keywords):
        yield from _each(f"keywords[{i}].spans", keyword.spans)


def _each(where: str, found: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    for i, span in enumerate(found):
        yield f"{where}[{i}]", span


def _speech(where: str, said: Span, cue: Span | None, speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    yield where, said
    if cue is not None:
        yield f"{where}.cue", cue
    if speaker is not None and speaker.span is not None:
        yield f"{where}.speaker", speaker.span


def _check_spans(document: Document, raw_length: int) -> None:
    text = document.text
    for where, span in spans(document):
        if text[span.start : span.end] != span.text or span.end < span.start:
            raise ValueError(f"{where}: text[{span.start}:{span.end}] is not the span's text")
        if not span.raw_start <= span.raw_end <= raw_length:
            raise ValueError(f"{where}: raw offsets {span.raw_start}:{span.raw_end} are outside the raw text")


def _check_edits(document: Document) -> None:
    position = 0
    for i, edit in enumerate(document.edits):
        if not position <= edit.start <= edit.end <= len(document.text):
            reason = f"edits[{i}]: out of order, overlapping or outside the text"
            raise ValueError(reason)
        position = edit.end


def _check_layers(document: Document) -> None:
    layers: dict[str, list[Span]] = {
        layer: [item.span for item in getattr(document, layer)]
        for layer in ("blocks", "sentences", "times", "quotes", "statements")
    }
    for i, entity in enumerate(document.entities):
        layers[f"entities[{i}].mentions"] = [mention.span for mention in entity.mentions]
    for layer, found in layers.items():
        starts = [(span.start, span.end) for span in found]
        if starts != sorted(starts):
            reason = f"{layer}: spans are not in order"
            raise ValueError(reason)
    if any(sentence.block >= len(document.blocks) for sentence in document.sentences):
        raise ValueError("sentences: a block index is out of range")


def _check_tokens(document: Document) -> None:
    tokens = document.tokens
    if not len(tokens.start) == len(tokens.end) == len(tokens.cuts):
        raise ValueError("tokens: columns differ in length")
    ordered = all(map(lt, tokens.start, tokens.end)) and all(map(le, tokens.end, tokens.start[1:]))
    if not ordered or (tokens.end and tokens.end[-1] > len(document.text)):
        raise ValueError(f"tokens: {_misplaced(tokens, len(document.text))} is out of order, empty or outside the text")
    for start, end, cuts in zip(tokens.start, tokens.end, tokens.cuts, strict=True):
        if cuts and not (cuts[0] > 0 and cuts[-1] < end - start and all(map(lt, cuts, cuts[1:]))):
            raise ValueError(f"tokens: cuts {cuts} of {start}:{end} are not inside the token")


def _misplaced(tokens: Tokens, length: int) -> str:
    """The first token that does not lie behind the one before it and within so many characters."""
    position = 0
    for start, end in zip(tokens.start, tokens.end, strict=True):
        if not position <= start < end <= length:
            return f"{start}:{end}"
        position = end
    return "none"
