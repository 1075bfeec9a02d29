"""Capitals in English: where they tell a name, and where they do not."""

from __future__ import annotations

import pytest

from schemas import Article, LanguageTag
from worker import normalize, segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.entities.english.attributes import ENGLISH
from worker.tag.entities.english.forms import bare, forms
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.tagger import pieces

LEXICON = Lexicon({"may": 9}, {"may": ("common", "given")}, (), {"may": (3, 4, 5)})
TAG = LanguageTag(code="en", script="Latn", direction="ltr", confidence=1.0)


def written(text: str) -> list[str]:
    draft, _ = run((*normalize.STAGES, *segment.STAGES), Draft.of(Article(id="t", text=text)).evolve(language=TAG))
    return list(forms(draft, list(pieces(draft))))


def test_the_first_word_of_a_sentence_is_marked() -> None:
    """And the first word of a quotation; other capitals stay as they are."""
    assert written('Oil fell, and Omar said: "Wait for May."')[:4] == ["^Oil", "fell", ",", "and"]
    assert written('Oil fell, and Omar said: "Wait for May."')[4:] == [
        "Omar",
        "said",
        ":",
        '"',
        "^Wait",
        "for",
        "May",
        ".",
        '"',
    ]


def test_headlines_with_capitals_throughout_are_marked() -> None:
    """Each word has one, so it says nothing of any; short words are small."""
    assert written("Rivals Meet in Oslo As Talks Stall") == [
        "^Rivals",
        "^Meet",
        "in",
        "^Oslo",
        "^As",
        "^Talks",
        "^Stall",
    ]


def test_shouted_lines_are_marked() -> None:
    """All letters are capitals."""
    assert written("RIVALS MEET IN OSLO") == ["~RIVALS", "~MEET", "~IN", "~OSLO"]


@pytest.mark.parametrize("form", ["Assad", "^Assad", "Assad's", "Assad’s", "^Assad's"])
def test_marks_and_possessives_are_no_part_of_the_word(form: str) -> None:
    """One word in all its forms."""
    assert bare(form) == "Assad"


def test_lists_count_only_for_capitals() -> None:
    """May is in no list of names, May is; their clusters are told apart."""
    small, capital = (set(ENGLISH.attributes(LEXICON, form)) for form in ("may", "May"))
    assert "in=given" in capital - small
    assert "c0=3" in small - capital
    assert "C0=3" in capital - small
    assert ENGLISH.coarse(tuple(small)) != ENGLISH.coarse(tuple(capital))


def test_kinds_stay_within_their_number() -> None:
    """Of any form, be it a word, a number, a mark or a lone sign of ours."""
    for form in ("may", "May", "^May", "42", "«", "^", "~", "'s", "x", "€5", "-"):
        assert 0 <= ENGLISH.coarse(ENGLISH.attributes(LEXICON, form)) < ENGLISH.kinds


def test_a_name_in_capitals_is_the_same_name() -> None:
    """DAMASCUS and Damascus are occurrences of one word, bush and Bush of two."""
    one, other, small = ENGLISH.same(LEXICON, ["DAMASCUS", "Damascus's", "damascus"])
    assert one == other != small
