"""Forms as the model sees them: the same whether they are met for the first time, again, or after many others."""

from __future__ import annotations

import numpy as np
import pytest

from worker.tag.entities import forms as module
from worker.tag.entities.forms import Forms, Table, Weights
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import WRITINGS

WIDTH = 3


def made() -> Forms:
    dice = np.random.default_rng(0)
    attributes = {name: i for i, name in enumerate(["w=وزير", "<و", "ر>", "digit", "mark", "c0=1"])}

    def table(*shape: int) -> Table:
        return Table(dice.integers(-9, 9, size=shape).astype(np.int8), np.ones(shape[-1], dtype=np.float32))

    weights = Weights(
        words={"وزير": 0},
        attributes=attributes,
        word_vectors=table(1, WIDTH),
        attribute_vectors=table(len(attributes), WIDTH),
        linear=table(len(attributes), 5, 2),
        bias=np.zeros(WIDTH, dtype=np.float32),
    )
    return Forms(WRITINGS["ar"], Lexicon({}, {}, ()), weights)


def test_each_token_has_its_form() -> None:
    """Equal words share a form; numbers are one kind of word, whatever they are."""
    found = made().of(["وزير", "12", "وزير", "7"])
    assert found.tokens.tolist() == [0, 1, 0, 2]
    assert found.vectors[1].tolist() == found.vectors[2].tolist() != found.vectors[0].tolist()


def test_forms_are_the_same_after_many_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dropping old forms changes no answer, and no more are kept than there is room for."""
    monkeypatch.setattr(module, "_KEPT", 8)
    forms, words = made(), ["وزير", "12", ".", "زير", "word"]
    expected = [made().of([word]) for word in words]
    for turn in range(20):
        here = [words[turn % 5], words[turn * 3 % 5], f"x{turn}"]
        found = forms.of(here)
        for token, word in enumerate(here[:2]):
            alone = expected[words.index(word)]
            at = found.tokens[token]
            assert found.vectors[at].tolist() == alone.vectors[0].tolist()
            assert found.rows[at].tolist() == alone.rows[0].tolist()
            assert found.coarse[at] == alone.coarse[0]


def test_forms_without_known_attributes_are_told_by_the_bias() -> None:
    """A text of nothing known has vectors too."""
    assert not made().of(["word", "other"]).vectors.any()
