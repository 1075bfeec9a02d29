"""What an English form looks like to the model: its capitals, its letters, the lists and clusters it is in.

Words are looked up in small letters. Lists of names count only for words with a capital, and what a cluster
tells is told apart for words with and without one: bush and Bush, may and May.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2

from worker.tag.entities.english.forms import ANYWAY, SHOUTED, bare, forms
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.writing import Writing

_LETTERS = (2, 3, 4)
_LONGEST = 8
_CLUSTERS = 64  # the coarsest
_KINDS = ("word", "digit", "mark", "name")


def attributes(lexicon: Lexicon, form: str) -> tuple[str, ...]:
    """The attributes of a form."""
    mark = form[0] if len(form) > 1 and form[0] in {ANYWAY, SHOUTED} else ""
    word = bare(form)
    if not word[0].isalpha():
        return ("digit", f"n={min(_LONGEST, len(word))}") if word[0].isdigit() else (f"w={word}", "mark")
    lower, capital = word.lower(), word[0].isupper()
    shape = mark + _shape(word)
    made = [f"w={lower}", f"sh={shape}", f"n={min(_LONGEST, len(word))}", _frequency(lexicon, lower)]
    made += ["'s"] if len(form) - len(mark) > len(word) else []
    made += [f"{'C' if capital else 'c'}{n}={c}" for n, c in enumerate(lexicon.in_clusters(lower))]
    if not capital:
        return (*made, *(f"{lower[-n:]}>" for n in _LETTERS if len(lower) > n))
    listed = lexicon.in_lists(lower)
    made += [f"in={name}" for name in listed]
    made += [f"in={'+'.join(n for n in listed if n in _DICTIONARY)}&{shape}"]
    made += [f"<{lower[:n]}" for n in _LETTERS if len(lower) > n]
    return (*made, *(f"{lower[-n:]}}}" for n in _LETTERS if len(lower) > n))


def coarse(made: tuple[str, ...]) -> int:
    """One number for what kind of word has these attributes: its coarsest cluster, with or without a capital."""
    for attribute in made:
        if attribute[1:3] == "0=":
            return len(_KINDS) + int(attribute[3:]) + (_CLUSTERS if attribute[0] == "C" else 0)
    if "digit" in made or "mark" in made:
        return _KINDS.index("digit" if "digit" in made else "mark")
    return _KINDS.index("word" if "sh=a" in made else "name")


def _spellings(_: Lexicon, form: str) -> tuple[str, ...]:
    return (bare(form).lower(),)


def _same(_: Lexicon, written: Sequence[str]) -> Iterator[str]:
    """DAMASCUS and Damascus are one; a word in small letters is another."""
    words = map(bare, written)
    return (word.lower() if word[0].isupper() else f"-{word}" for word in words)


def _shape(word: str) -> str:
    if word.isupper():
        return "A" if len(word) == 1 else "A.A" if "." in word else "AA"
    if not word[0].isupper():
        return "a" if word.islower() else "aA"
    return "Aa" if word[1:].islower() else "AaA"


def _frequency(lexicon: Lexicon, word: str) -> str:
    return f"f={int(log2(lexicon.counts.get(word, 0) + 1))}"


_DICTIONARY = ("common", "proper")
ENGLISH = Writing(forms, attributes, coarse, len(_KINDS) + 2 * _CLUSTERS, _spellings, _same)
