import pytest

from schemas import Keyword
from tests.unit.tag.topics.drafts import draft
from worker.pipeline import run
from worker.tag.entities import ENTITIES
from worker.tag.keywords import STAGE
from worker.tag.keywords.common import LANGUAGES, telling
from worker.text.fold import fold

PORT = """توسعة الميناء تنطلق في الخريف
قالت وزارة النقل إن توسعة الميناء تشمل أرصفة جديدة للحاويات. وتكلف توسعة الميناء مئتي مليون دينار، وتعتمد الوزارة على
قرض من البنك الدولي، وقال مدير الميناء إن الأرصفة ستستقبل سفنا أكبر."""


def keywords(text: str) -> tuple[Keyword, ...]:
    return run([ENTITIES, STAGE], draft(text))[0].keywords


def test_a_phrase_said_again_and_again_leads() -> None:
    """In the headline and twice in the body."""
    assert keywords(PORT)[0].text == "توسعة الميناء"


def test_names_of_entities_are_keywords() -> None:
    """Even where they are said once."""
    assert "البنك الدولي" in {keyword.text for keyword in keywords(PORT)}


def test_spans_point_at_every_occurrence_without_proclitics() -> None:
    """And scores fall from the first keyword to the last."""
    made = draft(PORT)
    found = keywords(PORT)
    assert [span.text for span in found[0].spans] == ["توسعة الميناء"] * 3
    assert all(made.text[span.start : span.end] == span.text for keyword in found for span in keyword.spans)
    assert [keyword.score for keyword in found] == sorted((keyword.score for keyword in found), reverse=True)


def test_no_two_keywords_say_one_thing() -> None:
    """A part of a better phrase is left out, unless it stands alone more often than not."""
    texts = [keyword.text for keyword in keywords(PORT)]
    assert "الميناء" not in texts
    assert len(texts) == len(set(texts))


def test_a_fused_article_is_written_out() -> None:
    """للأرصفة is given as الأرصفة, للجان as اللجان."""
    text = "برامج\nأعدت الإدارة خطة للجان وأخرى للأرصفة. وعرضت الخطط للجان ثم للأرصفة."
    assert {"اللجان", "الأرصفة"} <= {keyword.text for keyword in keywords(text)}


@pytest.mark.parametrize("word", ["قالت", "الذي", "الثلاثاء", "the", "announced"])
def test_stop_words_tell_nothing(word: str) -> None:
    """Function words, reporting verbs and days."""
    assert telling(fold(word), "en" if word.isascii() else "ar") == 0.0


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_rare_words_tell_more_than_frequent_ones(language: str) -> None:
    """Every language has its table."""
    assert telling("qzxw", language) == 4.0
    assert {"ar", "en", "fr"} <= LANGUAGES


def test_other_languages_have_keywords_too() -> None:
    """By the same rules, with their own frequencies."""
    text = "Le port s'agrandit\nLes travaux du terminal commencent mardi. Le terminal recevra des navires géants."
    assert "terminal" in {keyword.text for keyword in keywords(text)}


@pytest.mark.parametrize("text", ["١٢٣", "!!"])
def test_a_text_without_words_has_none(text: str) -> None:
    """Nothing is nothing's keyword."""
    assert keywords(text) == ()
