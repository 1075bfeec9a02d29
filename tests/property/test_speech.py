"""Quotation marks anywhere, in any number, do no harm."""

import itertools
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Document, LanguageTag
from worker import segment
from worker.draft import Draft
from worker.pipeline import run
from worker.stages import process
from worker.tag.speech import STAGE
from worker.tag.speech.marks import find_pairs

ARABIC = LanguageTag(code="ar", script="Arab", direction="rtl", confidence=1.0)
MARKS = "«»“”„\"″'‘’‹›「」<>`"
WORDS = [
    "قال",
    "وأضاف",
    "أن",
    "إن",
    "مؤكدا",
    "الوزير",
    "زيد",
    "نعم",
    "وفق",
    "said",
    "that",
    "X",
    ":",
    "،",
    ".",
    "\n",
    " ",
]
noise = st.lists(st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS)), max_size=60).map("".join)
spaced = st.lists(st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS)), max_size=60).map(" ".join)
SENTENCE = "قال الوزير زيد إن العمل بدأ، مؤكدا أن السد جاهز. وأضاف: نعم.\nوذكرت الشركة أن البيع توقف، وفق بيان لها."


@given(st.one_of(noise, spaced))
def test_pairs_never_cross(text: str) -> None:
    """Any two pairs are disjoint or one lies within the other, and every pair lies in the text."""
    pairs = find_pairs(text)
    for at, pair in enumerate(pairs):
        assert 0 <= pair.outer_start < pair.start <= pair.end <= pair.outer_end <= len(text)
        for other in pairs[at + 1 :]:
            assert other.outer_start >= pair.outer_end or other.outer_end <= pair.outer_end


@given(st.lists(st.tuples(st.integers(0, len(SENTENCE)), st.sampled_from(MARKS)), max_size=12))
def test_marks_anywhere_in_a_report_are_survived(marks: list[tuple[int, str]]) -> None:
    """Whatever marks are dropped into a report, the Document is valid and its quotes do not cross."""
    text = SENTENCE
    for place, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    _holds(process(Article(id="a", text=text)))


@given(st.one_of(noise, spaced).filter(str.strip))
def test_noise_is_survived(text: str) -> None:
    """Any string of marks and words of saying makes a valid Document."""
    _holds(process(Article(id="a", text=text)))


def _holds(document: Document) -> None:
    assert Document.model_validate_json(document.model_dump_json()) == document
    spans = [(quote.span.start, quote.span.end) for quote in document.quotes]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    for quote in document.quotes:
        inner = [(segment.span.start, segment.span.end) for segment in quote.segments]
        assert inner == sorted(inner)
        assert all(quote.span.start <= start < end <= quote.span.end for start, end in inner)
    known = {quote.id for quote in document.quotes}
    assert all(said.inside_quote in known | {None} for said in document.statements)


PATTERNS = [
    '"',
    "« ",
    ' "ا',
    "“قال “",
    "قال إن ",
    'وقال الوزير: "نعم. ',
    "، مؤكدا أن ",
    "عن قوله إن ",
    '\n"ا',
    "قال - (",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_work_grows_with_the_text(pattern: str) -> None:
    """Twice as much of any pattern of marks and words of saying takes at most some more than twice the steps."""
    assert _steps(pattern * 800) < 2.6 * _steps(pattern * 400) + 1000


def _segmented(text: str) -> Draft:
    return run(segment.STAGES, Draft.of(Article(id="a", text=text)).evolve(language=ARABIC))[0]


def _steps(text: str) -> int:
    """The function calls, in Python and C, that the speech stage makes on an Arabic text, its tables being loaded."""
    STAGE.run(_segmented('قال الوزير إن "نعم".'))
    draft = _segmented(text)
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        STAGE.run(draft)
    finally:
        sys.setprofile(None)
    return calls
