"""What an Arabic word form looks like to the model: attributes made of its letters, its stem and the lists it is in.

Attributes belong to the form alone; what stands around it is the network's business. So they are made once
a form, and training and serving share this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2

from worker.draft import Draft
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.writing import Writing

_PREFIXES = (1, 2, 3, 4)
_BARE_PREFIXES = (1, 2, 3)
_LONGEST = 8
_SHAPES = ("arabic", "digit", "mark", "foreign")
_KINDS = len(_SHAPES) + 64  # coarse clusters are 64


def attributes(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """The attributes of a folded word."""
    shape = _shape(word)
    if shape == "digit":
        return ("digit",)
    if shape != "arabic":
        return (f"w={word}", shape)
    proclitic, stem, _, bare = lexicon.split(word)
    made = ["w=" + word, "s=" + stem, "p=" + proclitic]
    made += ["in=" + name for name in lexicon.in_lists(word)]
    made += [f"c{level}={number}" for level, number in enumerate(lexicon.in_clusters(word))]
    made += _letters(word, stem, bare)
    made.append(_frequency(lexicon, stem))
    return tuple(made)


def coarse(made: tuple[str, ...]) -> int:
    """One number for what kind of word has these attributes: its coarsest cluster, else how it is written."""
    for name in made:
        if name.startswith("c0="):
            return len(_SHAPES) + int(name[3:])
    return next((i for i, shape in enumerate(_SHAPES) if shape in made), 0)


def _shape(word: str) -> str:
    if not word[:1].isalnum():
        return "mark"
    if word[0].isdigit():
        return "digit"
    return "arabic" if "\u0600" <= word[0] <= "\u06ff" else "foreign"


def _letters(word: str, stem: str, bare: str) -> list[str]:
    made = ["<" + word[:n] for n in _PREFIXES if len(word) > n]
    made += [word[-n:] + ">" for n in _PREFIXES if len(word) > n]
    if bare != word:
        made += ["[" + bare[:n] for n in _BARE_PREFIXES if len(bare) > n]
    made.append(f"n={min(_LONGEST, len(stem))}")
    return made if bare is stem else [*made, "al"]


def _frequency(lexicon: Lexicon, stem: str) -> str:
    return f"f={int(log2(lexicon.counts.get(stem, 0) + 1) // 2)}"


def _forms(draft: Draft, _: list[tuple[int, int]]) -> tuple[str, ...]:
    return draft.tokens.folded


def _same(lexicon: Lexicon, words: Sequence[str]) -> Iterator[str]:
    """Proclitics and the article make no difference."""
    return (split.bare for split in lexicon.splits(words))


ARABIC = Writing(_forms, attributes, coarse, _KINDS, Lexicon.forms, _same)
