"""What the text is about: language, entities, times, quotes, statements, topics, keywords."""

from __future__ import annotations

from worker.pipeline import Stage
from worker.tag import fingerprint, keywords, speech, topics
from worker.tag.entities import ENTITIES
from worker.tag.language import LANGUAGE
from worker.tag.times import TIMES

__all__ = ["LANGUAGE", "STAGES"]

STAGES: tuple[Stage, ...] = (TIMES, ENTITIES, speech.STAGE, topics.STAGE, keywords.STAGE, fingerprint.STAGE)
