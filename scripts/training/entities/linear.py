"""The linear chain beside the network: a CRF over the same attributes, which errs elsewhere.

A word's attributes are seen from two words away; those made of its letters from one. Pairs of neighbours'
coarse clusters say a little of what stands beside what.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from training.entities.examples import Example, Forms
from training.entities.network import HEADS, TAGS
from worker.tag.entities.linear import EDGES, OFFSETS, PAIRS

_FAR = ("w=", "s=", "p=", "in=", "c0=", "c1=", "c2=", "digit", "mark", "foreign")
# Chosen on inhouse-dev among c1 of 0.02, 0.05, 0.1 and c2 of 0.02, 0.1, 0.5.
_TRAINING = {"c1": 0.02, "c2": 0.5, "max_iterations": 60}


def arrays(forms: Forms, examples: list[Example], heads: tuple[str, ...] = HEADS) -> dict[str, np.ndarray]:
    """Weights of attributes by offset, of pairs, of edges and of transitions, a table for each guideline."""
    trained = [_tables(forms, _train(forms, [e for e in examples if e.head == head])) for head in range(len(heads))]
    return {name: np.stack([tables[name] for tables in trained]) for name in trained[0]}


def _train(forms: Forms, examples: list[Example]) -> Any:
    trainer = pycrfsuite.Trainer(params=_TRAINING, verbose=False)
    for example in examples:
        trainer.append(list(_features(forms, example.forms)), [TAGS[tag] for tag in example.tags])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return tagger.info()


def _features(forms: Forms, sentence: list[int]) -> Iterable[list[str]]:
    coarse = [forms.coarse(form) for form in sentence]
    for i in range(len(sentence)):
        made = []
        for offset in OFFSETS:
            if 0 <= i + offset < len(sentence):
                own = forms.attributes(sentence[i + offset])
                made += [f"{offset}:{a}" for a in own if abs(offset) < 2 or a.startswith(_FAR)]
        made += ["first"] if i == 0 else []
        made += ["last"] if i == len(sentence) - 1 else []
        for n, (left, right) in enumerate(PAIRS):
            if i + left >= 0 and i + right < len(sentence):
                made.append(f"pair{n}:{coarse[i + left]}:{coarse[i + right]}")
        yield made


def _tables(forms: Forms, info: Any) -> dict[str, np.ndarray]:
    kinds = forms.coarse_kinds
    weights = np.zeros((len(forms.known), len(OFFSETS), len(TAGS)), dtype=np.float32)
    pairs = np.zeros((len(PAIRS), kinds, kinds, len(TAGS)), dtype=np.float32)
    edges = np.zeros((len(EDGES), len(TAGS)), dtype=np.float32)
    for (name, tag), weight in info.state_features.items():
        column = TAGS.index(tag)
        if name in EDGES:
            edges[EDGES.index(name), column] = weight
        elif name.startswith("pair"):
            kind, left, right = name.removeprefix("pair").split(":")
            pairs[int(kind), int(left), int(right), column] = weight
        else:
            offset, _, attribute = name.partition(":")
            weights[forms.known[attribute], OFFSETS.index(int(offset)), column] = weight
    moves = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        moves[TAGS.index(before), TAGS.index(after)] = weight
    return {"linear": weights, "pairs": pairs, "edges": edges, "linear_transitions": moves}
