"""What one occurrence of a word tells its others."""

from __future__ import annotations

import numpy as np

from worker.tag.entities.attributes import ARABIC
from worker.tag.entities.consistency import gains, numbered
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import proclitics

TAGS = ("O", "B-PER", "I-PER")


def test_only_other_occurrences_of_a_sure_name_gain() -> None:
    """The surest occurrence and other words gain nothing; the unsure one's name tags gain alike."""
    marginals = np.array([[0.02, 0.9, 0.08], [0.8, 0.1, 0.1], [1.0, 0.0, 0.0]], dtype=np.float32)
    result = gains(marginals, TAGS, np.array([0, 0, 1]))
    assert result[0].tolist() == result[2].tolist() == [0, 0, 0]
    assert result[1, 0] == 0
    assert result[1, 1] == result[1, 2] > 0.5


def test_words_are_one_with_and_without_proclitics_and_article() -> None:
    """حداد, الحداد and والحداد are occurrences of one word."""
    lexicon = Lexicon({"الحداد": 50, "حداد": 40}, {}, proclitics())
    assert numbered(ARABIC.same(lexicon, ["حداد", "الحداد", "والحداد", "وزير"])).tolist() == [0, 0, 0, 1]
