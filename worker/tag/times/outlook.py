"""Where a sentence speaks of what is to come."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from worker.draft import Draft
from worker.tag.times.alphabet import code
from worker.tag.times.lexicon import Lexicon, lexicon
from worker.text.fold import fold


@dataclass(frozen=True, slots=True)
class Outlook:
    """Offsets of the words of the future and of those that open a clause (that, إن)."""

    cues: tuple[int, ...] = ()
    clauses: tuple[int, ...] = ()

    def is_future(self, at: int) -> bool:
        """Whether the time named at `at` is to come: a cue stands before it, or after it in its own clause.

        "He will return on Friday", but "he said on Friday that he will return".
        """
        if self.cues and self.cues[0] < at:
            return True
        after = bisect_left(self.clauses, at)
        end = self.clauses[after] if after < len(self.clauses) else None
        return any(end is None or cue < end for cue in self.cues)


def outlook(draft: Draft, sentence: int, language: str) -> Outlook:
    """The outlook of a sentence; -1 stands for no sentence."""
    if sentence < 0:
        return Outlook()
    words, span, starts = lexicon(language), draft.sentences[sentence].span, draft.tokens.start
    kinds = {"cue": list[int](), "clause": list[int]()}
    for i in draft.tokens.within(span.start, span.end):
        if kind := _kind(words, draft.tokens.folded[i]):
            kinds[kind].append(starts[i])
        elif draft.tokens.heads[i] and _kind(words, fold(draft.tokens.core(i)[1])) == "clause":
            kinds["clause"].append(starts[i])  # وأن opens a clause as أن does
    return Outlook(tuple(kinds["cue"]), tuple(kinds["clause"]))


def _kind(words: Lexicon, folded: str) -> str | None:
    entry = words.words.get(folded)
    if entry is None:
        return "cue" if words.starts_future(folded) else None
    return {code("FUTURE"): "cue", code("CLAUSE"): "clause"}.get(entry.code)
