"""A transformer of the user's in place of our model: a token classifier in a local directory.

Needs the extra [transformers]. The directory holds what Hugging Face's `save_pretrained` writes, with a fast
tokenizer; its labels are PER, LOC and ORG (PERS, PERSON, GPE and FAC are understood too), plain or with B- and I-.
Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from schemas.annotations import EntityType
from worker.draft import Draft
from worker.tag.entities.tagger import Tagged, pieces

_TYPES = {"PERS": "PER", "PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}


class Label(NamedTuple):
    """What the classifier says of a token: whether a name begins there, of which type ("" is none), how sure."""

    begins: bool
    type: str
    sure: float


def tag(draft: Draft, directory: Path) -> Iterator[Tagged]:
    """The names in the text, in order. A token is what its first piece is."""
    by = f"{directory.name}@transformers"
    for first, end in pieces(draft):
        start, stop = draft.tokens.start[first], draft.tokens.end[end - 1]
        found = _labels(draft.text[start:stop], directory)
        labels = [
            found.get(draft.tokens.start[i] - start, Label(begins=False, type="", sure=0.0)) for i in range(first, end)
        ]
        yield from _stretches(labels, first, by)


def _labels(text: str, directory: Path) -> dict[int, Label]:
    """The label of each piece of the text by where the piece starts."""
    tokenizer, model, torch = _load(directory)
    encoded = tokenizer(text, return_offsets_mapping=True, return_tensors="pt", truncation=True)
    offsets = encoded.pop("offset_mapping")[0].tolist()
    with torch.no_grad():
        sure, best = model(**encoded).logits[0].softmax(-1).max(-1)
    names = [model.config.id2label[i] for i in best.tolist()]
    rows = zip(offsets, names, sure.tolist(), strict=True)
    return {start: _label(name, share) for (start, end), name, share in rows if end > start}


def _label(name: str, sure: float) -> Label:
    prefix, _, kind = name.rpartition("-")
    return Label(prefix == "B", _TYPES.get(kind.upper(), ""), sure)


def _stretches(labels: list[Label], offset: int, by: str) -> Iterator[Tagged]:
    first = 0
    for i in range(1, len(labels) + 1):
        same = i < len(labels) and labels[i].type == labels[first].type and not labels[i].begins
        if same:
            continue
        if labels[first].type:
            sure = round(min(label.sure for label in labels[first:i]), 3)
            yield Tagged(cast("EntityType", labels[first].type), offset + first, offset + i, sure, by)
        first = i


@cache
def _load(directory: Path) -> tuple[Any, Any, Any]:
    """The tokenizer, the model and torch. Raises `RuntimeError`, saying what to do."""
    try:
        import torch  # noqa: PLC0415 - an extra
        from transformers import AutoModelForTokenClassification, AutoTokenizer  # noqa: PLC0415
    except ImportError as error:
        raise RuntimeError("a transformer is chosen for entities: pip install 'warraq[transformers]'") from error
    if not (directory / "config.json").is_file():
        raise RuntimeError(f"{directory}: no config.json; name the directory that save_pretrained wrote")
    tokenizer = AutoTokenizer.from_pretrained(directory, local_files_only=True)
    model = AutoModelForTokenClassification.from_pretrained(directory, local_files_only=True).eval()
    return tokenizer, model, torch
