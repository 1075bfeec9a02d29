"""Names end with the marks they begin with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.tag.entities.marks import mended
from worker.tag.entities.tagger import Tagged

MARKS = '«»“”"'


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("في إذاعة « صوت لبنان » أمس", "إذاعة « صوت لبنان", "إذاعة « صوت لبنان »"),
        ('على ملعب " المملكة أرينا " أمس', 'ملعب "', 'ملعب " المملكة أرينا "'),
        ("في صحيفة “ النهر ” أمس", "“ النهر ”", "النهر"),
        ("في « النهر » أمس", "النهر »", "النهر"),
        ("في « النهر » أمس", "« النهر", "النهر"),
        ("قال إن مصر « ستعود ، قريبا » إلى", "مصر « ستعود", "مصر"),
        ("شركة « آبل » تربح", "شركة « آبل »", "شركة « آبل »"),
        ("قال “ دي بي ” كارنيك إن “ الحرب ” بدأت", "دي بي ” كارنيك", "“ دي بي ” كارنيك"),
        ("عند « » باب", "« »", None),
    ],
)
def test_a_name_has_both_marks_or_none(text: str, found: str, expected: str | None):
    """One that stops between marks goes on to the other, or ends before the first; at its edges it has none."""
    words, name = text.split(), found.split()
    first = next(i for i in range(len(words)) if words[i : i + len(name)] == name)
    got = [
        " ".join(words[one.first : one.end]) for one in mended(words, [Tagged("ORG", first, first + len(name), 0.9)])
    ]
    assert got == ([] if expected is None else [expected])


@given(st.lists(st.sampled_from([*MARKS, "كلمة", "،"]), min_size=1, max_size=30), st.data())
def test_any_marks_anywhere(words: list[str], data: st.DataObject):
    """Whatever the marks, a name stays within the text, and holds straight marks by twos."""
    first = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(first + 1, len(words)))
    for name in mended(words, [Tagged("PER", first, end, 0.5)]):
        assert 0 <= name.first < name.end <= len(words)
        assert words[name.first : name.end].count('"') % 2 == 0
