"""What the text is about: language, entities, times, quotes, statements, topics, keywords."""

from __future__ import annotations

from schemas import LanguageTag
from worker.draft import Draft
from worker.pipeline import Stage


def _language(draft: Draft) -> Draft:
    arabic = sum("\u0600" <= c <= "\u06ff" for c in draft.text)
    rtl = arabic * 2 > sum(c.isalpha() for c in draft.text)
    tag = LanguageTag(code="ar" if rtl else "en", script="Arab" if rtl else "Latn", direction="rtl" if rtl else "ltr", confidence=0.5)  # fmt: skip
    return draft.evolve(language=tag)


LANGUAGE = Stage("language", _language, gives=("language",))
STAGES: tuple[Stage, ...] = ()
