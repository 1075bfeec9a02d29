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
