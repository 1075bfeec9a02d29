"""Raw articles tagged by a model: more text for another model to learn from, labels and errors included."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate, takewhile
from pathlib import Path

from schemas import Article
from training.entities import news
from training.entities.corpora import ARABIC, STAGES
from training.entities.examples import Example, Forms
from training.entities.network import TAGS
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.entities.model import Model
from worker.tag.entities.tagger import pieces, tag

_SHORTEST, _LONGEST = 300, 6000  # characters: neither notices nor listings
_PROBE = 40  # characters by which an annotated text is known


def examples(data: Path, model: Model, forms: Forms, tokens: int, seed: int) -> list[Example]:
    """Sentences of raw articles with the model's tags, about `tokens` in all; annotated texts are left out."""
    known = _annotated(data)
    texts = [t for t in news.articles(data) if _SHORTEST < len(t) < _LONGEST and not _probes(t) & known]
    random.Random(seed).shuffle(texts)  # noqa: S311 - no secret
    found = (example for text in texts for example in _tagged(text, model, forms))
    counted = accumulate(((0, e) for e in found), lambda total, e: (total[0] + len(e[1].forms), e[1]))
    return [example for _, example in takewhile(lambda item: item[0] < tokens, counted)]


def _tagged(text: str, model: Model, forms: Forms) -> Iterator[Example]:
    draft, _ = run(STAGES, Draft.of(Article(id="-", text=text)).evolve(language=ARABIC))
    tags = ["O"] * len(draft.tokens)
    for name in tag(draft, model):
        tags[name.first : name.end] = [f"B-{name.type}"] + [f"I-{name.type}"] * (name.end - name.first - 1)
    for first, end in pieces(draft):
        numbers = [forms.number(form) for form in draft.tokens.folded[first:end]]
        yield Example(numbers, [TAGS.index(t) for t in tags[first:end]], 0)


def _annotated(data: Path) -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(data.glob("articles/*.txt"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted(data.glob("ner/inhouse-*.jsonl"))]
    return {text[n : n + _PROBE] for text in texts for n in range(len(text) - _PROBE)}


def _probes(text: str) -> set[str]:
    middle = len(text) // 2
    return {text[middle : middle + _PROBE], text[100 : 100 + _PROBE]}
