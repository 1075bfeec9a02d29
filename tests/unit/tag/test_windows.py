"""Windows of long sentences: they hold every word with enough of what is beside it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from worker.tag.entities import windows as module
from worker.tag.entities.rows import Rows
from worker.tag.entities.windows import windows


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_windows_reach_over_the_sentences_and_overlap(lengths: list[int]) -> None:
    """Windows are short, hold all words of one sentence each, and have enough words in common with the next."""
    ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    ranges = [(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    for first, end in ranges:
        found = list(windows([(first, end)]))
        assert found[0][0] == first
        assert found[-1][1] == end
        assert all(0 < stop - start <= module._LONGEST for start, stop in found)
        assert all(stop - start == module._OVERLAP for (_, stop), (start, _) in itertools.pairwise(found))


@given(st.integers(1, 100))
def test_a_word_of_two_windows_is_told_by_the_longer_run(length: int) -> None:
    """Ahead it is the window that began earlier, back the one that ends later."""
    found = list(windows([(0, length)]))
    rows = Rows.of(found)
    for token in range(length):
        ahead = min(start for start, stop in found if start <= token < stop)
        back = max(stop for start, stop in found if start <= token < stop)
        assert rows.ahead[rows.places_ahead[token]] == rows.back[rows.places_back[token]] == token
        assert _step(rows, int(rows.places_ahead[token])) == token - ahead
        assert _step(rows, int(rows.places_back[token])) == back - 1 - token


def _step(rows: Rows, place: int) -> int:
    return sum(bound <= place for bound in rows.bounds) - 1
