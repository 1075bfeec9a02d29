"""The shipped model: what it knows of words, the network, and a CRF for each guideline it was trained on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from worker.resources import read_bytes, read_table
from worker.tag.entities.attributes import attributes, coarse
from worker.tag.entities.chain import Chain
from worker.tag.entities.lexicon import Lexicon, Proclitic
from worker.tag.entities.linear import Linear
from worker.tag.entities.network import Network
from worker.tag.entities.rows import Array, Indices, Rows

FILE = "ner/ar.npz"
PROCLITICS = "ar/name-prefixes.tsv"
# Forms whose vectors are kept, at 400 bytes each: as many as some thousand articles hold.
_KEPT = 1 << 16


class Made(NamedTuple):
    """The distinct forms of a text: vectors, linear scores by offset, coarse kinds; and the form of each token."""

    vectors: Array
    rows: Array
    coarse: Indices
    tokens: Indices


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by name, in eight or sixteen bits a number, and what each column is multiplied by."""

    names: Mapping[str, int]
    rows: np.ndarray
    scale: Array

    def total(self, names: Iterable[str]) -> Array:
        """The sum of the rows of those names that the table has."""
        known = [self.names[name] for name in names if name in self.names]
        return np.asarray(self.rows[known].sum(axis=0, dtype=np.float32) * self.scale, dtype=np.float32)


class Forms:
    """What the model sees in forms, made when a form is first met and kept; all are dropped when they grow too many."""

    def __init__(self, lexicon: Lexicon, words: Table, attributes: Table, linear: Table, bias: Array) -> None:
        self.lexicon = lexicon
        self._words, self._attributes, self._linear, self._bias = words, attributes, linear, bias
        self._numbers: dict[str, int] = {}
        self._vectors = np.zeros((_KEPT, len(bias)), dtype=np.float32)
        self._rows = np.zeros((_KEPT, *linear.rows.shape[1:]), dtype=np.float32)
        self._coarse = np.zeros(_KEPT, dtype=np.intp)

    def of(self, folded: Sequence[str]) -> Made:
        """The distinct forms among `folded`: the first `_KEPT` of them, the rest read as one unknown form."""
        distinct: dict[str, int] = {}
        tokens = np.array([distinct.setdefault(form, len(distinct)) for form in folded], dtype=np.intp)
        if len(self._numbers) + len(distinct) > _KEPT:
            self._numbers.clear()
        numbers = [self._number(form) for form in islice(distinct, _KEPT)]
        return Made(
            self._vectors[numbers], self._rows[numbers], self._coarse[numbers], np.minimum(tokens, len(numbers) - 1)
        )

    def _number(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self._numbers)
            self._make(form, number)
        return number

    def _make(self, form: str, number: int) -> None:
        made = attributes(self.lexicon, form)
        word = next((w for w in self.lexicon.forms(form) if w in self._words.names), None)
        total = self._bias + self._attributes.total(made)
        if word is not None:
            total = total + self._words.total((word,))
        self._vectors[number] = np.tanh(total)
        self._rows[number] = self._linear.total(made)
        self._coarse[number] = coarse(made)


@dataclass(frozen=True, slots=True)
class Model:
    """All that tagging needs, for one guideline: two kinds of scores, added, and the chain that decides."""

    forms: Forms
    network: Network
    linear: Linear
    chain: Chain
    tags: tuple[str, ...]

    def scores(self, folded: Sequence[str], ranges: list[tuple[int, int]], rows: Rows) -> Array:
        """Tag scores (tokens, tags) of a text's words, whose sentences are `ranges`."""
        made = self.forms.of(folded)
        deep = self.network.scores(made.vectors, made.tokens, rows)
        return deep + self.linear.scores(made.rows, made.coarse, made.tokens, ranges)


@cache
def load(guideline: str) -> Model:
    """The shipped model with the output layer of `guideline`; read once a process."""
    with np.load(io.BytesIO(read_bytes(FILE)), allow_pickle=False) as arrays:
        return build(dict(arrays), guideline)


def build(arrays: Mapping[str, Any], guideline: str) -> Model:
    """The model of the arrays that scripts/train-ner writes."""
    head = _strings(arrays["heads"]).index(guideline)
    network = Network(
        inputs=_float(arrays["inputs"]),
        bias=_float(arrays["input_bias"]),
        recurrent=_float(arrays["recurrent"]),
        output=_float(arrays["outputs"][head]),
        output_bias=_float(arrays["output_bias"][head]),
    )
    chain = Chain(_float(arrays["transitions"][head]), _float(arrays["start"][head]))
    linear = Linear(_float(arrays["pairs"][head]), _float(arrays["edges"][head]))
    return Model(_forms(arrays, head), network, linear, chain, tuple(_strings(arrays["tags"])))


def proclitics() -> tuple[Proclitic, ...]:
    """The table of proclitics before Arabic words."""
    rows = read_table(PROCLITICS)
    return tuple(Proclitic(written, stands, int(outside), float(factor)) for written, stands, outside, factor in rows)


def lexicon_of(arrays: Mapping[str, Any]) -> Lexicon:
    """The lexicon: words, their counts, the lists they are in as bits, and the first words' clusters."""
    words, names = _strings(arrays["words"]), _strings(arrays["lists"])
    combinations: dict[int, tuple[str, ...]] = {}
    for bits in set(arrays["membership"].tolist()):
        combinations[bits] = tuple(name for i, name in enumerate(names) if bits >> i & 1)
    lists = {w: combinations[bits] for w, bits in zip(words, arrays["membership"].tolist(), strict=True) if bits}
    counts = dict(zip(words, arrays["counts"].tolist(), strict=True))
    clusters = dict(zip(words, map(tuple, arrays["clusters"].tolist()), strict=False))
    return Lexicon(counts, lists, proclitics(), clusters)


def _forms(arrays: Mapping[str, Any], head: int) -> Forms:
    words = {word: row for row, word in enumerate(_strings(arrays["words"])[: len(arrays["vectors"])])}
    known = {name: row for row, name in enumerate(_strings(arrays["attribute_names"]))}
    return Forms(
        lexicon_of(arrays),
        Table(words, arrays["vectors"], _float(arrays["vector_scale"])),
        Table(known, arrays["attributes"], _float(arrays["attribute_scale"])),
        Table(known, arrays["linear"][head], _float(1)),
        _float(arrays["form_bias"]),
    )


def _strings(blob: Any) -> list[str]:
    return str(bytes(blob).decode()).split("\n")


def _float(array: Any) -> Array:
    return np.ascontiguousarray(array, dtype=np.float32)
