"""A Document as CoNLL-U: sentences, words, and tokens with clitics as multiword tokens.

What Warraq does not know (lemma, part of speech, dependencies) is ``_``. MISC holds ``SpaceAfter`` and, where it was
not one space, UDPipe's ``SpacesAfter``, so that the text can be restored; entities stand there as ``NER`` in IOB2.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from schemas import Document

_SPACES = str.maketrans({" ": "\\s", "\n": "\\n", "\r": "\\r", "\t": "\\t", "|": "\\p", "\\": "\\\\"})


class _Token(NamedTuple):
    start: int
    end: int
    cuts: tuple[int, ...]
    gap: str  # what stands between it and the next token


def render(document: Document) -> str:
    """Sentences with an empty line after each but the last, whose line end is the caller's; nothing without words."""
    return "\n".join(_lines(document)) if document.tokens.start else ""


def _lines(document: Document) -> Iterator[str]:
    starts = [sentence.span.start for sentence in document.sentences]
    names = _Names(document)
    paragraph = None
    yield f"# newdoc id = {document.id}"
    tokens = groupby(_tokens(document), key=lambda token: max(bisect_right(starts, token.start), 1))
    for number, (place, found) in enumerate(tokens, 1):
        block = document.sentences[place - 1].block if starts else None
        if number == 1 or block != paragraph:
            yield "# newpar"
        paragraph = block
        yield f"# sent_id = {document.id}-s{number}"
        yield from _sentence(document.text, list(found), names)
        yield ""


def _tokens(document: Document) -> Iterator[_Token]:
    columns = document.tokens
    ends = (*columns.start[1:], len(document.text))
    for start, end, cuts, following in zip(columns.start, columns.end, columns.cuts, ends, strict=True):
        yield _Token(start, end, cuts, document.text[end:following])


def _sentence(text: str, tokens: list[_Token], names: _Names) -> Iterator[str]:
    surface = "".join(text[token.start : token.end] + (" " if token.gap else "") for token in tokens)
    yield f"# text = {surface.rstrip(' ')}"
    number = 1
    for token in tokens:
        edges = [token.start, *(token.start + cut for cut in token.cuts), token.end]
        words = list(pairwise(edges))
        if len(words) > 1:
            yield _line(f"{number}-{number + len(words) - 1}", text[token.start : token.end], [_spaces(token.gap)])
        for start, end in words:
            spaces = _spaces(token.gap) if len(words) == 1 else ""
            yield _line(str(number), text[start:end], [names.at(start, end), spaces])
            number += 1


def _line(number: str, form: str, misc: list[str]) -> str:
    return "\t".join([number, form, *"_______", "|".join(filter(None, misc)) or "_"])


def _spaces(gap: str) -> str:
    if gap in {"", " "}:
        return "" if gap else "SpaceAfter=No"
    return f"SpacesAfter={gap.translate(_SPACES)}"


class _Names:
    """IOB2 labels of the entity mentions; where mentions overlap, the one that begins first and is longest."""

    def __init__(self, document: Document) -> None:
        found = sorted(
            (mention.span.start, -mention.span.end, entity.type)
            for entity in document.entities
            for mention in entity.mentions
        )
        self._mentions: list[tuple[int, int, str]] = []
        for start, end, type_ in found:
            if not self._mentions or start >= self._mentions[-1][1]:
                self._mentions.append((start, -end, type_))
        self._starts = [start for start, _, _ in self._mentions]

    def at(self, start: int, end: int) -> str:
        """``NER=B-LOC`` for a word that a mention begins in, ``I-`` where it goes on, else nothing."""
        index = bisect_right(self._starts, end - 1) - 1
        if index < 0 or self._mentions[index][1] <= start:
            return ""
        begins = self._mentions[index][0] >= start
        return f"NER={'B' if begins else 'I'}-{self._mentions[index][2]}"
