"""What the worker would make of the commonest words, made beforehand: it takes no time when they are met."""

from __future__ import annotations

from typing import Any

import numpy as np

from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.writing import Writing


def arrays(writing: Writing, lexicon: Lexicon, words: list[str], known: dict[str, int]) -> dict[str, Any]:
    """`bags`: the numbers of each word's `known` attributes, filled up with that of none; `coarse`: its coarse kind."""
    made = [writing.attributes(lexicon, word) for word in words]
    numbers = [[known[name] for name in names if name in known] for names in made]
    bags = np.full((len(words), max(map(len, numbers))), len(known), dtype=np.uint16)
    for bag, found in zip(bags, numbers, strict=True):
        bag[: len(found)] = found
    return {"bags": bags, "coarse": np.array([writing.coarse(names) for names in made], dtype=np.uint8)}
