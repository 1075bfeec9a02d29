"""What tells speech in marks from titles, names, nicknames and scare quotes, as features of a pair."""

from __future__ import annotations

from worker.tag.speech.links import Link
from worker.tag.speech.page import Page

_GAP = 100  # characters between the parts of an interrupted quotation
_STOPS = frozenset(".؟?!")


def features(page: Page, at: int, links: list[Link], headlines: list[tuple[int, int]]) -> list[str]:
    """The names of the features that hold for pair `at`."""
    pair, link = page.pairs[at], links[at]
    first, last = page.first_token(pair.start), page.first_token(pair.end)
    in_headline = any(low <= pair.start < high for low, high in headlines)
    return [
        f"way={link.way}",
        *_length(last - first),
        *_around(page, at, in_headline=in_headline),
        *_link(link, first),
        f"{link.way}:{min(3, last - first)}" if last - first < 6 else f"{link.way}:long",
        *_content(page, first, last, page.text[pair.start : pair.end].strip()),
        *(["headline"] if in_headline else []),
        *(["continues"] if link.way == "none" and at and _continues(page, at, links[at - 1]) else []),
        *(["unclosed"] if not pair.closed else []),
        *(["nested"] if page.parents[at] is not None else []),
    ]


def _continues(page: Page, at: int, before: Link) -> bool:
    """Whether the pair goes on with the speech before: "Yes," she said. "Of course."."""
    start = page.pairs[at].outer_start
    gap = page.text[page.pairs[at - 1].outer_end : start]
    return before.way == "after" and len(gap) < _GAP and page.sentence_of(start)[0] == start and "\n" not in gap


def _length(words: int) -> list[str]:
    return [f"words>{bound}" for bound in (1, 2, 3, 5, 8, 14) if words > bound]


def _link(link: Link, first: int) -> list[str]:
    if link.cue is None:
        return []
    distance = abs(first - 1 - link.cue.token)
    near = [f"{link.way}<{bound}" for bound in (2, 6, 12) if distance < bound]
    return [f"act={link.cue.form.act}", *near]


def _around(page: Page, at: int, *, in_headline: bool) -> list[str]:
    pair, roles = page.pairs[at], page.lexicon.role
    opening = page.first_token(pair.outer_start) - 1
    before = page.word(opening)
    glued = pair.outer_start > 0 and not page.text[pair.outer_start - 1].isspace()
    after = page.text[pair.outer_end : pair.outer_end + 2].strip()[:1]
    found = {
        "colon": before == ":",
        "comma": before in "،,؛" and before != "",
        "complementizer": before in roles("complementizer"),
        "name_noun": _names(page, before) or _names(page, page.word(opening - 1)),
        "relative": before in roles("relative"),
        "glued": glued and before != ":",
        "colon_in_headline": in_headline and ":" in page.text[max(0, pair.outer_start - 60) : pair.outer_start],
        "opens_sentence": page.sentence_of(pair.outer_start)[0] == pair.outer_start,
        "attributed": _attributed(page, pair.outer_end),
        "paren_after": after == "(",
        "stop_after": after in _STOPS and after != "",
    }
    return [name for name, holds in found.items() if holds]


def _attributed(page: Page, end: int) -> bool:
    """Whether "in his words" follows: "…" على حد قوله, "…"، وفق تعبيره."""
    token = page.first_token(end)
    token += page.word(token) in ("،", ",")
    return not page.lexicon.role("attribution_noun").isdisjoint(page.tokens.folded[token + 1 : token + 3])


def _names(page: Page, word: str) -> bool:
    """Whether a title or name is to be expected behind the word: فيلم, لفرقة, وصحيفة."""
    return not page.lexicon.role("name_noun").isdisjoint((word, word[1:], word[2:]))


def _content(page: Page, first: int, last: int, content: str) -> list[str]:
    roles = page.lexicon.role
    words = page.tokens.folded[first:last]
    start, end = (page.tokens.start[first], page.tokens.end[last - 1]) if words else (0, 0)
    found = {
        "first_person": any(word in roles("first_person") for word in words),
        "opens_complementizer": bool(words) and words[0] in roles("complementizer"),
        "definite": page.bare(first) != page.word(first),
        "clause": bool(words)
        and ((len(words[0]) > 3 and words[0].startswith(("سي", "ست", "سن", "ي"))) or words[0] in roles("negated")),
        "stop_inside": any(mark in content[:-1] for mark in _STOPS),
        "stop_at_end": content[-1:] in _STOPS,
        "comma_inside": "،" in content or "," in content,
        "other_script": content.isascii() and not page.text[max(0, start - 40) : end + 40].isascii(),
        "digit_first": content[:1].isdigit(),
        "named": any(named.start == start and named.end == end for named in page.named_within(start, end)),
        "repeated": page.contents[content] > 1,
    }
    return [name for name, holds in found.items() if holds]
