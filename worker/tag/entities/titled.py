"""Names told by the role before them: وزير الخارجية ميرزويان, where the model did not know the name.

A rare word right after a role is taken for a surname; a word between a role and a person, for the first name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worker.draft import Draft
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.roles import roles
from worker.tag.entities.tagger import Tagged

_BY = "titles@1"
_RARE = 5  # occurrences in the news that words were counted in
_SHORTEST = 4  # letters
# Seldom used: in 550 raw articles never, in 250 annotated ones three times, once rightly. Too few to calibrate by.
_CONFIDENCE = 0.5


def told(draft: Draft, names: Sequence[Tagged], lexicon: Lexicon) -> Iterator[Tagged]:
    """Persons that the model missed or cut short; the longer of two names is the right one."""
    taken = {i for name in names for i in range(name.first, name.end)}
    begins = {name.first: name for name in names if name.type == "PER"}
    for role in roles(draft, names, lexicon.splits(draft.tokens.folded)):
        word = role.end
        if role.person is not None or role.end - role.first < 2 or word >= len(draft.tokens) or word in taken:
            continue
        person = begins.get(word + 1)
        if person and _may_be_name(draft, word, lexicon):
            yield person._replace(first=word, confidence=_CONFIDENCE, by=_BY)
        elif not person and _may_be_name(draft, word, lexicon) and _rare(draft, word, lexicon):
            yield Tagged("PER", word, word + 1, _CONFIDENCE, _BY)


def _may_be_name(draft: Draft, token: int, lexicon: Lexicon) -> bool:
    """Whether the word stands on the role's line without article or clitics, and is rare or in the list of names.

    Rare words with a pronoun at the end (يؤجره) are verbs.
    """
    folded = draft.tokens.folded[token]
    whole = not draft.tokens.cuts[token] and lexicon.split(folded).stem == folded and not folded.startswith("ال")
    bare = whole and len(folded) >= _SHORTEST and folded.isalpha()
    same_line = "\n" not in draft.text[draft.tokens.end[token - 1] : draft.tokens.start[token]]
    listed = any(name.startswith("name") for name in lexicon.in_lists(folded))
    return bare and same_line and (listed or _rare(draft, token, lexicon))


def _rare(draft: Draft, token: int, lexicon: Lexicon) -> bool:
    return lexicon.counts.get(draft.tokens.folded[token], 0) < _RARE
