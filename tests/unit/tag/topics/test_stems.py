import pytest

from worker.tag.topics.stems import form, stem
from worker.text.fold import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [("الانتخابات", "انتخابية"), ("بالمسرح", "المسرحيات"), ("للحكومة", "الحكومية"), ("elections", "election")],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    """Article, fused preposition, plural and relational endings do not tell words apart."""
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize("word", ["ولد", "بال", "الف", "سهم", "gas", "ms"])
def test_short_words_keep_letters_that_look_like_affixes(word: str) -> None:
    """What would leave too little is no affix."""
    assert len(stem(word)) >= 2


def test_form_keeps_the_ending() -> None:
    """The form tells a university from a mosque, which their stems do not."""
    assert form(fold("الجامعة")) != form(fold("الجامع"))
    assert stem(fold("الجامعة")) == stem(fold("الجامع"))
