"""What a normalization rule is, and how rules run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

from worker.text.alignment import Alignment, Replacement

Edits = Callable[[str, str], Iterable[Replacement]]

# What one rule uncovers another may have to clean (a tag within an escaped tag), so the rules run until
# nothing changes: a rule that had nothing to do is asked again only if another
# changed the text since. Two rounds do for nearly every text; the limit bounds the cost of a hostile one.
ROUNDS = 8

# Characters that nearly every text has. They count as present unseen: to collect the few others is ten times as
# fast as to collect all.
_COMMON = " a-z0-9\u0621-\u063a\u0641-\u064a"
_UNUSUAL = re.compile(f"[^{_COMMON}]")
_ORDINARY = frozenset(char for char in map(chr, range(0x64B)) if not _UNUSUAL.match(char))


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
    present = {*_ORDINARY, *_UNUSUAL.findall(alignment.text)}  # may be there; those that go are not taken out again
    content = 0  # how many rules in a row had nothing to change in the text as it stands
    for rule in chain.from_iterable(repeat(rules, ROUNDS)):
        before = alignment
        if not rule.triggers or not rule.triggers.isdisjoint(present):
            alignment = _applied(rule, alignment, language, present)
        content = content + 1 if alignment is before else 0
        if content == len(rules):
            break
    return alignment


def _applied(rule: Rule, alignment: Alignment, language: str, present: set[str]) -> Alignment:
    edits = list(rule.edits(alignment.text, language))
    if not edits:
        return alignment
    present.update(*(edit.new for edit in edits))
    return alignment.replace(edits)
