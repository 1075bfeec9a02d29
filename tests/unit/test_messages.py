"""A message is a list of 1 to 32 ids; anything else is refused, for anybody may write to a broker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.errors import Rejected
from worker.node.tasks import ids_of


@given(st.lists(st.text(min_size=1, max_size=256), min_size=1, max_size=32))
def test_a_list_of_ids_is_taken(ids):
    """1 to 32 strings."""
    assert ids_of((ids,), {}) == ids


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        ((["a"], ["b"]), {}),
        ((["a"],), {"more": 1}),
        (("a",), {}),
        (([],), {}),
        ((["a"] * 33,), {}),
        (([1],), {}),
        (([["a"]],), {}),
        (([""],), {}),
        ((["x" * 257],), {}),
        (({"a": 1},), {}),
        ((None,), {}),
    ],
)
def test_anything_else_is_refused(args, kwargs):
    """With an error of ours, which the task logs."""
    with pytest.raises(Rejected):
        ids_of(args, kwargs)
