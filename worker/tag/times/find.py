"""The times of a draft: chunks, parsed and resolved in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from schemas import TimeExpression
from worker.draft import Draft
from worker.tag.times.alphabet import Item, Slots, alphabet, code
from worker.tag.times.anchors import Anchor
from worker.tag.times.build import parse
from worker.tag.times.calendars import HIJRI, OutOfRange, year_month
from worker.tag.times.chunks import chunks
from worker.tag.times.lexicon import lexicon
from worker.tag.times.resolve import Resolved, resolve


def find_times(draft: Draft) -> tuple[TimeExpression, ...]:
    """Every time expression outside boilerplate, in order of the text."""
    language = draft.language.code.partition("-")[0]
    items = [
        item for chunk in chunks(draft.text, draft.tokens, _spans(draft), language) for item in _times(chunk, language)
    ]
    return tuple(_expressions(draft, items, language))


def _times(chunk: list[Item], language: str) -> Iterator[Item]:
    return (item for item in parse(chunk, language) if item.code in alphabet().types)


def _spans(draft: Draft) -> list[range]:
    """The tokens of each block that is content; of the whole text where there are no blocks."""
    if not draft.blocks:
        return [range(len(draft.tokens))]
    content = (block.span for block in draft.blocks if block.kind != "boilerplate")
    return [draft.tokens.within(span.start, span.end) for span in content]


def _expressions(draft: Draft, items: Iterable[Item], language: str) -> Iterator[TimeExpression]:
    items = list(items)
    anchor = _shifted(Anchor(_published(draft)), items)
    starts, sentence = [sentence.span.start for sentence in draft.sentences], -1
    for item in items:
        here = bisect_right(starts, item.start) - 1
        if here != sentence:
            sentence = here
            anchor = anchor.in_sentence(future=_future(draft, here, language))
        found = _resolved(item, anchor)
        if found is None:
            continue
        yield _expression(draft, item, found)
        anchor = _after(anchor, item.slots, found)


def _resolved(item: Item, anchor: Anchor) -> Resolved | None:
    """The meaning of an item; None of a day that does not exist, no value for a Hijri date beyond the tables."""
    try:
        return resolve(item, anchor)
    except OutOfRange:
        hijri = item.slots.get("cal") == HIJRI
        return Resolved(alphabet().types[item.code], None) if hijri else None


def _after(anchor: Anchor, slots: Slots, found: Resolved) -> Anchor:
    """The anchor after an expression: what it named may be referred to, and a month keeps its year."""
    if found.names is None:
        return anchor
    month = slots.get("month")
    if isinstance(month, int) and not found.exact:
        calendar = str(slots.get("cal", "g"))
        anchor = anchor.resolved(calendar, month, year_month(calendar, found.names)[0])
    is_day = found.first is not None and found.first == found.last
    return anchor.named(found.names, explicit=found.exact, is_day=is_day)


def _published(draft: Draft) -> date | None:
    published = draft.article.published_at
    return date.fromisoformat(published[:10]) if published else None


def _shifted(anchor: Anchor, items: list[Item]) -> Anchor:
    """The anchor by the first "today, Saturday" of the text: papers print stories some days late."""
    for item in items:
        dayoff, weekday = item.slots.get("dayoff"), item.slots.get("wday")
        if isinstance(dayoff, int) and isinstance(weekday, int):
            return anchor.shifted(dayoff, weekday)
    return anchor


def _future(draft: Draft, sentence: int, language: str) -> bool:
    """Whether the sentence speaks of what is to come: a verb or word of the future stands in it."""
    if sentence < 0:
        return False
    words, span = lexicon(language), draft.sentences[sentence].span
    future = code("FUTURE")
    for i in draft.tokens.within(span.start, span.end):
        folded = draft.tokens.folded[i]
        entry = words.words.get(folded)
        if (entry is not None and entry.code == future) or (entry is None and words.starts_future(folded)):
            return True
    return False


def _expression(draft: Draft, item: Item, found: Resolved) -> TimeExpression:
    return TimeExpression.model_construct(
        span=draft.span(item.start, item.end),
        type=found.type,
        value=found.value,
        from_=_iso(found.first),
        to=_iso(found.last),
        anchor=_iso(found.anchor),
        by=item.rule or "word",
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
