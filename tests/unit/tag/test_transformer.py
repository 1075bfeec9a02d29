"""A transformer in place of our model, made here: two words it knows, and no training."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.tag.drafts import tagged
from worker.tag.entities import choice, transformer

LABELS = ("O", "B-PER", "I-PER", "B-LOC")
WORDS = {"met": "O", "in": "O", ".": "O", "mira": "B-PER", "holt": "I-PER", "chad": "B-LOC"}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A classifier whose embedding of a word is the word's label: the layers pass it through."""
    torch = pytest.importorskip("torch", reason="needs the extra [transformers]")
    pytest.importorskip("transformers", reason="needs the extra [transformers]")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    vocabulary = {word: i for i, word in enumerate(["[PAD]", "[UNK]", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", model_max_length=64
    )
    fast.save_pretrained(tmp_path)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=0,
        num_attention_heads=1,
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
    )
    bert = BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in bert.bert.embeddings.parameters():
            if parameter.dim() > 1:
                parameter.zero_()
        for word, label in WORDS.items():
            bert.bert.embeddings.word_embeddings.weight[vocabulary[word], LABELS.index(label)] = 1.0
        bert.classifier.weight.copy_(torch.eye(len(LABELS), 8) * 5)
        bert.classifier.bias.copy_(torch.tensor([0.1, 0.0, 0.0, 0.0]))
    bert.save_pretrained(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    choice.transformers.cache_clear()
    yield
    choice.transformers.cache_clear()
    transformer._load.cache_clear()


def test_its_names_come_out_as_the_same_layer(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Persons are joined, countries have their code, and mentions say what found them."""
    monkeypatch.setenv(choice.TRANSFORMERS, f"en={model}")
    person, place = tagged("Mira Holt met in Chad. Holt met Mira Holt.", "en").entities
    assert (person.type, person.name, [m.kind for m in person.mentions]) == (
        "PER",
        "Mira Holt",
        ["name", "short", "name"],
    )
    assert (place.type, place.links.iso3166) == ("LOC", "TD")
    assert place.mentions[0].by == f"{model.name}@transformers"


def test_a_missing_directory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the directory and what should be in it, or the extra that is not installed."""
    monkeypatch.setenv(choice.TRANSFORMERS, f"en={tmp_path}")
    with pytest.raises(Exception, match=r"save_pretrained|warraq\[transformers\]"):
        tagged("Mira Holt met in Chad.", "en")


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A classifier without torch, chosen for English and French: the label of a word is the one of `WORDS`."""

    def labels(text: str, _: Path) -> dict[int, transformer.Label]:
        found = re.finditer(r"\w+", text)
        return {m.start(): transformer._label(WORDS.get(m[0].lower(), "O"), 0.9 - m.start() / 1000) for m in found}

    monkeypatch.setattr(transformer, "_labels", labels)
    monkeypatch.setenv(choice.TRANSFORMERS, f"en={tmp_path},fr={tmp_path}")


@pytest.mark.usefixtures("words")
def test_a_name_ends_where_another_begins() -> None:
    """Two first names side by side are two persons, and a name is as sure as its least sure word."""
    people = [entity for entity in tagged("In Chad Mira Holt Mira met.", "en").entities if entity.type == "PER"]
    assert [mention.span.text for entity in people for mention in entity.mentions] == ["Mira Holt", "Mira"]
    assert people[0].mentions[0].confidence == pytest.approx(0.9 - 0.013)


@pytest.mark.usefixtures("words")
def test_a_language_without_a_model_of_ours_gets_names_too() -> None:
    """Joined by their spelling, countries with their code where the language's names of countries are known."""
    person, place = tagged("Mira Holt est au Chad. Mira Holt part.", "fr").entities
    assert [mention.span.text for mention in person.mentions] == ["Mira Holt"] * 2
    assert (place.type, place.name, place.links.iso3166) == ("LOC", "Chad", None)


def test_labels_of_other_schemes_are_understood() -> None:
    """PERS, PERSON, GPE and FAC; of what we do not know, nothing is made."""
    names = ["B-PERS", "I-PERSON", "GPE", "B-FAC", "ORG", "B-MISC", "O"]
    assert [transformer._label(name, 1.0).type for name in names] == ["PER", "PER", "LOC", "LOC", "ORG", "", ""]
    assert [transformer._label(name, 1.0).begins for name in names] == [True, False, False, True, False, True, False]


def test_a_directory_without_a_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything of it is read."""
    for name in ("torch", "transformers"):
        fake = ModuleType(name)
        fake.AutoTokenizer = fake.AutoModelForTokenClassification = None  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, fake)
    with pytest.raises(RuntimeError, match=r"no config\.json; name the directory that save_pretrained wrote"):
        transformer._load(tmp_path)
