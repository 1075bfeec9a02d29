"""Speakers: who says what a cue reports. The nearest subject by syntax; else the last speaker, inferred."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from worker.tag.speech.cues import Cue
from worker.tag.speech.page import Page
from worker.tag.speech.subjects import cited, phrase_before, subject_after, subject_before

_HEARD = 10  # tokens behind a verb that reports nothing in which its subject may stand
_CUES_BACK = 3  # cues looked at before a participle for the verb it goes with


class Who(NamedTuple):
    """The place where the speaker is named; `inferred` where that is not near the cue."""

    start: int
    end: int
    inferred: bool = False


@dataclass(slots=True)
class Speakers:
    """Resolves the speakers of a page's cues, asked in the order of the text: it remembers who spoke last."""

    page: Page
    cues: list[Cue]
    fallback: Who | None = None  # the headline's attribution
    headline: tuple[int, int] | None = None
    known: dict[int, Who | None] = field(default_factory=dict)
    last: dict[str, Who] = field(default_factory=dict)  # by the gender of the cue that named the speaker
    sentence: int = -1
    local: Who | None = None  # who spoke last in this sentence

    def of_cue(self, cue: Cue, limit: int) -> Who | None:
        """The speaker of `cue`; the words up to token `limit` may name it."""
        if cue.token not in self.known:
            self.enter(cue.start)
            who = self._named(cue, limit) or self.remembered(cue.form.gender, cue.start)
            self.known[cue.token] = who
            if who is not None:
                self.keep(who, cue.form.gender)
        return self.known[cue.token]

    def keep(self, who: Who, gender: str) -> None:
        """Remember `who` as the last speaker."""
        self.local = who._replace(inferred=False)
        self.last[gender] = self.last[""] = self.local

    def hear(self, cue: Cue) -> None:
        """Remember the person behind a verb of saying that reports nothing: انتقد [الوزير] القرار. وقال إن."""
        self.enter(cue.start)
        found = subject_after(self.page, cue, min(len(self.page.tokens), cue.token + _HEARD))
        if found is not None and any(named.type == "PER" for named in self.page.named_within(*found)):
            self.keep(Who(*found), cue.form.gender)

    def enter(self, position: int) -> None:
        """Forget who spoke in the sentence before, if `position` is in another one."""
        sentence, _ = self.page.sentence_of(position)
        if sentence != self.sentence:
            self.sentence, self.local = sentence, None

    def remembered(self, gender: str, position: int) -> Who | None:
        """The last speaker of that gender, else the last one, else whoever was named, else the fallback: inferred."""
        who = self.local or self.last.get(gender) or self.last.get("") or self._person(position) or self.fallback
        return who._replace(inferred=self.local is None) if who else None

    def _person(self, position: int) -> Who | None:
        """The person named last before `position`."""
        people = self.page.people
        at = bisect_left(people, position, key=attrgetter("start")) - 1
        return Who(people[at].start, people[at].end) if at >= 0 else None

    def _named(self, cue: Cue, limit: int) -> Who | None:
        """The speaker as named in the sentence of the cue."""
        found = cited(self.page, cue, limit)
        if found is None and self._subject_first(cue):
            found = subject_before(self.page, cue)
        if found is None and cue.form.kind != "participle":
            found = subject_after(self.page, cue, limit)
        if found is None and cue.form.kind == "verb" and not cue.form.head:
            found = phrase_before(self.page, cue.token)
        if found is None and self.local is None:
            found = subject_before(self.page, cue) if cue.form.kind != "participle" else None
            found = found or self._of_clause(cue)
        return Who(*found) if found and not self._is_pronoun(found) else None

    def _is_pronoun(self, bounds: tuple[int, int]) -> bool:
        return self.page.text[slice(*bounds)].lower() in self.page.lexicon.role("pronoun")

    def _of_clause(self, cue: Cue) -> tuple[int, int] | None:
        """The subject of the verb of saying before `cue` in its sentence: رفض [المسؤول] الربط، حيث قال."""
        sentence, _ = self.page.sentence_of(cue.start)
        at = bisect_left(self.cues, cue)
        for before in reversed(self.cues[max(0, at - _CUES_BACK) : at]):
            if before.start < sentence:
                break
            if before.form.kind == "verb":
                near = None if before.form.head else phrase_before(self.page, before.token)
                return near or subject_after(self.page, before, cue.token) or subject_before(self.page, before)
        return subject_before(self.page, cue)

    def _subject_first(self, cue: Cue) -> bool:
        """Whether the subject is looked for before the cue first: a name right before it, or a relative pronoun."""
        if self._in_relative(cue) or self.page.lexicon.subject_first:
            return True
        before = self.page.named_at_end(self.page.tokens.end[cue.token - 1]) if cue.token else None
        if before is None or cue.form.head or cue.form.kind != "verb":
            return False
        joined = before.start > 0 and self.page.text[before.start - 1].isalpha()
        word = self.page.word(self.page.first_token(before.start) - 1)
        return not joined and word not in self.page.lexicon.role("preposition")

    def _in_relative(self, cue: Cue) -> bool:
        """Whether the cue's subject is the relative pronoun before it: [الوزير] الذي أكد, but الذي وصفه [الوزير]."""
        return not cue.form.object and self.page.word(cue.token - 1) in self.page.lexicon.role("relative")
