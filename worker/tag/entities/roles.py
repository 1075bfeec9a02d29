"""Offices and functions (مستشار الأمن القومي الأمريكي): what a person is called by instead of a name.

A role begins with a noun of office and goes on over words with the article, words in construct, and names
of places and organisations. It belongs to the person named right after it, or before it and a comma.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities.found import Found
from worker.tag.entities.lexicon import Split
from worker.tag.entities.tagger import Tagged
from worker.text.fold import fold

RESOURCES = ("ar/roles.tsv", "ar/role-words.tsv")
_LONGEST = 10  # tokens
_COMMAS = frozenset("،,-–")


class Role(NamedTuple):
    """Tokens ``first`` to ``end`` (not included) are a role; `person` is the index of the mention it stands by."""

    first: int
    end: int
    person: int | None


@cache
def _heads() -> frozenset[str]:
    return frozenset(fold(noun) for (noun,) in read_table(RESOURCES[0]))


@cache
def _inner() -> dict[str, str]:
    """Words with a part in roles: inside them, "last" in them, or "never" in them."""
    return {fold(row[0]): row[1] if len(row) > 1 else "" for row in read_table(RESOURCES[1])}


def in_roles(split: Split) -> bool:
    """Whether the word may be part of a role, whatever stands around it."""
    return split.bare in _heads() or split.stem in _inner()


def roles(draft: Draft, names: Sequence[Tagged], splits: Sequence[Split]) -> Iterator[Role]:
    """The roles of the text, whose words are split so: in order, none overlapping another."""
    heads, free = _heads(), 0
    begin = [i for i, split in enumerate(splits) if split.bare in heads]
    if not begin:
        return
    stems, owner = [split.stem for split in splits], owners(len(splits), names)
    for first in begin:
        if first < free or owner[first] is not None:
            continue
        end = _end(draft, stems, owner, names, first)
        person = _beside(draft, owner, names, first, end)
        if person is not None or end - first > 1:
            yield Role(first, end, person)
            free = end


def holders(found: Sequence[Role], own: Sequence[str], names: Sequence[Found]) -> list[Hashable]:
    """The key of the person who holds each role, here or elsewhere in the text, else the role's own key."""
    known = {key: names[role.person].key for role, key in zip(found, own, strict=True) if role.person is not None}
    return [
        names[role.person].key if role.person is not None else known.get(key, key)
        for role, key in zip(found, own, strict=True)
    ]


def owners(length: int, names: Sequence[Tagged]) -> list[int | None]:
    """For each token, the index of the name that holds it."""
    owner: list[int | None] = [None] * length
    for index, name in enumerate(names):
        owner[name.first : name.end] = [index] * (name.end - name.first)
    return owner


def _end(draft: Draft, stems: list[str], owner: list[int | None], names: Sequence[Tagged], first: int) -> int:
    """Where the role ends: after the last word of it that has the article, is a name, or may come last."""
    end = first + 1
    for i in range(first + 1, min(len(stems), first + _LONGEST)):
        if "\n" in draft.text[draft.tokens.end[i - 1] : draft.tokens.start[i]]:
            break
        name = owner[i]
        if name is not None and names[name].type == "PER":
            break
        if name is not None or _definite(draft, stems, i) or _inner().get(stems[i]) == "last":
            end = i + 1
        elif _inner().get(stems[i], "never") == "never" and not _of_place(owner, names, i):
            break
    return end


def _definite(draft: Draft, stems: list[str], i: int) -> bool:
    """Whether the word has the article, and no proclitic but ل and ب: و begins something else."""
    article = stems[i].startswith("ال") and _inner().get(stems[i]) != "never"
    return article and draft.tokens.folded[i][0] in "الب"


def _of_place(owner: list[int | None], names: Sequence[Tagged], i: int) -> bool:
    """Whether the word is followed by a place, as in وزير خارجية أرمينيا."""
    name = owner[i + 1] if i + 1 < len(owner) else None
    return name is not None and names[name].type == "LOC"


def _beside(draft: Draft, owner: list[int | None], names: Sequence[Tagged], first: int, end: int) -> int | None:
    after = owner[end] if end < len(owner) else None
    if after is not None and names[after].type == "PER":
        return after
    before = owner[first - 2] if first > 1 and draft.tokens.words[first - 1] in _COMMAS else None
    return before if before is not None and names[before].type == "PER" else None
