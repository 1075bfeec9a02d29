"""A Document as a spaCy DocBin: tokens, sentences, entities, and the other layers as span groups.

Read it with ``DocBin().from_bytes(…)``; ``doc.text`` is the clean text to the character.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import filter_spans
from spacy.vocab import Vocab

from schemas import Document
from schemas import Span as Stretch


def render(document: Document) -> bytes:
    """A DocBin of one Doc."""
    docs = DocBin(store_user_data=True)
    docs.add(doc_of(document))
    return docs.to_bytes()


def doc_of(document: Document) -> Doc:
    """The Doc; its `user_data` holds the id, revision and language."""
    words, spaces = [], []
    for word, space in _words(document):
        words.append(word)
        spaces.append(space)
    doc = Doc(Vocab(), words=words, spaces=spaces)
    begins = {sentence.span.start for sentence in document.sentences}
    for token in doc if begins else ():
        token.is_sent_start = token.i == 0 or token.idx in begins
    mentions = ((e.type, m.span, e.links.wikidata) for e in document.entities for m in e.mentions)
    doc.ents = filter_spans([_span(doc, span, type_, kb_id or "") for type_, span, kb_id in mentions])
    for layer, found in _groups(document).items():
        doc.spans[layer] = SpanGroup(
            doc, name=layer, spans=[_span(doc, span, label) for label, span in found if span.text]
        )
    doc.user_data |= {"id": document.id, "revision": document.revision, "language": document.language.code}
    return doc


def _words(document: Document) -> Iterator[tuple[str, bool]]:
    """(word, whether a space follows): white space other than one space is a word of its own, as in spaCy."""
    text, tokens = document.text, document.tokens
    if tokens.start and tokens.start[0]:
        yield text[: tokens.start[0]], False
    if not tokens.start:
        yield from [(text, False)] if text else []
        return
    following = (*tokens.start[1:], len(text))
    for start, end, after in zip(tokens.start, tokens.end, following, strict=True):
        gap = text[end:after]
        yield text[start:end], gap.startswith(" ")
        if rest := gap.removeprefix(" "):
            yield rest, False


def _groups(document: Document) -> dict[str, list[tuple[str, Stretch]]]:
    return {
        "blocks": [(block.kind, block.span) for block in document.blocks],
        "times": [(time.type, time.span) for time in document.times],
        "quotes": [("QUOTE", quote.span) for quote in document.quotes],
        "statements": [("STATEMENT", said.span) for said in document.statements],
    }


def _span(doc: Doc, span: Stretch, label: str, kb_id: str = "") -> Span:
    """The tokens that `span` touches."""
    found = doc.char_span(span.start, span.end, label=label, kb_id=kb_id, alignment_mode="expand")
    assert found is not None, span
    return found
