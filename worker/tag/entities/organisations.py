"""Which organisation a name belongs to: with its kind (نادي الهلال) or without, in full or by its acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities.spelling import bare
from worker.tag.entities.tagger import Tagged

RESOURCE = "ar/organisation-nouns.tsv"
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.]{1,9}")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(bare(noun) for (noun,) in read_table(RESOURCE))


def key(name: str) -> str:
    """The words of the name by which it is compared; a noun that says its kind is left out."""
    words = [bare(word) for word in name.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _nouns() else words)


def acronyms(draft: Draft, names: Sequence[Tagged]) -> Iterator[tuple[int, int]]:
    """Pairs of an organisation's index in `names` and the token of the acronym in parentheses after it."""
    words, taken = draft.tokens.words, {i for name in names for i in range(name.first, name.end)}
    for index, name in enumerate(names):
        opening, acronym, closing = (*words[name.end : name.end + 3], "", "", "")[:3]
        in_brackets = opening == "(" and closing == ")" and name.end + 1 not in taken
        if name.type == "ORG" and in_brackets and _ACRONYM.fullmatch(acronym):
            yield index, name.end + 1
