"""The shipped model: what it knows of words, the network, and a CRF for each guideline it was trained on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from worker.resources import read_bytes, read_table
from worker.tag.entities.attributes import attributes
from worker.tag.entities.chain import Chain
from worker.tag.entities.lexicon import Lexicon, Proclitic
from worker.tag.entities.network import Array, Indices, Network

FILE = "ner/ar.npz"
PROCLITICS = "ar/name-prefixes.tsv"
# Forms whose vectors are kept, at 400 bytes each: as many as some thousand articles hold.
_KEPT = 1 << 16


@dataclass(slots=True)
class Forms:
    """Vectors of forms, made when a form is first met and kept; all are dropped when they grow too many."""

    lexicon: Lexicon
    rows: Mapping[str, int]
    vectors: np.ndarray
    vector_scale: Array
    known: Mapping[str, int]
    attributes: np.ndarray
    attribute_scale: Array
    bias: Array
    _numbers: dict[str, int] = field(default_factory=dict)
    _made: Array = field(init=False)

    def __post_init__(self) -> None:
        self._made = np.zeros((_KEPT, len(self.bias)), dtype=np.float32)

    def of(self, folded: Iterable[str]) -> tuple[Array, Indices]:
        """The vectors of the distinct forms in `folded`, and for each word which of them it is."""
        distinct: dict[str, int] = {}
        tokens = np.array([distinct.setdefault(form, len(distinct)) for form in folded], dtype=np.intp)
        if len(self._numbers) + len(distinct) > _KEPT:
            self._numbers.clear()
        if len(distinct) > _KEPT:
            return np.array([self._make(form) for form in distinct], dtype=np.float32), tokens
        return self._made[[self._number(form) for form in distinct]], tokens

    def _number(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self._numbers)
            self._made[number] = self._make(form)
        return number

    def _make(self, form: str) -> Array:
        bag = [self.known[a] for a in attributes(self.lexicon, form) if a in self.known]
        total = self.bias + self.attributes[bag].sum(axis=0, dtype=np.float32) * self.attribute_scale
        row = next((self.rows[w] for w in self.lexicon.forms(form) if w in self.rows), None)
        if row is not None:
            total = total + self.vectors[row] * self.vector_scale
        return np.asarray(np.tanh(total), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """All that tagging needs, for one guideline."""

    forms: Forms
    network: Network
    chain: Chain
    tags: tuple[str, ...]


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
    return Model(_forms(arrays), network, chain, tuple(_strings(arrays["tags"])))


def proclitics() -> tuple[Proclitic, ...]:
    """The table of proclitics before Arabic words."""
    rows = read_table(PROCLITICS)
    return tuple(Proclitic(written, stands, int(outside), float(factor)) for written, stands, outside, factor in rows)


def lexicon_of(arrays: Mapping[str, Any]) -> Lexicon:
    """The lexicon: words, their counts, and the lists they are in as bits."""
    words, names = _strings(arrays["words"]), _strings(arrays["lists"])
    combinations: dict[int, tuple[str, ...]] = {}
    for bits in set(arrays["membership"].tolist()):
        combinations[bits] = tuple(name for i, name in enumerate(names) if bits >> i & 1)
    lists = {w: combinations[bits] for w, bits in zip(words, arrays["membership"].tolist(), strict=True) if bits}
    counts = dict(zip(words, arrays["counts"].tolist(), strict=True))
    return Lexicon(counts, lists, proclitics())


def _forms(arrays: Mapping[str, Any]) -> Forms:
    words = _strings(arrays["words"])[: len(arrays["vectors"])]
    return Forms(
        lexicon=lexicon_of(arrays),
        rows={word: row for row, word in enumerate(words)},
        vectors=arrays["vectors"],
        vector_scale=_float(arrays["vector_scale"]),
        known={name: row for row, name in enumerate(_strings(arrays["attribute_names"]))},
        attributes=arrays["attributes"],
        attribute_scale=_float(arrays["attribute_scale"]),
        bias=_float(arrays["form_bias"]),
    )


def _strings(blob: Any) -> list[str]:
    return str(bytes(blob).decode()).split("\n")


def _float(array: Any) -> Array:
    return np.ascontiguousarray(array, dtype=np.float32)
