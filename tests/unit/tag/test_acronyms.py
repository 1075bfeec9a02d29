"""An acronym in parentheses is a short name of the body before it, also where the model saw none."""

from __future__ import annotations

import pytest

from schemas import Article, LanguageTag, Links
from worker import segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.entities.acronyms import joined
from worker.tag.entities.found import Found
from worker.tag.entities.tagger import Tagged

TEXT = "The World Trade Organization ({0}) met. The {0} will meet again."


def mentions(acronym: str, *more: str) -> list[tuple[str, str]]:
    """Text and kind of the mentions, where the model found the full name and the words `more`."""
    text = TEXT.format(acronym)
    tag = LanguageTag(code="en", script="Latn", direction="ltr", confidence=1.0)
    draft, _ = run(segment.STAGES, Draft.of(Article(id="t", text=text)).evolve(language=tag))
    words = list(draft.tokens.words)
    stretches = [(1, 4), *((place, place + 1) for place, word in enumerate(words) if word in more)]
    tagged = [Tagged("ORG", first, end, 0.9, "model") for first, end in stretches]
    spans = [(draft.tokens.start[one.first], draft.tokens.end[one.end - 1]) for one in tagged]
    names = [Found(a, b, "ORG", "name", text[a:b], 0.9, "model", Links(), text[a:b]) for a, b in spans]
    return [(text[one.start : one.end], f"{one.kind} of {one.key}") for one in joined(draft, tagged, names)]


FULL = "World Trade Organization"


def test_an_acronym_that_the_model_missed_is_found() -> None:
    """By its brackets and letters."""
    assert mentions("WTO") == [(FULL, f"name of {FULL}"), ("WTO", f"short of {FULL}")]


def test_an_acronym_that_the_model_saw_joins_its_body() -> None:
    """Wherever it stands, and once a place."""
    assert mentions("WTO", "WTO") == [(FULL, f"name of {FULL}"), *[("WTO", f"short of {FULL}")] * 2]


@pytest.mark.parametrize("acronym", ["WHO", "OTW", "Geneva"])
def test_other_letters_are_another_body(acronym: str) -> None:
    """Those of the name, in their order, or nothing is said."""
    assert mentions(acronym) == [(FULL, f"name of {FULL}")]
