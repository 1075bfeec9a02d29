"""What the text is about: language, entities, times, quotes, statements, topics, keywords."""

from __future__ import annotations

from schemas import LanguageTag
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.entities import ENTITIES


def _language(draft: Draft) -> Draft:
    arabic = sum("\u0600" <= c <= "\u06ff" for c in draft.text)
    rtl = arabic * 2 > sum(c.isalpha() for c in draft.text)
    code, script = ("ar", "Arab") if rtl else ("en", "Latn")
    tag = LanguageTag(code=code, script=script, direction="rtl" if rtl else "ltr", confidence=0.5)
    return draft.evolve(language=tag)


LANGUAGE = Stage("language", _language, gives=("language",))
STAGES: tuple[Stage, ...] = (ENTITIES,)
