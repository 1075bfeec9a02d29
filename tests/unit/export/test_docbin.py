"""DocBin, read back by spaCy."""

from __future__ import annotations

import pytest

from tests.unit.export.articles import TEXTS, document, mentions
from worker.export import render

spacy = pytest.importorskip("spacy", reason="needs the extra [spacy]")


def doc_of(language: str):
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(render(document(language), "spacy")).get_docs(spacy.blank("xx").vocab)
    return doc


@pytest.mark.parametrize("language", TEXTS)
def test_spacy_reads_the_text_sentences_and_layers(language: str) -> None:
    """The text to the character, our sentences, entities and span groups with their words."""
    doc, source = doc_of(language), document(language)
    assert doc.text == source.text
    assert [sent.start_char for sent in doc.sents] == [sentence.span.start for sentence in source.sentences]
    for layer in ("times", "quotes", "statements"):
        spans = [item.span for item in getattr(source, layer)]
        assert [(span.start_char, span.end_char) for span in doc.spans[layer]] == [(s.start, s.end) for s in spans]
    for type_, start, end in mentions(source):  # a mention behind a clitic takes its whole token
        assert any(e.label_ == type_ and e.start_char <= start and end <= e.end_char for e in doc.ents)
    assert doc.user_data["id"] == source.id
