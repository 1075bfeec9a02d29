"""The topic model: softmax over linear scores of the features, and a calibrated score for each top code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.resources import read_bytes
from worker.tag.topics.features import BUCKETS, Features, stem_hashes
from worker.tag.topics.lexicon import terms

RESOURCE = "topics/model.npz"
LIMIT = 1e-3  # probabilities nearer to 0 or 1 than this say no more


class Model(NamedTuple):
    """Weights per bucket (8 bits, times `scale` per top code) and per topic's evidence; columns are top codes.

    `calibration` holds slope and offset of the logistic curve from log-odds to score.
    """

    words: NDArray[np.int8]
    scale: NDArray[np.float32]
    evidence: NDArray[np.float32]
    bias: NDArray[np.float32]
    calibration: NDArray[np.float32]


@cache
def model() -> Model:
    """The model that ships, read once."""
    with np.load(BytesIO(read_bytes(RESOURCE)), allow_pickle=False) as arrays:
        return Model(*(arrays[name] for name in Model._fields))


def probabilities(features: Features) -> NDArray[np.float32]:
    """The probability that each top code is the main one; they add up to 1."""
    weights = model()
    rows = weights.words[features.hashes % BUCKETS].astype(np.float32)
    logits = features.weights @ rows * weights.scale + features.evidence @ weights.evidence + weights.bias
    exponentials = np.exp(logits - logits.max())
    return np.asarray(exponentials / exponentials.sum(), np.float32)


def scores(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probability that each top code is among the topics of the document."""
    slope, offset = model().calibration
    likely = np.clip(probabilities, LIMIT, 1 - LIMIT)
    odds = np.log(likely / (1 - likely))
    return np.asarray(1 / (1 + np.exp(-(slope * odds + offset))), np.float32)


def leanings(cores: Sequence[str]) -> NDArray[np.float32]:
    """How far each word of `cores` (no marks among them) speaks for each top code, above the average of all codes."""
    weights = model()
    rows = weights.words[stem_hashes(cores, terms(cores)) % BUCKETS].astype(np.float32) * weights.scale
    return np.asarray(rows - rows.mean(axis=1, keepdims=True), np.float32)
