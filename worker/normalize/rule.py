"""What a normalization rule is, and how rules run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from worker.text.alignment import Alignment, Replacement

Edits = Callable[[str, str], Iterable[Replacement]]

# What one rule uncovers another may have to clean (a tag within an escaped tag), so the rules run until
# nothing changes. Two rounds do for nearly every text; the limit bounds the cost of a hostile one.
ROUNDS = 8


class Example(NamedTuple):
    """A text, what the rule makes of it, and the language it is in."""

    before: str
    after: str
    language: str = "ar"


@dataclass(frozen=True, slots=True)
class Rule:
    """One idea about what clean text looks like.

    `edits` takes the text and its BCP 47 language and gives ordered, disjoint replacements. A text with
    none of the characters in `triggers` has nothing for the rule to do; no triggers: it always runs.
    """

    name: str
    edits: Edits
    reason: str
    source: str
    example: Example
    triggers: frozenset[str] = frozenset()


def apply(rules: Sequence[Rule], alignment: Alignment, language: str) -> Alignment:
    """`alignment` after `rules`, in order, as often as it takes until none of them changes anything."""
    present = set(alignment.text)  # characters that may be there; those that go are not taken out again
    for _ in range(ROUNDS):
        before = alignment
        alignment = _round(rules, alignment, language, present)
        if alignment is before:
            break
    return alignment


def _round(rules: Sequence[Rule], alignment: Alignment, language: str, present: set[str]) -> Alignment:
    for rule in rules:
        if rule.triggers and rule.triggers.isdisjoint(present):
            continue
        edits = list(rule.edits(alignment.text, language))
        if edits:
            alignment = alignment.replace(edits)
            present.update(*(edit.new for edit in edits))
    return alignment
