"""Sentences as the network sees them: numbers of forms and tags, and what each form is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from training.entities.corpora import Annotated
from training.entities.network import HEADS, TAGS
from worker.tag.entities.attributes import ARABIC
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.tagger import pieces
from worker.tag.entities.writing import Writing

HEAD_OF = {"aqmar": "wiki", "wojood": "wiki", "news": "inhouse", "written": "inhouse"}
_RARE = 3  # attributes seen in fewer forms' occurrences are left out


class Example(NamedTuple):
    """A sentence: its forms' numbers, its tags' numbers, and the guideline it follows."""

    forms: list[int]
    tags: list[int]
    head: int


class Forms:
    """The forms of all sentences, numbered as they come; their vector rows and attributes."""

    def __init__(self, lexicon: Lexicon, words: dict[str, int], writing: Writing = ARABIC) -> None:
        self.lexicon, self.writing = lexicon, writing
        self._words = words
        self._numbers: dict[str, int] = {}
        self._made: list[tuple[str, ...]] = []
        self._bags: list[list[int]] = []
        self.rows: list[int] = []
        self.known: dict[str, int] = {}

    def number(self, form: str) -> int:
        """The form's number."""
        if form not in self._numbers:
            self._numbers[form] = len(self.rows)
            self._made.append(self.writing.attributes(self.lexicon, form))
            spellings = self.writing.spellings(self.lexicon, form)
            row = next((self._words[w] for w in spellings if w in self._words), len(self._words))
            self.rows.append(row)
        return self._numbers[form]

    def keep_frequent(self, examples: Iterable[Example]) -> None:
        """Number the attributes that `examples` hold often enough."""
        counts = Counter(a for e in examples for form in e.forms for a in self._made[form])
        frequent = [a for a, count in counts.most_common() if count >= _RARE]
        self.know(frequent)

    def know(self, attributes: Iterable[str]) -> None:
        """Number `attributes` in this order."""
        self.known = {a: i for i, a in enumerate(attributes)}
        self._bags = [[self.known[a] for a in made if a in self.known] for made in self._made]

    def keep_first(self, most: int) -> None:
        """Keep only the most frequent attributes."""
        self.known = {a: i for a, i in self.known.items() if i < most}

    def attributes(self, form: int) -> list[str]:
        """The form's attributes that are numbered."""
        return [a for a in self._made[form] if a in self.known]

    def coarse(self, form: int) -> int:
        """The kind of the form: its coarsest cluster, else what it looks like."""
        return self.writing.coarse(self._made[form])

    @property
    def coarse_kinds(self) -> int:
        """How many kinds there are."""
        return self.writing.kinds

    def bags(self, forms: list[int]) -> tuple[list[int], list[int]]:
        """The attributes of all `forms`, one after the other, and where each form's begin."""
        flat, offsets = [], []
        for form in forms:
            offsets.append(len(flat))
            flat += self._bags[form]
        return flat, offsets


def examples(documents: Iterable[Annotated], forms: Forms) -> Iterator[Example]:
    """The sentences of `documents`, cut where the tagger cuts them."""
    for document in documents:
        corpus = document.corpus.partition("-")[0]
        head = HEADS.index(HEAD_OF.get(corpus, corpus))
        tags, ranges = document.tags(), list(pieces(document.draft))
        written = forms.writing.forms(document.draft, ranges)
        for first, end in ranges:
            numbers = [forms.number(form) for form in written[first:end]]
            yield Example(numbers, [TAGS.index(tag) for tag in tags[first:end]], head)
