"""English forms: words with their capitals, marked where a capital says nothing.

A form is the word as written. `^` stands before it where every word would have a capital (at the start of a
sentence or of a quotation, in a Headline Written Like This), `~` where all letters are capitals (DATELINE STYLE).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worker.draft import Draft

ANYWAY, SHOUTED = "^", "~"
_QUOTES = frozenset("\"'“‘«")
_LONG = 4  # letters: shorter words stay small in headlines
_FEWEST = 3  # words by which a style is told
_SHARE = 0.75  # of words that follow it


def forms(draft: Draft, ranges: list[tuple[int, int]]) -> Sequence[str]:
    """The form of each token; outside `ranges` the word itself."""
    found = [word.replace("’", "'") for word in draft.tokens.words]
    for first, end in ranges:
        mark, where = _style(found[first:end])
        if mark == SHOUTED:
            where = [i for i in where if found[first + i].isupper()]
        else:
            where = [*where, *_openings(draft, first, end)]
        for i in set(where):
            if found[first + i][0].isupper():
                found[first + i] = mark + found[first + i]
    return found


def bare(form: str) -> str:
    """The word of a form, without mark and without 's."""
    return unpossessed(form[1:] if form[:1] in {ANYWAY, SHOUTED} and len(form) > 1 else form)


def unpossessed(word: str) -> str:
    """The word without 's."""
    return word[:-2] if word.endswith(("'s", "'S", "’s", "’S")) and len(word) > 2 else word


def _style(words: list[str]) -> tuple[str, list[int]]:
    """How a sentence is written, and which of its words that makes capital."""
    cased = [i for i, word in enumerate(words) if word[0].isalpha()]
    shouted = [i for i in cased if words[i].isupper()]
    if len(cased) >= _FEWEST and len(shouted) >= _SHARE * len(cased):
        return SHOUTED, shouted
    long = [i for i in cased if len(words[i]) >= _LONG]
    capital = sum(words[i][0].isupper() for i in long)
    if len(long) >= _FEWEST and capital >= _SHARE * len(long) and words[-1] not in {".", '"', "”"}:
        return ANYWAY, cased
    return ANYWAY, cased[:1]


def _openings(draft: Draft, first: int, end: int) -> Iterator[int]:
    """The words right after an opening quotation mark, counted from `first`."""
    start, stop, words = draft.tokens.start, draft.tokens.end, draft.tokens.words
    for i in range(first + 1, end):
        opens = words[i - 1] in _QUOTES and stop[i - 1] == start[i]
        if opens and (i - 1 == first or stop[i - 2] < start[i - 1]):
            yield i - first
