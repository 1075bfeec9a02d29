"""How the sentences of a document take their steps together, so that Python counts steps and not tokens.

Sentences are ordered by falling length, and their tokens by step: all first ones, all second ones, and so on.
So the sentences that still run at a step are the first ones, and what a step reads and writes is one slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Indices = NDArray[np.intp]
Kinds = NDArray[np.uint8]
Range = tuple[int, int]
"""First token and end."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The tokens in the order of their steps: from the front of each sentence `ahead`, from its end `back`.

    Step i has the places ``bounds[i]`` to ``bounds[i + 1]``; `before` is the place of the same sentence a step
    before each place, or the place itself in the first step. `places_ahead` and `places_back` are the other way
    round: each token's place. A token of two sentences, as windows are (windows.py), has the place of the later step.
    """

    ahead: Indices
    back: Indices
    before: Indices
    bounds: tuple[int, ...]
    places_ahead: Indices
    places_back: Indices

    @classmethod
    def of(cls, ranges: list[tuple[int, int]]) -> Rows:
        """The rows of `ranges` (first, end), none of them empty, which hold all tokens up to their last."""
        ordered = np.array(sorted(ranges, key=lambda r: r[0] - r[1]), dtype=np.intp).reshape(-1, 2)
        first, end = ordered[:, 0], ordered[:, 1]
        lengths = end - first
        steps = np.arange(lengths.max(initial=0))
        running = np.searchsorted(-lengths, -steps)  # how many are longer than so many steps
        bounds = np.concatenate([[0], np.cumsum(running)])
        step = np.repeat(steps, running)
        place = np.arange(len(step))
        rank = place - bounds[step]
        before = bounds[np.maximum(step - 1, 0)] + rank
        ahead, back = first[rank] + step, end[rank] - 1 - step
        return cls(ahead, back, before, tuple(bounds.tolist()), _places(ahead), _places(back))

    def first(self) -> int:
        """How many places the first step has: one for each sentence."""
        return self.bounds[1]

    def steps(self) -> Iterator[tuple[slice, slice]]:
        """The places of each step but the first, after the places of the same sentences a step before."""
        for before, start, end in zip(self.bounds, self.bounds[1:], self.bounds[2:], strict=False):
            yield slice(before, before + end - start), slice(start, end)


def _places(tokens: Indices) -> Indices:
    """The last place of each token."""
    places = np.zeros(tokens.max(initial=-1) + 1, dtype=np.intp)
    places[tokens] = np.arange(len(tokens))
    return places
