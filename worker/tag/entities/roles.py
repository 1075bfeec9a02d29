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
def _heads() -> dict[str, tuple[str, ...]]:
    """Nouns of office, and what may follow those who are "posted" somewhere or the "deputy" of somebody."""
    return {fold(row[0]): row[1:] for row in read_table(RESOURCES[0])}


@cache
def _inner() -> dict[str, str]:
    """Words with a part in roles: inside them, "last" in them, "before-place", or "never" in them."""
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
    text = _Text(draft, splits, stems, owner, names)
    for first in begin:
        if first < free or owner[first] is not None:
            continue
        end, person = text.role(first)
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


class _Text(NamedTuple):
    """A text of which roles are read: its words, and for each the index of the name that holds it."""

    draft: Draft
    splits: Sequence[Split]
    stems: Sequence[str]
    owner: Sequence[int | None]
    names: Sequence[Tagged]

    def role(self, first: int) -> tuple[int, int | None]:
        """Where the role that begins here ends, and the index of its person.

        Right before a person it may run on over any name; elsewhere only over what belongs to it by grammar.
        """
        longest = self._end(first, strict=False)
        person = self._person_at(longest)
        if person is not None:
            return longest, person
        end = self._end(first, strict=True)
        before = first - 2 if first > 1 and self.draft.tokens.words[first - 1] in _COMMAS else None
        return end, self._person_at(end) if before is None else self._person_at(before)

    def _end(self, first: int, *, strict: bool) -> int:
        """Where the role ends: after the last word of it that has the article, is a name, or may come last."""
        end = first + 1
        for i in range(first + 1, min(len(self.stems), first + _LONGEST)):
            if self._on_new_line(i) or self._person_at(i) is not None or (strict and self._begins_anew(i)):
                break
            part = _inner().get(self.stems[i], "" if self._is_office_of(first, i) else "never")
            if self.owner[i] is not None or self._is_definite(i) or part == "last":
                end = i + 1
            elif part == "never" or (part == "before-place" and not self._leads_to_place(first, i, strict=strict)):
                break
        return end

    def _person_at(self, i: int) -> int | None:
        name = self.owner[i] if i < len(self.owner) else None
        return name if name is not None and self.names[name].type == "PER" else None

    def _on_new_line(self, i: int) -> bool:
        return "\n" in self.draft.text[self.draft.tokens.end[i - 1] : self.draft.tokens.start[i]]

    def _begins_anew(self, i: int) -> bool:
        """Whether a name begins here that is the next part of the sentence (زار وزير الخارجية باريس), or follows و.

        It belongs to the role in construct and after a preposition; an organisation with the article also after
        another article (رئيس النادي الأهلي).
        """
        name = self.owner[i]
        if name is None or self.owner[i - 1] == name:
            return False
        if self.splits[i].proclitic:
            return self.splits[i].proclitic.startswith("و")
        before = self.splits[i - 1]
        like_adjective = self.names[name].type == "ORG" and self.stems[i].startswith("ال")
        return before.stem != before.bare and before.stem not in _inner() and not like_adjective

    def _is_definite(self, i: int) -> bool:
        """Whether the word has the article, and no proclitic but ل and ب: و begins something else."""
        article = self.stems[i].startswith("ال") and _inner().get(self.stems[i], "") == ""
        return article and self.draft.tokens.folded[i][0] in "الب"

    def _is_office_of(self, first: int, i: int) -> bool:
        """Whether an office stands here that the first serves: in construct (مستشار مفتي), or after a deputy's ل."""
        before, here = self.splits[i - 1], self.splits[i]
        if here.stem not in _heads():
            return False
        construct = before.bare == before.stem and before.stem in _heads() and not here.proclitic
        return construct or (here.proclitic == "ل" and "deputy" in _heads()[self.splits[first].bare])

    def _leads_to_place(self, first: int, i: int, *, strict: bool) -> bool:
        """Whether a place follows, to which the one with this office is posted (السفير الأمريكي في العراق)."""
        name = self.owner[i + 1] if i + 1 < len(self.owner) else None
        place = name is not None and self.names[name].type == "LOC"
        return place and (not strict or "posted" in _heads()[self.splits[first].bare])
