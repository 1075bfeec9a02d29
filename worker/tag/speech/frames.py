"""Frames: which word of saying governs which أن, "that" — the reported statements in their places."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from worker.tag.speech.cues import Cue
from worker.tag.speech.page import Page

_NOUN_REACH = 4  # tokens between a noun of saying and its أن: "إعلان وزارة الداخلية الجزائرية أن"
_REACH = 60  # tokens between a cue and its complementizer; a bound that keeps hostile texts linear
_SUBJECT = 12  # tokens of a subject between the comma and the cue
_CLAUSE = 2  # tokens at least of a clause before its cue: "Talks failed, he said"
_STOPS = frozenset(".!?")
_NAME = 40  # characters; what is longer in marks is no name of a speaker: وقال "أبو سالم" إن
_ASIDE_ENDS = frozenset("-–—)")
_SUBJUNCTIVE = frozenset({"hope", "express", "warn", "ask"})  # their أن may take a verb: أمل أن يعود


class Frame(NamedTuple):
    """A cue and the token behind which its report begins: the complementizer, or the last word before the clause.

    `trailing` where the report stands before the cue: "Talks failed, the minister said."
    """

    cue: Cue
    complementizer: int
    trailing: bool = False


def find_frames(page: Page, cues: list[Cue]) -> list[Frame]:
    """The frames of the page, ordered by complementizer. A cue governs once, the nearest one wins."""
    complementizers = page.lexicon.role("complementizer")
    free = [cue.token for cue in cues]
    taken: set[int] = set()
    frames = []
    for token in [token for token, word in enumerate(page.tokens.folded) if word in complementizers]:
        if page.word(token + 1) in _STOPS:
            continue  # Nasser disputed that.
        cue = _governor(page, cues, bisect_left(free, token) - 1, token, taken)
        if cue is not None:
            taken.add(cue.token)
            frames.append(Frame(cue, token))
    return sorted(frames + _bare_frames(page, cues, taken), key=lambda frame: frame.complementizer)


def _bare_frames(page: Page, cues: list[Cue], taken: set[int]) -> list[Frame]:
    """Frames without a complementizer, where the language leaves it out: "The minister said talks failed."."""
    words = page.lexicon.role("bare")
    free = (cue for cue in cues if page.word(cue.token) in words and cue.token not in taken)
    found = (_bare(page, cue) for cue in free if page.pair_at(cue.start) is None and not _behind_marks(page, cue))
    return [frame for frame in found if frame is not None]


def _behind_marks(page: Page, cue: Cue) -> bool:
    """Whether the cue follows quotation marks, and so belongs to them: "…", said the minister."""
    before = cue.token - 1
    while page.word(before) == ",":
        before -= 1
    return before >= 0 and page.pair_at(page.tokens.start[before]) is not None


def _bare(page: Page, cue: Cue) -> Frame | None:
    token = _after_adverbs(page, cue.token + 1)
    if _follows(page, cue, token) and _trails(page, cue):
        return Frame(cue, cue.token, trailing=True)
    word, roles = page.word(token), page.lexicon.role
    opens = word[:1].isalnum() and word not in roles("preposition") and word not in roles("bare_stop")
    return Frame(cue, token - 1) if opens else None


def _after_adverbs(page: Page, token: int) -> int:
    """The first token behind what tells when: said later, said on Tuesday."""
    roles = page.lexicon.role
    while page.word(token) in roles("adverb") or (
        page.word(token) in roles("preposition") and page.word(token + 1) in roles("adverb")
    ):
        token += 1
    return token


def _follows(page: Page, cue: Cue, token: int) -> bool:
    """Whether the sentence ends at `token`, or goes on without a clause that was said: …, he said in Cairo, adding."""
    _, sentence_end = page.sentence_of(cue.start)
    if token >= len(page.tokens) or page.tokens.end[token] >= sentence_end:
        return True
    word = page.word(token)
    return not word[:1].isalnum() or word in page.lexicon.role("preposition")


def _trails(page: Page, cue: Cue) -> bool:
    """Whether a clause stands before the cue's subject and a comma, not only a phrase: In Cairo, he said."""
    comma = comma_before(page, cue)
    if comma is None or cue.form.kind != "verb":
        return False
    first, roles = page.first_token(page.sentence_of(cue.start)[0]), page.lexicon.role
    return comma - first >= _CLAUSE and not any(
        page.word(first) in roles(role) for role in ("preposition", "attribution")
    )


def comma_before(page: Page, cue: Cue) -> int | None:
    """The comma token that ends the clause reported before the cue; None where it belongs to quotation marks."""
    first = page.first_token(page.sentence_of(cue.start)[0])
    ahead = range(cue.token - 1, max(first, cue.token - _SUBJECT), -1)
    comma = next((token for token in ahead if page.word(token) == ","), None)
    if comma is None:
        return None
    start, end = page.tokens.start[comma], page.tokens.end[comma]
    return None if any(page.pair_at(place) is not None for place in (start - 1, start, end)) else comma


def _governor(page: Page, cues: list[Cue], last: int, token: int, taken: set[int]) -> Cue | None:
    position = page.tokens.start[token]
    sentence_start, _ = page.sentence_of(position)
    if last < 0 or _is_bound(page, token):
        return None
    inside = page.pair_at(position)
    after_aside = page.word(token - 1) in _ASIDE_ENDS
    noun: Cue | None = None
    for at in range(last, max(-1, last - 4), -1):
        cue = cues[at]
        if cue.start < sentence_start or (cue.token in taken and not after_aside):
            break
        if cue.token not in taken and page.pair_at(cue.start) == inside and _may_govern(page, cue, token):
            if cue.form.kind != "noun" and not (noun is not None and cue.form.act == "carry"):
                return cue
            noun = noun or cue
    return noun


def _may_govern(page: Page, cue: Cue, token: int) -> bool:
    if token - cue.token > _REACH:
        return False
    if _introduces_marks(page, cue, page.tokens.start[token]):
        return False
    between = page.tokens.folded[cue.token + 1 : token - 1]
    if cue.form.kind == "noun" and len(between) > _NOUN_REACH:
        return False
    if cue.form.act == "indicate" and not page.lexicon.role("indicating").isdisjoint(between):
        return False  # أشار إلى شيء … أن: the preposition led elsewhere
    return cue.form.act in _SUBJUNCTIVE or not _before_verb(page, token)


def _introduces_marks(page: Page, cue: Cue, position: int) -> bool:
    """Whether marks that begin between the cue and `position` are what it reports: قال: "…"، وهذا يعني أن."""
    at = bisect_left(page.pair_starts, cue.end)
    if at == len(page.pairs) or page.pairs[at].outer_start >= position:
        return False
    pair = page.pairs[at]
    gap = page.text[cue.end : pair.outer_start].rstrip()
    return gap.endswith(":") or (gap == "" and pair.end - pair.start > _NAME)


def _before_verb(page: Page, token: int) -> bool:
    """Whether the complementizer is the أن of wishing and ordering, with a verb in ي behind it."""
    following, roles = page.word(token + 1), page.lexicon.role
    return (
        page.tokens.words[token] in roles("subjunctive!")
        and len(following) > 2
        and following not in roles("not_verb")
        and following.startswith(tuple(roles("subjunctive_prefix")))
    )


def _is_bound(page: Page, token: int) -> bool:
    """Whether another word claims the complementizer: قبل أن, يمكن أن, على الرغم من أن."""
    roles = page.lexicon.role
    before = page.word(token - 1)
    if before in roles("link"):
        before = page.word(token - 2)
    if before[:1] in roles("proclitic") and before[1:] in roles("blocker"):
        return True
    return before in roles("blocker")
