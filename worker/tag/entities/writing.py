"""How the words of a language look to its model: which forms a text has, and what is to be known of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from worker.draft import Draft
from worker.tag.entities.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Writing:
    """What training and serving share of a language.

    `forms`: one form a token of a draft, whose sentences are given as ranges of tokens;
    `attributes`: what a form is made of, and `coarse`: one number below `kinds` for what kind of word that is;
    `spellings`: under which words a form's vector may stand, the best first; `same`: what is equal for
    all forms of one word, for each form.
    """

    forms: Callable[[Draft, list[tuple[int, int]]], Sequence[str]]
    attributes: Callable[[Lexicon, str], tuple[str, ...]]
    coarse: Callable[[tuple[str, ...]], int]
    kinds: int
    spellings: Callable[[Lexicon, str], Iterable[str]]
    same: Callable[[Lexicon, Sequence[str]], Iterable[str]]
