"""The trained network as the arrays that worker/tag/entities/model.py reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from training.entities.network import HEADS, TAGS, Tagger


class Mix(NamedTuple):
    """By guideline: the network's and the linear model's shares in the sum of their scores."""

    heads: tuple[str, ...]
    network: tuple[float, ...]
    linear: tuple[float, ...]


# With 1 and 1 the sum would be about twice too sure. The best on development data of seven pairs tried.
ARABIC = Mix(HEADS, network=(0.7, 0.55, 0.55), linear=(0.4, 0.5, 0.5))


def arrays(
    model: Tagger,
    words: dict[str, np.ndarray],
    known: dict[str, int],
    linear: dict[str, np.ndarray],
    mix: Mix = ARABIC,
) -> dict[str, np.ndarray]:
    """`words` are the lexicon's arrays; form vectors and attributes are stored in 8 bits a number.

    `linear` are the linear model's weights, one table a guideline. Of both models the `known` attributes are kept.
    """
    linear = {**linear, "linear": linear["linear"][:, : len(known)]}
    with torch.no_grad():
        projected = model.vectors.weight[:-1] @ model.project.weight.T
    vectors, vector_scale = _eight_bits(_numpy(projected))
    attributes, attribute_scale = _eight_bits(_numpy(model.attributes.weight)[: len(known)])
    return {
        **words,
        "heads": _blob(mix.heads),
        "tags": _blob(TAGS),
        "vectors": vectors,
        "vector_scale": vector_scale,
        "attribute_names": _blob(known),
        "attributes": attributes,
        "attribute_scale": attribute_scale,
        "form_bias": _numpy(model.project.bias),
        **_lstm(model),
        "outputs": _shared(mix.network, [_numpy(o.weight).T for o in model.outputs]).astype(np.float16),
        "output_bias": _shared(mix.network, [_numpy(o.bias) for o in model.outputs]),
        "start": _shared(mix.network, [_numpy(c.start) for c in model.crfs]),
        "transitions": _shared(mix.network, [_numpy(c.transitions) for c in model.crfs])
        + _shared(mix.linear, linear["linear_transitions"]),
        **{name: _shared(mix.linear, linear[name]).astype(np.float16) for name in ("linear", "pairs", "edges")},
    }


def _shared(shares: tuple[float, ...], tables: Any) -> np.ndarray:
    """A table a guideline, each times its share."""
    return np.stack([np.float32(share) * table for share, table in zip(shares, tables, strict=True)])


def save(path: Path, content: dict[str, np.ndarray]) -> None:
    """Write `content` as a compressed .npz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **content)


def blob(strings: Any) -> np.ndarray:
    """Strings as bytes, joined by line feeds."""
    return _blob(strings)


def _lstm(model: Tagger) -> dict[str, np.ndarray]:
    """The gates of torch are input, forget, candidate, output; the worker's input, forget, output, candidate.

    What the logistic is taken of is halved (see worker/tag/entities/network.py).
    """
    hidden = model.size.hidden
    order = np.concatenate([np.arange(g * hidden, (g + 1) * hidden) for g in (0, 1, 3, 2)])
    half = np.where(np.arange(4 * hidden) < 3 * hidden, 0.5, 1.0)[:, None]
    ways = ("", "_reverse")

    def weights(name: str) -> list[np.ndarray]:
        return [_numpy(getattr(model.lstm, f"{name}_l0{way}")) for way in ways]

    biases = [a + b for a, b in zip(weights("bias_ih"), weights("bias_hh"), strict=True)]
    return {
        "inputs": np.concatenate([(w[order] * half).T for w in weights("weight_ih")], axis=1).astype(np.float16),
        "input_bias": np.concatenate([b[order] * half[:, 0] for b in biases]).astype(np.float32),
        "recurrent": np.stack([(w[order] * half).T for w in weights("weight_hh")]).astype(np.float16),
    }


def _eight_bits(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def _numpy(tensor: torch.Tensor) -> np.ndarray:
    return np.asarray(tensor.detach().numpy(), dtype=np.float32)


def _blob(strings: Any) -> np.ndarray:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)
