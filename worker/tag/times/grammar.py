"""The rules: a cascade of finite-state levels (Abney 1996, "Partial parsing via finite-state cascades").

Each rule is a regular expression over word classes; what it matches becomes one item of another class,
which later levels build upon. Within a level the leftmost match wins, and among those the rule listed
first. Patterns repeat nothing without a bound, so a level is linear in the chunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from worker.resources import read_table
from worker.tag.times.alphabet import Slots, alphabet, code, read_slots

TABLE = "times/rules.tsv"
_SYMBOL = re.compile(r"\(([A-Z0-9|]+)\)=([a-z]+)|([A-Z][A-Z0-9]*)(?:=([a-z]+))?|\((?!\?)| ")
_GROUP = re.compile(r"\(([^()]*)\)(?:=[a-z]+)?(\??)")  # with none inside
_CLASSES = re.compile(r"[A-Z0-9|]+")
_CACHED = 24  # codes; longer chunks are rare and would only fill the cache


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of rules.tsv. `build` is merge, list, range or sum (worker/tag/times/build.py)."""

    level: str
    id: str
    gives: str
    build: str
    pattern: str
    sets: Slots
    languages: tuple[str, ...]  # the first is that of the example; none: all
    example: str


@dataclass(frozen=True, slots=True)
class Match:
    """`rule` applies to ``items[start:end]``; `bound` names the slots that single items fill."""

    rule: Rule
    start: int
    end: int
    bound: tuple[tuple[int, str], ...]


@dataclass(frozen=True, eq=False)
class Level:
    """Rules tried together: one regular expression, one group a rule."""

    name: str
    rules: tuple[Rule, ...]
    regex: re.Pattern[str]
    single: tuple[re.Pattern[str], ...]  # the same rules one by one
    groups: dict[str, tuple[Rule, tuple[tuple[str, str], ...]]]
    needed: frozenset[str]  # codes of which one is in whatever any rule matches

    def scan(self, codes: str) -> Iterator[Match]:
        """The matches in a chunk's codes, left to right."""
        return map(self._match, self.regex.finditer(codes))

    def others(self, codes: str, refused: Match) -> Iterator[Match]:
        """What the rules after that of a match that means nothing find in its place."""
        after = self.rules.index(refused.rule) + 1
        found = (regex.match(codes, refused.start) for regex in self.single[after:])
        return (self._match(match) for match in found if match)

    def _match(self, found: re.Match[str]) -> Match:
        rule, slots = self.groups[str(found.lastgroup)]
        bound = tuple((found.start(group), slot) for group, slot in slots if found.start(group) >= 0)
        return Match(rule, found.start(), found.end(), bound)


@dataclass(frozen=True, eq=False)
class Cascade:
    """The levels of a language."""

    levels: tuple[Level, ...]

    def next_match(self, codes: str, level: int) -> tuple[int, tuple[Match, ...]] | None:
        """The first level from `level` on with a match in a chunk's codes, and its matches."""
        return _remembered(self, codes, level) if len(codes) <= _CACHED else self.search(codes, level)

    def search(self, codes: str, level: int) -> tuple[int, tuple[Match, ...]] | None:
        """The same, found anew."""
        for number in range(level, len(self.levels)):
            rules = self.levels[number]
            if not rules.needed.isdisjoint(codes) and (matches := tuple(rules.scan(codes))):
                return number, matches
        return None


@lru_cache(maxsize=1 << 15)  # the same few thousand sequences of classes make up most of the news
def _remembered(cascade: Cascade, codes: str, level: int) -> tuple[int, tuple[Match, ...]] | None:
    return cascade.search(codes, level)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in order."""
    return tuple(_rule(row) for row in read_table(TABLE) if not row[0].startswith("%"))


@cache
def grammar(language: str) -> Cascade:
    """The cascade of a language."""
    known = [rule for rule in rules() if not rule.languages or language in rule.languages]
    return Cascade(tuple(_level(name, tuple(group)) for name, group in groupby(known, key=lambda rule: rule.level)))


@cache
def macros() -> dict[str, str]:
    """Names for sets of classes, as alternatives."""
    return {row[0][1:]: row[1] for row in read_table(TABLE) if row[0].startswith("%")}


def _rule(row: tuple[str, ...]) -> Rule:
    level, id_, gives, build, pattern, sets, languages, example = row
    spoken = () if languages == "*" else tuple(languages.split())
    return Rule(level, id_, gives, build, pattern, read_slots("" if sets == "-" else sets), spoken, example)


def _level(name: str, members: tuple[Rule, ...]) -> Level:
    parts, groups = [], {}
    for number, rule in enumerate(members):
        slots: list[tuple[str, str]] = []
        body = _compiled(rule.pattern, f"r{number}", slots)
        parts.append(f"(?P<r{number}>{body})")
        groups[f"r{number}"] = (rule, tuple(slots))
    needed = frozenset[str]().union(*(_needed(rule.pattern) for rule in members))
    return Level(name, members, re.compile("|".join(parts)), tuple(map(re.compile, parts)), groups, needed)


def _needed(pattern: str) -> frozenset[str]:
    """Codes of which one is in all that a pattern matches: of each alternative, the rarest symbol it cannot lack."""
    while (flat := _GROUP.sub(_symbol_of, pattern)) != pattern:
        pattern = flat
    return frozenset[str]().union(*map(_rarest, pattern.split("|")))


def _symbol_of(group: re.Match[str]) -> str:
    """A group that must be there as one symbol, (A|B) as A/B, or as the symbols of its sequence; else nothing."""
    members, optional = group.groups()
    if optional or members.startswith("?") or ("|" in members and not _CLASSES.fullmatch(members)):
        return ""
    return str(members).replace("|", "/")


def _rarest(alternative: str) -> frozenset[str]:
    """The smallest set among its symbols; all codes where none must be there."""
    symbols = [symbol.partition("=")[0] for symbol in alternative.split() if not symbol.endswith("?")]
    sets = [frozenset("".join(map(_codes, symbol.split("/")))) for symbol in symbols]
    return min(sets, key=len, default=frozenset(alphabet().codes.values()))


def _compiled(pattern: str, prefix: str, slots: list[tuple[str, str]]) -> str:
    """A pattern over class names as a regular expression over codes; named items are noted in `slots`."""

    def symbol(match: re.Match[str]) -> str:
        names, slot = match.group(1) or match.group(3), match.group(2) or match.group(4)
        if not names:
            return "(?:" if match.group() == "(" else ""
        chars = f"[{''.join(_codes(name) for name in names.split('|'))}]"
        if not slot:
            return chars
        group = f"{prefix}_{len(slots)}"
        slots.append((group, slot))
        return f"(?P<{group}>{chars})"

    return _SYMBOL.sub(symbol, pattern)


def _codes(name: str) -> str:
    """The codes of a class or macro; macros may name macros."""
    if name in macros():
        return "".join(_codes(member) for member in macros()[name].split("|"))
    return code(name)
