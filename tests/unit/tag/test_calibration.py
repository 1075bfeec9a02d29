"""The calibration curve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.tag.entities.calibration import RESOURCES, calibrated

sure = st.floats(0, 1)


@given(sure, sure, st.sampled_from(sorted(RESOURCES)))
def test_surer_stays_surer(one: float, other: float, language: str) -> None:
    """The curve never falls, and stays within 0 and 1."""
    low, high = sorted((one, other))
    assert 0 <= calibrated(low, language) <= calibrated(high, language) <= 1


@pytest.mark.parametrize("language", sorted(RESOURCES))
def test_the_model_is_taken_down_a_peg(language: str) -> None:
    """What the model is nine tenths sure of is right less often than that."""
    assert calibrated(0.9, language) < 0.9
