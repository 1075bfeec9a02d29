"""The entities of a document: mentions of one thing joined, in order of appearance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemas import Entity, Mention, Span
from worker.tag.entities.found import Found


def entities(found: Iterable[Found], span: Callable[[int, int], Span]) -> tuple[Entity, ...]:
    """One entity for all mentions with one key. Its name is that of its first mention."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for mention in sorted(found, key=lambda m: (m.start, m.end)):
        groups.setdefault(_key(mention), []).append(mention)
    return tuple(_entities(groups.values(), span))


def _key(mention: Found) -> tuple[str, str]:
    return mention.type, mention.links.iso3166 or mention.name


def _entities(groups: Iterable[list[Found]], span: Callable[[int, int], Span]) -> Iterator[Entity]:
    for number, group in enumerate(groups, start=1):
        yield Entity(
            id=f"e{number}",
            type=group[0].type,
            name=group[0].name,
            links=group[0].links,
            mentions=tuple(
                Mention(span=span(m.start, m.end), kind=m.kind, confidence=m.confidence, by=m.by) for m in group
            ),
        )
