"""Proclitics told from first letters by frequency."""

from __future__ import annotations

import pytest

from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import proclitics

COUNTS = {"الرياض": 900, "باريس": 300, "اريس": 5, "وزاره": 500, "لندن": 200, "الولايات": 400, "وليد": 90, "ليد": 6}


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(COUNTS, {"الرياض": ("city",), "لندن": ("city",)}, proclitics())


@pytest.mark.parametrize(
    ("word", "stem", "outside"),
    [
        ("بالرياض", "الرياض", 1),
        ("والرياض", "الرياض", 1),
        ("باريس", "باريس", 0),
        ("ولندن", "لندن", 1),
        ("للولايات", "الولايات", 0),
        ("وللولايات", "الولايات", 1),
        ("وليد", "وليد", 0),
        ("وزاره", "وزاره", 0),
        ("بالمنستير", "المنستير", 1),
        ("بن", "بن", 0),
    ],
)
def test_the_more_frequent_reading_wins(lexicon: Lexicon, word: str, stem: str, outside: int) -> None:
    """A proclitic is cut where the rest is the more frequent word; ل fused with ال stays with the name."""
    split = lexicon.split(word)
    assert (split.stem, split.outside) == (stem, outside)


def test_lists_know_words_behind_proclitics(lexicon: Lexicon) -> None:
    """A word is in the lists that its stem is in, with or without the article."""
    assert lexicon.in_lists("ولندن") == ("city",)
    assert lexicon.in_lists("لرياض") == ()
    assert lexicon.in_lists("رياض") == ("city",)


@pytest.mark.parametrize(("word", "stem"), [("وتطوان", "تطوان"), ("والناظور", "الناظور"), ("وتمساح", "وتمساح")])
def test_a_listed_place_is_cut_off_what_was_never_seen_whole(word: str, stem: str) -> None:
    """A place too rare for its count to tell is cut because lists hold it; what no list holds stays whole."""
    listed = Lexicon({"تطوان": 3, "الناظور": 1}, {"تطوان": ("city2",), "الناظور": ("place",)}, proclitics())
    assert listed.split(word).stem == stem


def test_a_word_that_only_looks_as_if_it_had_a_proclitic_stays_whole() -> None:
    """وادي is a valley, however often its other letters stand alone."""
    assert Lexicon({"وادي": 900, "ادي": 1700}, {}, proclitics()).split("وادي").stem == "وادي"
