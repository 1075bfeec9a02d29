"""The choice of a guideline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from worker.tag.entities.choice import GUIDELINES, VARIABLE, guideline
from worker.tag.entities.model import load


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    guideline.cache_clear()
    yield
    guideline.cache_clear()


def test_ours_is_chosen_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment decides."""
    assert guideline() == "inhouse"
    guideline.cache_clear()
    monkeypatch.setenv(VARIABLE, "anercorp")
    assert guideline() == "anercorp"


def test_an_unknown_guideline_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the variable and what there is to choose from."""
    monkeypatch.setenv(VARIABLE, "conll")
    with pytest.raises(ValueError, match=r"WARRAQ_ENTITY_GUIDELINE='conll': choose one of inhouse"):
        guideline()


@pytest.mark.parametrize("name", GUIDELINES)
def test_the_shipped_model_knows_each_guideline(name: str) -> None:
    """There is an output layer for each."""
    assert load(name).network.output.shape[1] == len(load(name).tags)
