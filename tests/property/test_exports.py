"""Exports of awkward texts: odd white space, marks alone, astral letters, controls, markup."""

from __future__ import annotations

import json

import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas import Article, Document
from tests.unit.export.test_conllu import surface
from tests.unit.export.test_html import Reader
from tests.unit.export.test_utf16 import cut, spans
from worker.export import FORMATS, render, utf16
from worker.export.html import view_of
from worker.stages import process

_WORDS = [
    *("وقال", "الوزير", "فرنسا", "3 مايو", "قال:", "إن", "«", "»", '"', "\u201c", "\u201d", "(", ".", "،", "-"),
    *("\u064b", "\u0640", "\u200c", "\u200f", "\u202e", "\xa0", "\u2028", "\u2003", "\x0b", "\x85", "\t", "\n"),
    *(" ", "  ", "|", "\\", "_", "#", "&amp;", "<b>", "</b>", "The minister said", "Syria", "٤٥", "1-2", "\r\n"),
    *("\n\n", "\ufeff", "😀", "𞤀𞤁"),
]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Document]:
    text = "".join(draw(st.lists(st.sampled_from([*_WORDS, " "]), min_size=1, max_size=40)))
    try:
        article = Article(id="a", text=text)
    except ValidationError:
        article = Article(id="a", text=text + "نص")
    return article.text, process(article)


def test_a_document_of_which_nothing_is_left_has_every_form() -> None:
    """An article of markup alone: no word, no sentence."""
    document = process(Article(id="a", text="<b>"))
    assert document.text == ""
    for form in FORMATS:
        render(document, form)
    assert render(document, "conllu") == b""


@settings(deadline=None, max_examples=60)
@given(documents())
def test_conllu_holds_every_word_and_restores_the_text(made: tuple[str, Document]) -> None:
    """As another library reads it; before the first word there may be white space, which CoNLL-U cannot hold."""
    document = made[1]
    parsed = conllu.parse(render(document, "conllu").decode() + "\n")
    restored = "".join(form + gap for sentence in parsed for form, gap in surface(sentence))
    start = document.tokens.start[0] if document.tokens.start else len(document.text)
    assert restored == document.text[start:]


@settings(deadline=None, max_examples=60)
@given(documents())
def test_offsets_hold_in_every_form(made: tuple[str, Document]) -> None:
    """Selectors on the submitted text, code units in both texts."""
    raw, document = made
    for annotation in json.loads(render(document, "webanno"))["items"]:
        position, quotation = annotation["target"]["selector"]
        assert raw[position["start"] : position["end"]] == quotation["exact"]
    found = json.loads(utf16.render(document))
    assert all(cut(found["text"], span["start"], span["end"]) == span["text"] for span in spans(found))


@settings(deadline=None, max_examples=60)
@given(documents())
def test_pages_are_well_formed_and_lose_no_word(made: tuple[str, Document]) -> None:
    """Every character that can be seen is shown once."""
    document = made[1]
    Reader(render(document, "html").decode())
    shown = Reader("".join(str(content) for _, content in view_of(document).pieces)).text
    assert "".join(shown.split()) == "".join(document.text.split())


@settings(deadline=None, max_examples=30)
@given(documents())
def test_spacy_holds_the_text_to_the_character(made: tuple[str, Document]) -> None:
    """Also where white space is odd."""
    pytest.importorskip("spacy", reason="needs the extra [spacy]")
    from worker.export.docbin import doc_of

    assert doc_of(made[1]).text == made[1].text
