"""Segmentation holds its invariants on any text: the Document checks itself, blocks do not overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Document
from worker import normalize, segment
from worker.assemble import assemble
from worker.draft import Draft
from worker.pipeline import run
from worker.tag import LANGUAGE

STAGES = (LANGUAGE, *normalize.STAGES, *segment.STAGES)
WORDS = (
    *("قال", "الوزير", "وأضاف", "الرياض", "واس", "رويترز", "د.", "سمات", "صورة", "كتب:", "عام /", "2015", "هـ", "3.5"),
    *("The", "U.S.", "Mr.", "LONDON", "(Reuters)", "par", "中文。", "かな", "שלום", "हिन्दी"),
    *(
        "-",
        " - ",
        ":",
        ": ",
        '"',
        "«",
        "»",
        "“",
        "”",
        "(",
        ")",
        ".",
        ". ",
        "..",
        "…",
        "؟",
        "!",
        "،",
        "\n",
        "\n\n",
        "&amp;",
    ),
    *("<p>", "\u200c", "\u200f", "ـ", "\u064b", "\u0301", "👨\u200d👩", "Next Previous"),
)
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    st.lists(st.sampled_from([*WORDS, *[" "] * 20, *["\n"] * 6]), max_size=60).map("".join),
).filter(lambda text: any(char.isprintable() and not char.isspace() for char in text))


def _document(text: str) -> Document:
    draft, timings = run(STAGES, Draft.of(Article(text=text)))
    return assemble(draft, revision=1, stages=STAGES, pipeline="test", components=(), timings=timings)


@given(TEXT)
def test_any_text_becomes_a_document(text: str) -> None:
    """Spans repeat their text, layers are in order and the raw text is restored: the Document would refuse else."""
    assert _document(text).raw_length == len(text)


@given(TEXT)
def test_blocks_and_sentences_do_not_overlap(text: str) -> None:
    """Neither blocks nor sentences share a character, and none begins or ends with white space."""
    document = _document(text)
    for layer in (document.blocks, document.sentences):
        assert all(before.span.end <= after.span.start for before, after in pairwise(layer))
        assert all(item.span.text and item.span.text == item.span.text.strip() for item in layer)


@given(TEXT)
def test_sentences_cover_what_their_blocks_hold(text: str) -> None:
    """Every visible character of a block is in a sentence; a source before a headline is in the headline's."""
    document = _document(text)
    covered = {i for sentence in document.sentences for i in range(sentence.span.start, sentence.span.end)}
    for block in document.blocks:
        inside = range(block.span.start, block.span.end)
        assert all(i in covered for i in inside if not document.text[i].isspace())


@given(TEXT)
def test_words_lie_in_tokens(text: str) -> None:
    """Every letter and digit is in a token."""
    document = _document(text)
    tokens = zip(document.tokens.start, document.tokens.end, strict=True)
    covered = {i for start, end in tokens for i in range(start, end)}
    assert all(i in covered for i, char in enumerate(document.text) if char.isalnum())
