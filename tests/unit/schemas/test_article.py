"""What a producer may submit."""

import json

import pytest
from pydantic import ValidationError

from schemas import Article, content_id
from schemas.explain import explain


def test_id_defaults_to_a_digest_of_the_text() -> None:
    """The same text sent twice without an id is the same article."""
    first, second = (Article.model_validate({"text": "خبر"}) for _ in range(2))
    assert first.id == second.id == content_id("خبر")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "text: no visible character"),
        ({"text": " \n\u200b\u200f "}, "text: no visible character"),
        ({"text": "a\0b"}, "text: NUL at character 1"),
        ({"text": 5}, "text: Input should be a valid string"),
        ({}, "text: Field required"),
        ({"text": "a", "titel": "b"}, "titel: no such field"),
        ({"text": "a", "id": "two words"}, "id: not an id: it has no white space"),
        ({"text": "a", "id": ""}, "id: "),
        ({"text": "a", "id": "x" * 257}, "id: "),
        ({"text": "a", "published_at": "2022-13-01"}, "published_at: no such date or time"),
        ({"text": "a", "published_at": "7/10/2022"}, "published_at: not a date such as 2022-10-07"),
        ({"text": "a", "published_at": "٢٠٢٢-١٠-٠٧"}, "published_at: a date has the digits 0 to 9"),
        ({"text": "a", "language": "arabic language"}, "language: not a language tag such as ar"),
        ({"text": "a", "metadata": [1]}, "metadata: "),
        ({"text": "a\ud800"}, "text: lone surrogate at character 1"),
    ],
)
def test_bad_articles_are_named_by_field(fields: dict[str, object], said: str) -> None:
    """A refusal says which field is wrong and why."""
    with pytest.raises(ValidationError) as caught:
        Article.model_validate(fields)
    assert explain(caught.value).startswith(said)
    assert "default factory" not in explain(caught.value)
    assert "pattern" not in explain(caught.value)


def test_explanation_does_not_repeat_the_article() -> None:
    """What a log or a terminal shows of a refusal holds no article text."""
    with pytest.raises(ValidationError) as caught:
        Article.model_validate({"text": "سر\0", "language": "سر سر", "metadata": "سر"})
    assert "سر" not in explain(caught.value)


@pytest.mark.parametrize(
    "moment", ["2022-10-07", "2022-10-07T09:30:00Z", "2022-10-07 09:30", "2022-10-07T09:30:00.5+03:00"]
)
def test_moments_are_kept_as_written(moment: str) -> None:
    """A date stays the string that the producer wrote."""
    article = Article.model_validate_json(json.dumps({"text": "a", "published_at": moment}))
    assert article.published_at == moment


def test_articles_do_not_change() -> None:
    """Wire values are frozen."""
    article = Article(text="a")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        article.text = "b"
