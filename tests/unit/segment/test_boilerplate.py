"""Each boilerplate pattern does what its example says, and text is not furniture."""

from __future__ import annotations

import pytest

from worker.resources import languages_with
from worker.segment import boilerplate
from worker.segment.boilerplate import Pattern
from worker.segment.openings import whole_line

LANGUAGES = sorted(languages_with(boilerplate.TABLE))
ROWS = [(language, row) for language in LANGUAGES for row in boilerplate.patterns(language)]


def _found(language: str, row: Pattern) -> bool:
    text, end = row.example, len(row.example)
    if row.place == "line":
        return boilerplate.is_boilerplate(text, language)
    if row.place == "end":
        padded = f"وصل الوفد أمس. {text}"
        return boilerplate.suffix(padded, 0, len(padded), language) == len(padded) - end
    return boilerplate.prefix(text, 0, end, language, headline=row.place == "headline") > 0


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else value.name)
def test_pattern_finds_its_example(language: str, row: Pattern) -> None:
    """The example beside each pattern is found in its place."""
    assert _found(language, row)


TEXT = [
    ("ar", "وقال المتحدث إن القافلة وصلت أمس."),
    ("ar", "تابع الوزير سير العمل في المشروع"),
    ("ar", "شارك المنتخب في البطولة بأربعة لاعبين"),
    ("ar", "المصدر قال إن الاتفاق قريب"),
    ("ar", "نشر الجيش قواته على الحدود عام 2014"),
    ("ar", "اقرأ باسم ربك الذي خلق"),
    ("ar", "3 دقائق فصلت الفريق عن اللقب"),
    ("en", "Share prices fell by 3 percent on Monday"),
    ("en", "Read the minister's statement in full, he said"),
    ("en", "Reuters reported the deal first."),
    ("fr", "Le président a publié un décret."),
    ("ru", "Реклама пива запрещена с 2012 года."),
    ("fa", "منبع آب شهر خشک شده است."),
]


@pytest.mark.parametrize(("language", "line"), TEXT)
def test_text_is_not_boilerplate(language: str, line: str) -> None:
    """Sentences that begin like furniture stay text."""
    assert not boilerplate.is_boilerplate(line, language)
    assert whole_line(line, language, second=True) is None
