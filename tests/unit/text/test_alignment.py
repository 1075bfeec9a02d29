"""Replacements that meet earlier ones, case by case; tests/property has them by chance."""

from __future__ import annotations

import pytest

from tests.property.restoring import restored
from worker.text.alignment import Alignment, Change, Replacement

Rounds = list[list[Replacement]]


@pytest.mark.parametrize(
    ("rounds", "text", "changes"),
    [
        pytest.param(
            [[Replacement(1, 4, "XYZ")], [Replacement(0, 2, "p"), Replacement(3, 5, "q")]],
            "pYqf",
            [Change(0, 3, 0, 5)],
            id="two replacements pull in the change between them, and the second reaches beyond it",
        ),
        pytest.param(
            [[Replacement(0, 1, "")], [Replacement(0, 1, "")]],
            "cdef",
            [Change(0, 0, 0, 2)],
            id="deletions at one place are one",
        ),
        pytest.param(
            [[Replacement(0, 1, ""), Replacement(2, 3, "")]],
            "bdef",
            [Change(0, 0, 0, 1), Change(1, 1, 2, 3)],
            id="deletions at two places are two",
        ),
        pytest.param(
            [[Replacement(1, 2, "X")], [Replacement(1, 2, "b")]],
            "abcdef",
            [],
            id="what was put back is no change",
        ),
        pytest.param(
            [[Replacement(4, 5, "X")], [Replacement(0, 1, "abc")]],
            "abcbcdXf",
            [Change(0, 3, 0, 1), Change(6, 7, 4, 5)],
            id="a change behind a replacement moves along",
        ),
    ],
)
def test_changes_after_some_rounds(rounds: Rounds, text: str, changes: list[Change]) -> None:
    """The changes that are left say exactly what stood where."""
    alignment = Alignment.identity("abcdef")
    for replacements in rounds:
        alignment = alignment.replace(replacements)
    assert (alignment.text, list(alignment.changes)) == (text, changes)
    assert restored(alignment) == "abcdef"
