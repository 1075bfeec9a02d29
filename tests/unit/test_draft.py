"""A draft is evolved, never mutated."""

from __future__ import annotations

import pytest

from schemas import Article, Missing
from worker.draft import Draft

DRAFT = Draft.of(Article(id="a", text="وصل الوفد"))


def test_evolving_changes_what_is_named_and_nothing_else() -> None:
    """The new draft has the change and the rest of the old one, which stays as it was."""
    missing = (Missing(layer="times", reason="language"),)
    evolved = DRAFT.evolve(missing=missing)
    assert evolved.missing == missing
    assert DRAFT.missing == ()
    assert evolved.evolve(missing=()) == DRAFT


def test_a_field_that_no_draft_has_is_refused() -> None:
    """A misspelt layer does not vanish silently."""
    with pytest.raises(TypeError, match="tokenz"):
        DRAFT.evolve(tokenz=())
