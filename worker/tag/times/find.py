"""The times of a draft: chunks, parsed and resolved in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from schemas import TimeExpression
from worker.draft import Draft
from worker.tag.times.alphabet import Item, Slots, alphabet
from worker.tag.times.anchors import Anchor
from worker.tag.times.build import parse
from worker.tag.times.calendars import HIJRI, OutOfRange, year_month
from worker.tag.times.chunks import chunks
from worker.tag.times.outlook import outlook
from worker.tag.times.resolve import Resolved, resolve
from worker.tag.times.slots import calendar_of

_NEWS_YEARS = range(1600, 9000)  # no news is older; the first and last years of the calendar leave no room to count


def find_times(draft: Draft) -> tuple[TimeExpression, ...]:
    """Every time expression outside boilerplate, and the time stamps in it, in order of the text."""
    language = draft.language.code.partition("-")[0]
    items = _times(draft, _spans(draft, boilerplate=False), language)
    stamps = [item for item in _times(draft, _spans(draft, boilerplate=True), language) if "stamp" in item.slots]
    return tuple(_expressions(draft, sorted([*items, *stamps], key=lambda item: item.start), language))


def _times(draft: Draft, spans: list[range], language: str) -> list[Item]:
    """The items of emitting classes among the tokens of `spans`."""
    types = alphabet().types
    found = chunks(draft.text, draft.tokens, spans, language)
    return [item for chunk in found for item in parse(chunk, language) if item.code in types]


def _spans(draft: Draft, *, boilerplate: bool) -> list[range]:
    """The tokens of each block that is boilerplate, or is not; the whole text is content where there are no blocks."""
    if not draft.blocks:
        return [] if boilerplate else [range(len(draft.tokens))]
    wanted = (block.span for block in draft.blocks if (block.kind == "boilerplate") is boilerplate)
    return [draft.tokens.within(span.start, span.end) for span in wanted]


def _expressions(draft: Draft, items: Iterable[Item], language: str) -> Iterator[TimeExpression]:
    items = list(items)
    anchor = _shifted(Anchor(_published(draft)), items)
    starts = [sentence.span.start for sentence in draft.sentences]
    sentence, view = -1, None
    for item in items:
        here = bisect_right(starts, item.start) - 1
        if here != sentence:
            sentence, view = here, None
            anchor = anchor.in_sentence()
        if view is None and _is_partial(item):  # most sentences need no outlook
            view = outlook(draft, here, language)
        found = _resolved(item, anchor.towards(future=view is not None and view.is_future(item.start)))
        if found is None:
            continue
        yield _expression(draft, item, found)
        anchor = _after(anchor, item.slots, found)


def _is_partial(item: Item) -> bool:
    """Whether it takes the sentence's outlook to know which weekday or which year's day or month is meant."""
    return any("wday" in slots or "day" in slots or "month" in slots for slots in (item.slots, *item.parts))


def _resolved(item: Item, anchor: Anchor) -> Resolved | None:
    """The meaning of an item; None of a day that does not exist, no value for a Hijri date beyond the tables."""
    try:
        return resolve(item, anchor)
    except (OutOfRange, OverflowError):
        hijri = item.slots.get("cal") == HIJRI
        return Resolved(alphabet().types[item.code], None) if hijri else None


def _after(anchor: Anchor, slots: Slots, found: Resolved) -> Anchor:
    """The anchor after an expression: what it named may be referred to, and a month keeps its year."""
    if found.names is None:
        return anchor
    month = slots.get("month")
    if isinstance(month, int) and not found.exact:
        calendar = calendar_of(slots)
        anchor = anchor.resolved(calendar, month, year_month(calendar, found.names)[0])
    is_day = found.first is not None and found.first == found.last
    return anchor.named(found.names, explicit=found.exact, is_day=is_day)


def _published(draft: Draft) -> date | None:
    published = draft.article.published_at
    day = date.fromisoformat(published[:10]) if published else None
    return day if day and day.year in _NEWS_YEARS else None


def _shifted(anchor: Anchor, items: list[Item]) -> Anchor:
    """The anchor by the first "today, Saturday" of the text: papers print stories some days late."""
    for item in items:
        dayoff, weekday = item.slots.get("dayoff"), item.slots.get("wday")
        if isinstance(dayoff, int) and isinstance(weekday, int):
            return anchor.shifted(dayoff, weekday)
    return anchor


def _expression(draft: Draft, item: Item, found: Resolved) -> TimeExpression:
    bounds = {"from": _iso(found.first), "to": _iso(found.last)}  # `from` is a keyword of Python's
    return TimeExpression(
        span=draft.span(item.start, item.end),
        type=found.type,
        value=found.value,
        anchor=_iso(found.anchor),
        by=item.rule or "word",
        **bounds,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
