"""Topics: IPTC Media Topics with calibrated scores, and the words that speak for them."""

from __future__ import annotations

from schemas import Topic
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.topics import evidence
from worker.tag.topics.codes import codes
from worker.tag.topics.features import Features, features
from worker.tag.topics.lexicon import Hit, find, terms
from worker.tag.topics.model import RESOURCE, probabilities, scores
from worker.tag.topics.narrower import narrower
from worker.tag.topics.stems import LANGUAGES
from worker.tag.topics.words import Words, words

LEAST = 0.1  # a top code below this is wrong nine times of ten


def _topics(draft: Draft) -> Draft:
    content = words(draft)
    if not any(content.cores):
        return draft
    row = terms(content.cores)
    hits = find(row)
    tops = _tops(features(content, row, hits))
    below = narrower(hits, content.headline, len(content.cores), dict(tops))
    return draft.evolve(topics=tuple(_topic(draft, content, hits, *found) for found in (*tops, *below)))


def _tops(features: Features) -> list[tuple[int, float]]:
    """Top codes that are likely enough, with their scores, best first."""
    found = enumerate(scores(probabilities(features)).tolist())
    return sorted((item for item in found if item[1] >= LEAST), key=lambda item: -item[1])


def _topic(draft: Draft, content: Words, hits: list[Hit], number: int, score: float) -> Topic:
    code = codes()[number]
    spans = evidence.listed(draft, content, hits, number)
    if not spans and not code.narrower:
        spans = evidence.telling(draft, content, number)
    return Topic(code=code.code, label=code.label, score=round(score, 3), evidence=spans)


_TABLES = tuple(f"{language}/{name}.tsv" for language in LANGUAGES for name in ("topics", "light_stem"))
STAGE = Stage(
    "topics",
    _topics,
    gives=("topics",),
    languages=frozenset(LANGUAGES),
    resources=("topics/codes.tsv", RESOURCE, *_TABLES),
)
