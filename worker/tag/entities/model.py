"""The shipped model: what it knows of words, the network, and a CRF for each guideline it was trained on."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from worker.resources import read_bytes, read_table
from worker.tag.entities.attributes import ARABIC
from worker.tag.entities.chain import Chain
from worker.tag.entities.english.attributes import ENGLISH
from worker.tag.entities.forms import NONE, Forms, Prepared, Table, Weights
from worker.tag.entities.lexicon import Lexicon, Proclitic
from worker.tag.entities.linear import Linear
from worker.tag.entities.network import Network
from worker.tag.entities.rows import Array, Rows
from worker.tag.entities.writing import Writing

FILES = {"ar": "ner/ar.npz", "en": "ner/en.npz"}
WRITINGS = {"ar": ARABIC, "en": ENGLISH}
_ONE_KIND_MORE = ((0, 0), (0, 1), (0, 1), (0, 0))
PROCLITICS = "ar/name-prefixes.tsv"


@dataclass(frozen=True, slots=True)
class Model:
    """All that tagging needs, for one guideline: two kinds of scores, added, and the chain that decides."""

    forms: Forms
    network: Network
    linear: Linear
    chain: Chain
    tags: tuple[str, ...]

    @property
    def writing(self) -> Writing:
        """How the model's language is written."""
        return self.forms.writing

    def scores(self, forms: Sequence[str], ranges: list[tuple[int, int]], rows: Rows) -> Array:
        """Tag scores (tokens, tags) of a text's forms, whose sentences are `ranges`."""
        made = self.forms.of(forms)
        deep = self.network.scores(made.vectors, made.tokens, rows)
        return deep + self.linear.scores(made.rows, made.coarse, made.tokens, ranges)


@cache
def load(language: str, guideline: str) -> Model:
    """The shipped model of a language with the output layer of `guideline`; read once a process."""
    with np.load(io.BytesIO(read_bytes(FILES[language])), allow_pickle=False) as arrays:
        return build(dict(arrays), language, guideline)


def build(arrays: Mapping[str, Any], language: str, guideline: str) -> Model:
    """The model of the arrays that scripts/train-ner writes."""
    head = _strings(arrays["heads"]).index(guideline)
    network = _network(arrays, head)
    chain = Chain(_float(arrays["transitions"][head]), _float(arrays["start"][head]))
    linear = Linear(_float(np.pad(arrays["pairs"][head], _ONE_KIND_MORE)), _float(arrays["edges"][head]))
    return Model(_forms(arrays, language, head), network, linear, chain, tuple(_strings(arrays["tags"])))


def _network(arrays: Mapping[str, Any], head: int) -> Network:
    """The network with the output layer of a guideline; it wants halved what states are multiplied by."""
    recurrent, output = _float(arrays["recurrent"]), _float(arrays["outputs"][head])
    output[: 2 * recurrent.shape[1]] *= 0.5
    return Network(
        inputs=_float(np.split(arrays["inputs"], 2, axis=1)),
        bias=_float(arrays["input_bias"]).reshape(2, 1, -1),
        recurrent=recurrent * np.float32(0.5),
        output=output,
        output_bias=_float(arrays["output_bias"][head]),
    )


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


def _forms(arrays: Mapping[str, Any], language: str, head: int) -> Forms:
    weights = Weights(
        words=_numbered(_strings(arrays["words"])[: len(arrays["vectors"])]),
        attributes=_numbered(_strings(arrays["attribute_names"])),
        word_vectors=Table(arrays["vectors"], _float(arrays["vector_scale"])),
        attribute_vectors=Table(arrays["attributes"], _float(arrays["attribute_scale"])),
        linear=Table(_float(arrays["linear"][head]), _float(1)),
        bias=_float(arrays["form_bias"]),
        prepared=Prepared(arrays["bags"], arrays["coarse"]) if "bags" in arrays else NONE,
    )
    return Forms(WRITINGS[language], lexicon_of(arrays), weights)


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _strings(blob: Any) -> list[str]:
    return str(bytes(blob).decode()).split("\n")


def _float(array: Any) -> Array:
    return np.ascontiguousarray(array, dtype=np.float32)
