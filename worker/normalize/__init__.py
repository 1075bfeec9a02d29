"""Raw text to clean text, every change undoable."""

from worker.draft import Draft
from worker.normalize.rules import clean
from worker.pipeline import Stage


def _normalize(draft: Draft) -> Draft:
    return draft.evolve(alignment=clean(draft.alignment))


STAGES = (Stage("normalize", _normalize, gives=("text",)),)
