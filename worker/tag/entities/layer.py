"""The entities of a document: mentions of one thing joined, in order of appearance."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from schemas import Entity, Links, Mention, Span
from worker.tag.entities.found import Found

_NO_LINKS = Links()
# What an entity is called by, if it is mentioned in several ways.
_BEST = ("name", "short", "role", "demonym")


def entities(found: Iterable[Found], span: Callable[[int, int], Span]) -> tuple[Entity, ...]:
    """One entity for all mentions of one type and key, named by the fullest of its names."""
    groups: dict[tuple[str, Hashable], list[Found]] = {}
    for mention in sorted(found, key=lambda m: (m.start, m.end)):
        groups.setdefault((mention.type, mention.key), []).append(mention)
    return tuple(_entities(groups.values(), span))


def _entities(groups: Iterable[list[Found]], span: Callable[[int, int], Span]) -> Iterator[Entity]:
    for number, group in enumerate(groups, start=1):
        yield Entity(
            id=f"e{number}",
            type=group[0].type,
            name=_name(group),
            links=next((m.links for m in group if m.links != _NO_LINKS), _NO_LINKS),
            mentions=tuple(
                Mention(span=span(m.start, m.end), kind=m.kind, confidence=m.confidence, by=m.by) for m in group
            ),
        )


def _name(group: list[Found]) -> str:
    """Countries by their first name, since "the fullest" is a matter of style there; others by the longest."""
    best = min(_BEST.index(m.kind) for m in group)
    names = [m.name for m in group if _BEST.index(m.kind) == best]
    return names[0] if group[0].type == "LOC" else max(names, key=len)
