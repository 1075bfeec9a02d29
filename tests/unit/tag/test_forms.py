"""Forms as the model sees them: the same whether they are met for the first time, again, or after many others."""

from __future__ import annotations

import numpy as np
import pytest

from worker.tag.entities import forms as module
from worker.tag.entities.forms import NONE, Forms, Prepared, Table, Weights
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import WRITINGS, load

WIDTH = 3


def made(prepared: Prepared = NONE) -> Forms:
    dice = np.random.default_rng(0)
    attributes = {name: i for i, name in enumerate(["w=وزير", "<و", "ر>", "digit", "mark", "c0=1"])}

    def table(*shape: int) -> Table:
        return Table(dice.integers(-9, 9, size=shape).astype(np.int8), np.full(shape[-1], 0.1, dtype=np.float32))

    weights = Weights(
        words={"وزير": 0},
        attributes=attributes,
        word_vectors=table(1, WIDTH),
        attribute_vectors=table(len(attributes), WIDTH),
        linear=table(len(attributes), 5, 2),
        bias=np.zeros(WIDTH, dtype=np.float32),
        prepared=prepared,
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


def test_prepared_words_are_as_if_they_were_made_here() -> None:
    """What was made of a word beforehand is what is made of it when it is met, beside words that were not prepared."""
    attributes = [0, 1, 2, 6]  # those of وزير that `made` knows, and none
    prepared = Prepared(np.array([attributes], dtype=np.uint16), np.zeros(1, dtype=np.uint8))
    words = ["زير", "وزير", "12"]
    found, expected = made(prepared).of(words), made().of(words)
    for mine, theirs in zip(found[:3], expected[:3], strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_the_shipped_words_are_prepared_by_the_shipped_attributes() -> None:
    """The model file agrees with the code that takes words apart: a sample of the prepared words is made again."""
    forms = load("ar", "inhouse").forms
    weights = forms._weights
    for word, row in list(weights.words.items())[::997]:
        names = forms.writing.attributes(forms.lexicon, word)
        known = [weights.attributes[name] for name in names if name in weights.attributes]
        bag = weights.prepared.bags[row].tolist()
        assert bag == known + [len(weights.attributes)] * (len(bag) - len(known))
        assert weights.prepared.coarse[row] == forms.writing.coarse(names)
