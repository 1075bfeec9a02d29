"""From weights to the file that ships: eight bits a weight, one scale a top code, and the calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.topics.fit import Weights


def write(path: Path, weights: Weights, calibration: NDArray[np.float32]) -> None:
    """Write the model for `worker.tag.topics.model`."""
    scale = np.maximum(np.abs(weights.words).max(axis=0), 1e-6) / 127
    np.savez_compressed(
        path,
        words=np.rint(weights.words / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        evidence=weights.evidence.astype(np.float32),
        bias=weights.bias.astype(np.float32),
        calibration=calibration.astype(np.float32),
    )
