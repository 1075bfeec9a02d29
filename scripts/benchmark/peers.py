"""What others do with the same texts, in the same run, each at the part of the job it has."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import partial

from schemas import Article
from scripts.benchmark.report import Report
from scripts.benchmark.timing import rates
from worker import normalize, segment, tag
from worker.draft import Draft
from worker.pipeline import run
from worker.stages import process

Work = Callable[[Article], object]


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """The whole pipeline and its first rooms against spaCy, pysbd and dateparser."""
    found = rates({**_ours(), **_spacy(), **_others()}, corpus[:40])
    for name, rate in found.items():
        report.add("peers", name, rate, "docs/s")
    whole, segmented = found["warraq: all layers"], found["warraq: normalize + segment"]
    neural = found["spaCy tok2vec + ner"]
    report.add("peers", "all layers ÷ spaCy tok2vec + ner alone", whole / neural, "ratio", "≥ 1.2, aim 4")
    report.add("peers", "normalize + segment ÷ pysbd sentences", segmented / found["pysbd sentences"], "ratio")
    report.add("peers", "all layers ÷ dateparser search_dates", whole / found["dateparser search_dates"], "ratio")


def _ours() -> dict[str, Work]:
    first = (tag.LANGUAGE, *normalize.STAGES)

    def through(stages: Sequence[object], article: Article) -> object:
        return run(stages, Draft.of(article))  # type: ignore[arg-type]

    return {
        "warraq: all layers": process,
        "warraq: normalize": partial(through, first),
        "warraq: normalize + segment": partial(through, (*first, *segment.STAGES)),
    }


def _spacy() -> dict[str, Work]:
    import spacy

    tokens = spacy.blank("ar")
    tokens.add_pipe("sentencizer")
    # No Arabic model is on offer: an untrained one of the usual size does the same arithmetic.
    neural = spacy.blank("ar")
    neural.add_pipe("tok2vec")
    recognizer = neural.add_pipe("ner")
    for label in ("PER", "LOC", "ORG"):
        recognizer.add_label(label)  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        neural.initialize()
    return {
        "spaCy blank tokenizer + sentencizer": lambda article: tokens(article.text),
        "spaCy tok2vec + ner": lambda article: neural(article.text),
    }


def _others() -> dict[str, Work]:
    import pysbd
    from dateparser.search import search_dates

    splitter = pysbd.Segmenter(language="ar", clean=False)
    return {
        "pysbd sentences": lambda article: splitter.segment(article.text),
        "dateparser search_dates": lambda article: search_dates(article.text, languages=["ar"]),
    }
