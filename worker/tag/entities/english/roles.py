"""Offices and functions in English (national security adviser, mayor of Lyon): what a person is called by.

A role ends in a noun of office, after words of the kind (prime, deputy, security), nationalities and names of places
and bodies; `of` and `for` may add what the office is of. It belongs to the person named right after it (Prime Minister
Khaled al-Amri), or beside it between commas (Jake Sullivan, the adviser, …).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities.english import demonyms
from worker.tag.entities.english.forms import unpossessed
from worker.tag.entities.roles import Role, owners
from worker.tag.entities.tagger import Tagged

RESOURCES = ("en/roles.tsv", "en/role-words.tsv", "en/titles.tsv")
_LONGEST = 10  # tokens on each side of the noun
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_OF = frozenset({"of", "for", "at"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "another"})


@cache
def _heads() -> frozenset[str]:
    return frozenset(row[0] for row in read_table(RESOURCES[0]))


@cache
def _inner() -> dict[str, bool]:
    """Words that may stand inside a role, and whether they only join others."""
    return {row[0]: len(row) > 1 for row in read_table(RESOURCES[1])}


@cache
def _titles() -> frozenset[str]:
    return frozenset(row[0].lower() for row in read_table(RESOURCES[2]))


def roles(draft: Draft, names: Sequence[Tagged]) -> Iterator[Role]:
    """The roles of the text, in order, none overlapping another."""
    text, free = _Text.of(draft, names), 0
    for i, word in enumerate(text.words):
        if i < free or word not in _heads() or text.owner[i] is not None or text.goes_on(i + 1):
            continue
        first, end = max(free, text.first(i)), text.end(i)
        nested = end > i + 1 and text.words[end - 1] in _heads()  # a spokesman for the minister, who is named
        person = None if nested else text.beside(first, end)
        if person is not None or (end - first > 1 and not text.is_loose(first, end)):
            yield Role(first, end, person)
            free = end


class _Text(NamedTuple):
    """The words of a text in small letters without 's, as written, and the index of the name that holds each."""

    words: list[str]
    written: tuple[str, ...]
    names: Sequence[Tagged]
    owner: list[int | None]
    breaks: frozenset[int]  # tokens that begin a sentence

    @classmethod
    def of(cls, draft: Draft, names: Sequence[Tagged]) -> _Text:
        written = draft.tokens.words
        breaks = frozenset(draft.tokens.within(0, s.span.start).stop for s in draft.sentences)
        words = [unpossessed(word).lower() for word in written]
        return cls(words, written, names, owners(len(words), names), breaks)

    def goes_on(self, i: int) -> bool:
        """Whether another noun of office follows in the same phrase: chief executive, secretary-general."""
        i += self._is(i, "-")
        return i < len(self.words) and self.words[i] in _heads() and self.owner[i] is None and i not in self.breaks

    def first(self, head: int) -> int:
        """Where the role that ends in the noun at `head` begins."""
        first = i = head
        while i > max(0, head - _LONGEST) and i not in self.breaks:
            before = self._before(i)
            if before is None:
                break
            i = before
            if self.owner[i] is not None or not _inner().get(self.words[i], False):
                first = i
        return first

    def _before(self, i: int) -> int | None:
        """Where the word or name before `i` begins, if it is a part of the role."""
        owner, word = self.owner[i - 1], self.words[i - 1]
        if owner is not None:
            return self.names[owner].first if self.names[owner].type != "PER" else None
        if word == "-":
            return i - 2 if i > 1 and self.words[i - 2] in {*_heads(), *_inner()} else None
        return i - 1 if word not in _OF and word not in _ARTICLES and self._is_part(i - 1) else None

    def _is_part(self, i: int) -> bool:
        return self.words[i] in _inner() or self.words[i] in _heads() or demonyms.is_one(self.written[i])

    def end(self, head: int) -> int:
        """Where the role ends: after what the office is of."""
        end = i = head + 1
        if self.written[head].endswith(_POSSESSIVE) or i >= len(self.words) or self.words[i] not in _OF:
            return end
        while i < min(len(self.words), head + _LONGEST) and i not in self.breaks:
            owner = self.owner[i]
            if owner is not None and self.names[owner].type == "PER":
                break
            if owner is not None:
                end = i = self.names[owner].end
            elif self._is_part(i) and not _inner().get(self.words[i], False):
                end = i = i + 1
            elif self.words[i] in _OF or _inner().get(self.words[i], False):
                i += 1
            else:
                break
        return end + 1 if end > head + 1 and self._owns(end - 1) else end

    def _owns(self, i: int) -> bool:
        """Whether a word with 's is followed by what it owns: the head of Yemen's government."""
        return self.written[i].endswith(_POSSESSIVE) and i + 1 < len(self.words) and self.words[i + 1].isalpha()

    def beside(self, first: int, end: int) -> int | None:
        """The person named right after the role; else before or after it and a comma."""
        after = self._person(self._skip_titles(end))
        if after is not None:
            return after
        article = first - 1 if first and self.words[first - 1] in _ARTICLES else first
        before = self._person_before(article)
        if before is not None or article == first:
            return before
        person = self._person(self._skip_titles(end + 1)) if self._is(end, ",") else None
        return person if person is not None and self._is(self.names[person].end, ",") else None

    def _person_before(self, i: int) -> int | None:
        """The person named before the comma at ``i - 1``, perhaps with an age between commas."""
        if not self._is(i - 1, ","):
            return None
        if i > 2 and self.words[i - 2].isdigit() and self._is(i - 3, ","):
            i -= 2
        owner = self.owner[i - 2] if i > 1 else None
        return owner if owner is not None and self.names[owner].type == "PER" else None

    def _person(self, i: int) -> int | None:
        owner = self.owner[i] if i < len(self.owner) and i not in self.breaks else None
        return owner if owner is not None and self.names[owner].type == "PER" and self.names[owner].first == i else None

    def _skip_titles(self, i: int) -> int:
        while i < len(self.words) and self.words[i] in _titles():
            i += 2 if self._is(i + 1, ".") else 1
        return i

    def _is(self, i: int, mark: str) -> bool:
        return 0 <= i < len(self.words) and self.words[i] == mark

    def is_loose(self, first: int, end: int) -> bool:
        """Whether the words are no more than nouns side by side, with no place, body, nationality or kind of office."""
        return all(self.words[i] in _heads() and self.owner[i] is None for i in range(first, end))
