"""The choice of a guideline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from worker.tag.entities.choice import GUIDELINE, GUIDELINES, TRANSFORMERS, described, guideline, transformers
from worker.tag.entities.model import load


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    for choice in (guideline, transformers):
        choice.cache_clear()
    yield
    for choice in (guideline, transformers):
        choice.cache_clear()


def test_ours_is_chosen_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment decides."""
    assert guideline() == "inhouse"
    guideline.cache_clear()
    monkeypatch.setenv(GUIDELINE, "anercorp")
    assert guideline() == "anercorp"


def test_an_unknown_guideline_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the variable and what there is to choose from."""
    monkeypatch.setenv(GUIDELINE, "conll")
    with pytest.raises(ValueError, match=r"WARRAQ_ENTITY_GUIDELINE='conll': choose one of inhouse"):
        guideline()


@pytest.mark.parametrize("name", GUIDELINES)
def test_the_shipped_model_knows_each_guideline(name: str) -> None:
    """There is an output layer for each."""
    assert load("ar", name).network.output.shape[1] == len(load("ar", name).tags)


def test_transformers_are_chosen_by_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each language may have its own directory; the fingerprint hears of it."""
    monkeypatch.setenv(TRANSFORMERS, "en=/models/a,fr=/models/b")
    assert {language: str(path) for language, path in transformers().items()} == {"en": "/models/a", "fr": "/models/b"}
    assert described() == "inhouse en=/models/a fr=/models/b"


def test_a_transformer_without_a_language_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message shows the form."""
    monkeypatch.setenv(TRANSFORMERS, "/models/a")
    with pytest.raises(ValueError, match="'/models/a' is not LANGUAGE=DIRECTORY"):
        transformers()
