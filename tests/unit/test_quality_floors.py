"""Floors under the scores: they rise with what is measured, and sink only by a spoken act."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import quality


def test_shares_are_taken_from_all_forms_that_the_scorer_prints() -> None:
    """F1 of a triple, quotients of "6/8 (extra 2)", plain shares; counts and lists are no shares."""
    result = {"all": {"p": 0.9, "r": 0.7, "f1": 0.79}, "persons": "6/8 (extra 2)", "acc": 0.5, "n": 3, "flags": ["x"]}
    assert quality.flatten("s", result) == {"s.all": 0.79, "s.persons": 0.75, "s.acc": 0.5}


def test_a_score_below_its_floor_is_told() -> None:
    """Only a score with a floor above it is not ok."""
    rows = quality.rows({"a": 0.8, "b": 0.7, "c": 0.1}, {"a": 0.8, "b": 0.705})
    assert [(row.name, row.ok) for row in rows] == [("a", True), ("b", False), ("c", True)]


def test_floors_rise_to_what_was_measured() -> None:
    """Rounded down; scores that were not measured keep theirs."""
    assert quality.raised({"a": 0.8049}, {"a": 0.7, "b": 0.5}, lower=False) == pytest.approx({"a": 0.8, "b": 0.5})


def test_a_lower_floor_is_refused_unless_allowed() -> None:
    """The error names the score."""
    with pytest.raises(quality.LowerFloor, match="would sink: a"):
        quality.raised({"a": 0.6}, {"a": 0.7}, lower=False)
    assert quality.raised({"a": 0.6}, {"a": 0.7}, lower=True) == pytest.approx({"a": 0.6})


def test_floors_survive_the_file(tmp_path: Path) -> None:
    """What was written is read again; a missing file has no floors."""
    assert quality.read(tmp_path / "none") == {}
    quality.write(tmp_path / "floors", {"b": 0.5, "a": 0.805})
    assert quality.read(tmp_path / "floors") == {"a": 0.805, "b": 0.5}
