"""The linear chain of the entity model."""

import numpy as np

from worker.tag.entities.chain import Chain
from worker.tag.entities.rows import Rows


def test_tokens_outside_all_sentences_have_no_probabilities() -> None:
    """Boilerplate is in no row: its tokens get zeros, and the others sum to one."""
    chain = Chain(transitions=np.zeros((2, 2), np.float32), start=np.zeros(2, np.float32))
    marginals = chain.marginals(np.ones((5, 2), np.float32), Rows.of([(0, 3)]))
    assert marginals.sum(axis=1).tolist() == [1, 1, 1, 0, 0]
