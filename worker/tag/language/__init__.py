"""Which language and script the raw text is in. Runs first: normalization depends on it."""

from __future__ import annotations

from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.language.alphabets import RESOURCE
from worker.tag.language.identify import identify


def _language(draft: Draft) -> Draft:
    return draft.evolve(language=identify(draft.text, draft.article.language))


LANGUAGE = Stage(
    "language",
    _language,
    gives=("language",),
    resources=("language/scripts.tsv", "language/languages.tsv", RESOURCE),
)
