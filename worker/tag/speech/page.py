"""What the speech modules look at: a draft's columns, and where positions of the text fall in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from schemas.annotations import MentionKind
from worker.draft import Draft
from worker.tag.speech.lexicon import Lexicon
from worker.tag.speech.marks import Pair, find_pairs
from worker.text.tokens import TokenTable


class Named(NamedTuple):
    """A mention with the entity it belongs to."""

    start: int
    end: int
    type: str
    kind: MentionKind
    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """The text with its tokens, sentences, pairs of marks and mentions; all ordered by position."""

    text: str
    tokens: TokenTable
    lexicon: Lexicon
    pairs: list[Pair]
    pair_starts: list[int]
    parents: list[int | None]
    contents: Counter[str]  # how often each content stands in marks
    sentence_starts: list[int]
    sentence_ends: list[int]
    named: list[Named]  # by name or surname
    named_starts: list[int]
    people: list[Named]
    roles: dict[int, Named]  # mentions by role alone ("the minister"), by where they start

    @classmethod
    def of(cls, draft: Draft, lexicon: Lexicon) -> Page:
        """The page of a draft whose tokens, sentences and entities are made."""
        pairs = [pair for pair in find_pairs(draft.text) if draft.text[pair.start : pair.end].strip()]
        mentions = sorted(_mentions(draft))
        named = [mention for mention in mentions if mention.kind != "role"]
        return cls(
            text=draft.text,
            tokens=draft.tokens,
            lexicon=lexicon,
            pairs=pairs,
            pair_starts=[pair.outer_start for pair in pairs],
            parents=_parents(pairs),
            contents=Counter(draft.text[pair.start : pair.end].strip() for pair in pairs),
            sentence_starts=[sentence.span.start for sentence in draft.sentences],
            sentence_ends=[sentence.span.end for sentence in draft.sentences],
            named=named,
            named_starts=[mention.start for mention in named],
            roles={mention.start: mention for mention in mentions if mention.kind == "role"},
            people=[mention for mention in named if mention.type == "PER"],
        )

    def bare(self, token: int) -> str:
        """The folded word of a token without its article: وزير of الوزير."""
        word = self.word(token)
        for article in self.lexicon.role("article"):
            word = word.removeprefix(article)
        return word

    def with_pairs(self, pairs: list[Pair]) -> Page:
        """This page with other ends of its pairs."""
        return replace(self, pairs=pairs, parents=_parents(pairs))

    def word(self, token: int) -> str:
        """The folded word of a token; empty outside the text."""
        return self.tokens.folded[token] if 0 <= token < len(self.tokens.folded) else ""

    def sentence_of(self, position: int) -> tuple[int, int]:
        """The bounds of the sentence around `position`; text between sentences counts to the one before."""
        at = bisect_right(self.sentence_starts, position) - 1
        if at < 0:
            return 0, self.sentence_starts[0] if self.sentence_starts else len(self.text)
        return self.sentence_starts[at], self.sentence_ends[at]

    def first_token(self, position: int) -> int:
        """The first token that begins at `position` or after it."""
        return bisect_left(self.tokens.start, position)

    def pair_at(self, position: int) -> int | None:
        """The innermost pair whose content or marks hold `position`."""
        at: int | None = bisect_right(self.pair_starts, position) - 1
        at = None if at == -1 else at
        while at is not None and self.pairs[at].outer_end <= position:
            at = self.parents[at]
        return at

    def first_named(self, position: int) -> int:
        """The index of the first mention that begins at `position` or after it."""
        return bisect_left(self.named_starts, position)

    def named_at(self, start: int) -> Named | None:
        """The mention that begins at `start`, if any."""
        at = self.first_named(start)
        return self.named[at] if at < len(self.named) and self.named[at].start == start else None

    def named_at_end(self, end: int) -> Named | None:
        """The mention that ends at `end`, if any."""
        at = bisect_left(self.named_starts, end) - 1
        return self.named[at] if at >= 0 and self.named[at].end == end else None

    def named_within(self, start: int, end: int) -> list[Named]:
        """The mentions that begin in ``text[start:end]``."""
        return self.named[bisect_left(self.named_starts, start) : bisect_left(self.named_starts, end)]


def _mentions(draft: Draft) -> Iterator[Named]:
    for entity in draft.entities:
        for mention in entity.mentions:
            if mention.kind != "demonym":
                span = mention.span
                yield Named(span.start, span.end, entity.type, mention.kind, entity.id, entity.name)


def _parents(pairs: list[Pair]) -> list[int | None]:
    """For each pair the one that it stands in."""
    parents: list[int | None] = []
    for at, pair in enumerate(pairs):
        parent = at - 1 if at else None
        while parent is not None and pairs[parent].outer_end <= pair.outer_start:
            parent = parents[parent]
        parents.append(parent)
    return parents
