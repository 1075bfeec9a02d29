"""HTML: the text is all there, in order, escaped, and tags nest."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from schemas import Document, Edit, raw_digest
from tests.unit.export.articles import TEXTS, document
from worker.export import render
from worker.export.html import view_of
from worker.export.html.edits import visible
from worker.export.html.marks import NESTING, Mark, marked
from worker.export.html.pieces import PAGE_CHARACTERS, page_at, pages_of

_VOID = {"meta", "input", "link", "br"}


class Reader(HTMLParser):
    """The text of some HTML, and that every tag is closed by its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", TEXTS)
def test_a_page_that_stands_alone_is_whole_and_fetches_nothing(language: str) -> None:
    """Well nested, ids once each, all words in order, no address of a resource."""
    html = render(document(language), "html").decode()
    reader = Reader(html)
    assert len(set(reader.ids)) == len(reader.ids)
    assert "src=" not in html
    assert "<link" not in html
    shown = "".join(str(content) for _, content in view_of(document(language)).pieces)
    assert "".join(Reader(shown).text.split()) == "".join(document(language).text.split())


def test_markup_in_an_article_is_text() -> None:
    """The English sample has tags and entities in its headline."""
    html = render(document("en"), "html").decode()
    assert "<b>" not in html.partition("Talks")[2].partition("</h1>")[0]


marks = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, len(NESTING) - 1)), max_size=30)


@given(st.text(max_size=40), marks, st.integers(0, 40), st.integers(0, 40))
def test_marks_of_any_shape_nest_and_change_no_character(
    text: str, shapes: list[tuple[int, int, int]], one: int, two: int
) -> None:
    """Overlapping, empty, nested and outside marks give well-formed HTML of exactly the text."""
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    found = sorted(
        (Mark(min(a, b), max(a, b), layer, Markup("<span>"), Markup("</span>")) for a, b, layer in shapes),
        key=lambda mark: (mark.start, -mark.end),
    )
    reader = Reader(f"<p>{marked(text, start, end, found)}</p>")
    assert reader.text == text[start:end].replace("\r\n", "\n").replace("\r", "\n") or reader.text == text[start:end]


def plain(text: str, **changes: object) -> Document:
    base = document("en")
    empty = dict.fromkeys(("blocks", "sentences", "entities", "times", "quotes", "statements", "edits"), ())
    same = {"text": text, "raw_sha256": raw_digest(text), "raw_length": len(text)}
    return base.model_copy(update={**empty, **same, **changes})


def test_a_huge_text_is_cut_into_pages_of_bounded_size() -> None:
    """Five million characters without a block or a line: every page is small, none is lost."""
    text = "<script>كلمة</script>" * 250_000
    made = plain(text)
    pages = pages_of(made)
    assert "".join(text[piece.start : piece.end] for page in pages for piece in page.pieces) == text
    assert max(sum(p.end - p.start for p in page.pieces) for page in pages) <= PAGE_CHARACTERS
    assert all(page_at([p.start for p in pages], page.start) == number for number, page in enumerate(pages, 1))
    view = view_of(made, len(pages) // 2)
    assert sum(len(content) for _, content in view.pieces) < 20 * PAGE_CHARACTERS
    assert view_of(made, 10**9).page == view.pages


def test_edits_stand_side_by_side_with_invisible_characters_named() -> None:
    """What was removed or replaced shows on its side; a long edit is cut and says so."""
    made = plain("ab cd", edits=(Edit(start=1, end=2, raw="\u202ex\u200f"), Edit(start=3, end=3, raw="y" * 1000)))
    (row,) = view_of(made, edits=True).rows
    assert "<del><b>RLO</b>x<b>RLM</b></del>" in row.raw
    assert "<ins>b</ins>" in row.clean
    assert "600 more characters" in row.raw
    assert visible("\u064b") == "◌\u064b"


@pytest.mark.parametrize("language", TEXTS)
def test_the_rows_of_all_pages_restore_both_texts(language: str) -> None:
    """Without its marks, each side is its text."""
    view = view_of(document(language), edits=True)
    clean = Reader("".join(str(row.clean) for row in view.rows)).text
    unchanged = [row for row in view.rows if not row.changed]
    assert all(row.raw == row.clean for row in unchanged)
    shown = clean.replace("␣", " ").replace("↵", "\n").replace("⇥", "\t")
    assert shown == document(language).text
