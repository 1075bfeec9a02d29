"""Words, numbers, addresses and marks come apart."""

from __future__ import annotations

import pytest

from schemas import Article
from worker import segment
from worker.draft import Draft
from worker.pipeline import run
from worker.segment.tokens import token_table
from worker.tag import LANGUAGE

CASES = [
    'قال : " نعم " ، قال',
    'أوروبا " ، قال كاربنتر .',
    "وقال د . محمد ( 45 عاما ) إن 3.5% من 1,200 ريال",
    "في 13 و 14 سبتمبر 27 / 9 / 2022 الساعة 12 : 30",
    "« الشرق الأوسط » – لندن",
    "مُدَرِّسٌ و مَدْرَسَةٌ",
    "لـ « عكاظ » و ال 24",
    "ج.م.ع و U.S و G7 و COVID - 19",
    "https://example.org/a?b=1 ، info@example.org .",
    "don't l'État naïve e - mail",
    "می‌شود ، خانه‌ها",
    "东 京 です 。",
    "हिन्दी में",
]


@pytest.mark.parametrize("case", CASES)
def test_tokens_are_the_parts_between_spaces(case: str) -> None:
    """The text without its optional spaces falls into the same tokens."""
    words = case.split()
    glued = case
    for mark in '،.:"()«»–':
        glued = glued.replace(f" {mark}", mark) if mark not in "(«" else glued.replace(f"{mark} ", mark)
    for text in (case, glued):
        assert "".join(token_table(text, "ar").words) == "".join(words)
    assert list(token_table(case, "ar").words) == [part for word in words for part in _parts(word)]


def _parts(word: str) -> list[str]:
    return [word[:-1], "%"] if word.endswith("%") else [word]


def test_marks_are_never_glued_to_words() -> None:
    """A quotation mark, comma or colon between words is a token of its own."""
    assert token_table('قال:"نعم"،قال', "ar").words == ("قال", ":", '"', "نعم", '"', "،", "قال")


def test_numbers_part_from_letters() -> None:
    """A number glued to an Arabic word is a token; the clitic before it too."""
    assert token_table("في27 و13000 ال24", "ar").words == ("في", "27", "و", "13000", "ال", "24")


def test_columns_agree_with_the_text() -> None:
    """Each token repeats the characters it points at."""
    text = "وقالت الحكومة إنها ستدعم بلدها."
    table = token_table(text, "ar")
    assert all(text[a:b] == w for a, b, w in zip(table.start, table.end, table.words, strict=True))
    assert table.core(0) == (1, "قالت")
    assert len({*map(len, (table.start, table.end, table.words, table.folded, table.cuts, table.heads))}) == 1


def test_uncut_clitics_are_named() -> None:
    """A language whose clitics are not known says so; one without them does not."""
    hebrew = run((LANGUAGE, *segment.STAGES), Draft.of(Article(text="ראש הממשלה אמר היום כי הממשלה תפעל")))[0]
    english = run((LANGUAGE, *segment.STAGES), Draft.of(Article(text="The prime minister said the bridge was open")))[0]
    assert [(missing.layer, missing.reason) for missing in hebrew.missing] == [("tokens", "partial")]
    assert english.missing == ()


def test_other_languages_have_no_clitics() -> None:
    """The clitic table is Arabic: Persian words stay whole."""
    assert set(token_table("وزیر به کتابها گفت", "fa").cuts) == {()}
