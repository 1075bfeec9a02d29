"""Folding makes spellings comparable and keeps the way back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.text.fold import fold

PAIRS = [
    ("أحمد إبراهيم آدم ٱلله", "احمد ابراهيم ادم الله"),
    ("مدرسة على مستشفى", "مدرسه علي مستشفي"),
    ("مُدَرِّسٌ", "مدرس"),
    ("کتاب یک", "كتاب يك"),
    ("١٢٣ ۱۲۳ 123", "123 123 123"),
    ("Straße ÉCOLE", "straße école"),
    ("İstanbul", "istanbul"),
    ("الـ24 می‌شود", "ال24 ميشود"),
]


@pytest.mark.parametrize(("word", "folded"), PAIRS)
def test_spellings_become_one(word: str, folded: str) -> None:
    """Alef, ya, ta marbuta, diacritics, digits and case are folded."""
    assert fold(word) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded form folds to itself."""
    assert fold(fold(text)) == fold(text)
