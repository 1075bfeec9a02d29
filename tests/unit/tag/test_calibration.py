"""The calibration curve."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worker.tag.entities.calibration import calibrated

sure = st.floats(0, 1)


@given(sure, sure)
def test_surer_stays_surer(one: float, other: float) -> None:
    """The curve never falls, and stays within 0 and 1."""
    low, high = sorted((one, other))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


def test_the_model_is_taken_down_a_peg() -> None:
    """What the model is nine tenths sure of is right less often than that."""
    assert calibrated(0.9) < 0.9
