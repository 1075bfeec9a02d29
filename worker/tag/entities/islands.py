"""Where a text may hold names: stretches between words that are surely in none.

Most words of the news are surely part of no name, and what stands before such a word tells nothing of what stands after
it. So the best path, and how sure it is, are looked for between them only: in stretches of a few words, a third of
the text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worker.tag.entities.rows import Array, Indices, Range

# A word is surely in no name if it is in one with a smaller probability than this.
_LEAST = 1e-3
_NEVER = -1e4

Flags = NDArray[np.bool_]


def doubtful(marginals: Array, gains: Array) -> Flags:
    """Whether each token may be in a name: by its probabilities (tokens, tags), or by what its scores gain afterwards.

    The first tag is that of no name.
    """
    named = (1 - marginals[:, 0]) * np.exp(gains.max(axis=1))
    return np.asarray(named > _LEAST)


def decided(scores: Array, doubted: Flags) -> Array:
    """`scores` (tokens, tags) that leave a token that is not doubted no tag but the first."""
    result = scores.copy()
    result[~doubted, 1:] = _NEVER
    return result


def islands(doubted: Flags, ranges: list[Range]) -> list[Range]:
    """Stretches of doubted tokens in each of `ranges`, with the token beside them at either end if there is one.

    `ranges` follow each other without a gap.
    """
    begins, ends = (np.zeros(len(doubted), dtype=np.bool_) for _ in range(2))
    begins[[first for first, _ in ranges]] = True
    ends[[end - 1 for _, end in ranges]] = True
    kept = doubted.copy()
    kept[:-1] |= doubted[1:] & ~ends[:-1]
    kept[1:] |= doubted[:-1] & ~begins[1:]
    begins[1:] |= ~kept[:-1]
    ends[:-1] |= ~kept[1:]
    return list(zip(_where(kept & begins), [last + 1 for last in _where(kept & ends)], strict=True))


def _where(flags: Flags) -> list[int]:
    found: Indices = np.flatnonzero(flags)
    return [int(index) for index in found.tolist()]
