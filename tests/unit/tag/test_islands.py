"""Islands of doubt: what is decided on them alone is what is decided on the whole sentence."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worker.tag.entities.chain import Chain
from worker.tag.entities.islands import decided, doubtful, islands
from worker.tag.entities.rows import Rows

TAGS = 3


def test_islands_have_a_decided_word_at_either_end_within_their_sentence() -> None:
    """Neighbouring islands that share such a word are one; none crosses the end of a sentence."""
    doubted = np.array([0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0], dtype=np.bool_)
    assert islands(doubted, [(0, 9), (9, 12)]) == [(1, 6), (7, 9), (9, 11)]


def test_a_text_without_doubt_has_no_islands() -> None:
    """Nothing is looked for where nothing may be."""
    assert islands(np.zeros(4, dtype=np.bool_), [(0, 3), (3, 4)]) == []


def test_what_a_word_gains_may_make_it_doubtful() -> None:
    """A word that is surely no name stays doubtful where another occurrence of it is one."""
    marginals = np.array([[0.9999, 0.0001], [0.9999, 0.0001], [0.5, 0.5]], dtype=np.float32)
    assert doubtful(marginals, np.array([[0, 6], [0, 0], [0, 0]], dtype=np.float32)).tolist() == [True, False, True]


@given(st.integers(0, 1000), st.lists(st.integers(1, 12), min_size=1, max_size=4))
def test_decisions_on_islands_are_those_on_sentences(seed: int, lengths: list[int]) -> None:
    """Between decided words the best path and its probabilities are the same, whatever stands beyond them."""
    dice = np.random.default_rng(seed)
    chain = Chain(*(dice.normal(size=shape).astype(np.float32) for shape in ((TAGS, TAGS), (TAGS,))))
    ends = np.cumsum(lengths).tolist()
    ranges = list(zip([0, *ends[:-1]], ends, strict=True))
    doubted = dice.random(ends[-1]) < 0.5
    scores = decided(dice.normal(size=(ends[-1], TAGS)).astype(np.float32), doubted)
    whole = Rows.of(ranges)
    best, sure = chain.best(scores, whole), chain.marginals(scores, whole)
    for first, end in islands(doubted, ranges):
        alone, rows = scores[first:end], Rows.of([(0, end - first)])
        assert chain.best(alone, rows).tolist() == best[first:end].tolist()
        np.testing.assert_allclose(chain.marginals(alone, rows), sure[first:end], atol=1e-5)
