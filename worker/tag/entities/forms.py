"""What the model sees in word forms: made when a form is first met, for all new forms of a text at once, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.rows import Array, Indices, Kinds
from worker.tag.entities.writing import Writing

Bytes = NDArray[np.int8]
# Forms that are kept, at 250 bytes each: as many as four hundred articles hold.
_KEPT = 1 << 15
# Vectors are kept in eight bits a number, as those that they are made of are.
_UNIT = np.float32(1 / 127)


class Made(NamedTuple):
    """The distinct forms of a text: vectors, linear scores by offset, coarse kinds; and the form of each token."""

    vectors: Array
    rows: Array
    coarse: Kinds
    tokens: Indices


class Prepared(NamedTuple):
    """What the first words' attributes are: numbers of rows, filled up with that of none (words, most); coarse kinds.

    So frequent words are not taken apart when they are met.
    """

    bags: NDArray[np.uint16]
    coarse: Kinds


NONE = Prepared(np.zeros((0, 0), dtype=np.uint16), np.zeros(0, dtype=np.uint8))


class Table:
    """Rows in eight or sixteen bits a number, and what each column is multiplied by."""

    def __init__(self, rows: np.ndarray, scale: Array) -> None:
        self._rows = np.concatenate([rows, np.zeros_like(rows[:1])])  # the last row is that of none
        self._scale = scale

    def totals(self, bags: np.ndarray) -> Array:
        """The sums of the rows whose numbers stand in each column of `bags`."""
        return np.asarray(self._rows[bags].sum(axis=0, dtype=np.float32) * self._scale, dtype=np.float32)

    def filled(self, bags: Sequence[Sequence[int]]) -> np.ndarray:
        """`bags` as columns, filled up with the row of none, so that they are added side by side."""
        filled = list(zip_longest(*bags, fillvalue=len(self._rows) - 1))
        return np.array(filled, dtype=np.intp).reshape(-1, len(bags))


@dataclass(frozen=True, slots=True)
class Weights:
    """Vectors of words; vectors and linear scores of attributes; the rows of both by name; the bias of a form."""

    words: Mapping[str, int]
    attributes: Mapping[str, int]
    word_vectors: Table
    attribute_vectors: Table
    linear: Table
    bias: Array
    prepared: Prepared


class Forms:
    """The forms that were met. When they grow too many, those stay that were met again since the last time."""

    def __init__(self, writing: Writing, lexicon: Lexicon, weights: Weights) -> None:
        self.writing, self.lexicon = writing, lexicon
        self._weights = weights
        self._numbers: dict[str, int] = {}
        self._again = np.zeros(_KEPT, dtype=np.bool_)
        blank = self._made(["-"])
        self._vectors, self._rows, self._coarse = (np.zeros((_KEPT, *b.shape[1:]), dtype=b.dtype) for b in blank)

    def of(self, forms: Sequence[str]) -> Made:
        """The distinct forms among `forms`, of which there are at most half of `_KEPT`."""
        distinct: dict[str, int] = {}
        tokens = np.array([distinct.setdefault(form, len(distinct)) for form in forms], dtype=np.intp)
        new = [form for form in distinct if form not in self._numbers]
        if len(self._numbers) + len(new) > _KEPT:
            self._drop()
            new = [form for form in distinct if form not in self._numbers]
        met = len(self._numbers)
        self._keep(new)
        numbers = np.array([self._numbers[form] for form in distinct], dtype=np.intp)
        self._again[numbers[numbers < met]] = True
        vectors = self._vectors[numbers] * _UNIT
        return Made(vectors, self._rows[numbers], self._coarse[numbers], tokens)

    def _drop(self) -> None:
        """Keep the forms that were met again, the newest half of all at most, and move them to the front."""
        kept = np.flatnonzero(self._again)[-_KEPT // 2 :]
        for column in (self._vectors, self._rows, self._coarse):
            column[: len(kept)] = column[kept]
        forms = list(self._numbers)
        self._numbers = {forms[old]: new for new, old in enumerate(kept.tolist())}
        self._again[:] = False

    def _keep(self, new: list[str]) -> None:
        words, prepared = self._weights.words, len(self._weights.prepared.bags)
        known = {form: row for form in new if (row := words.get(form, prepared)) < prepared}
        for forms, made in ((list(known), self._known), ([form for form in new if form not in known], self._made)):
            if forms:
                first = len(self._numbers)
                here = slice(first, first + len(forms))
                self._vectors[here], self._rows[here], self._coarse[here] = made(forms)
                self._numbers.update(zip(forms, range(first, first + len(forms)), strict=True))

    def _known(self, words: list[str]) -> tuple[Bytes, Array, Kinds]:
        prepared = self._weights.prepared
        rows = np.array([self._weights.words[word] for word in words], dtype=np.intp)
        return (*self._summed(prepared.bags[rows].T, rows[None]), prepared.coarse[rows])

    def _made(self, new: list[str]) -> tuple[Bytes, Array, Kinds]:
        weights, writing = self._weights, self.writing
        made = [writing.attributes(self.lexicon, form) for form in new]
        bags = weights.linear.filled([_numbers(weights.attributes, names) for names in made])
        spellings = [writing.spellings(self.lexicon, form) for form in new]
        words = weights.word_vectors.filled([_numbers(weights.words, found)[:1] for found in spellings])
        return (*self._summed(bags, words), np.array([writing.coarse(names) for names in made], dtype=np.uint8))

    def _summed(self, bags: np.ndarray, words: np.ndarray) -> tuple[Bytes, Array]:
        weights = self._weights
        vectors = np.tanh(weights.bias + weights.attribute_vectors.totals(bags) + weights.word_vectors.totals(words))
        return np.rint(vectors / _UNIT).astype(np.int8), weights.linear.totals(bags)


def _numbers(known: Mapping[str, int], names: Iterable[str]) -> list[int]:
    """The numbers of those names that have one."""
    return [number for number in map(known.get, names) if number is not None]
