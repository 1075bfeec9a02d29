"""Acronyms in parentheses after an organisation's name: short names of that body, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worker.draft import Draft
from worker.tag.entities.found import Found
from worker.tag.entities.tagger import Tagged

_ACRONYM = re.compile(r"[A-Z][A-Za-z&.]{1,9}")
_BY = "acronyms@1"
# We met no case where it was another body's, once its letters are those of the name.
_CONFIDENCE = 0.95


def joined(draft: Draft, tagged: Sequence[Tagged], names: Sequence[Found]) -> Iterator[Found]:
    """`names`, the mentions of what was tagged, and the acronyms after them; all with the key of their body."""
    tokens = {token: names[index] for index, token in _acronyms(draft, tagged)}
    full = {draft.tokens.words[token]: name for token, name in tokens.items()}
    for mention in names:
        same = full.get(mention.name) if mention.type == "ORG" else None
        yield mention._replace(kind="short", key=same.key, links=same.links) if same else mention
    named = {mention.start for mention in names}
    for token, name in tokens.items():
        start, end = draft.tokens.start[token], draft.tokens.end[token]
        if start not in named:
            word = draft.text[start:end]
            yield Found(start, end, "ORG", "short", word, _CONFIDENCE, _BY, name.links, name.key)


def _acronyms(draft: Draft, names: Sequence[Tagged]) -> Iterator[tuple[int, int]]:
    """Pairs of an organisation's index in `names` and the token of the acronym in parentheses after it."""
    words = draft.tokens.words
    for index, name in enumerate(names):
        opening, acronym, closing = (*words[name.end : name.end + 3], "", "", "")[:3]
        bracketed = opening == "(" and closing == ")" and _ACRONYM.fullmatch(acronym)
        if name.type == "ORG" and bracketed and _fits(acronym, " ".join(words[name.first : name.end])):
            yield index, name.end + 1


def _fits(acronym: str, name: str) -> bool:
    """Whether the acronym's letters stand in the name in this order; of a name in other letters nobody can tell."""
    letters = iter(name.upper())
    return not name[0].isascii() or all(letter in letters for letter in acronym.upper() if letter.isalpha())
