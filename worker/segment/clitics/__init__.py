"""Clitics: the proclitics and enclitic pronouns of an Arabic word, cut as ATB and UD do (the article is not cut)."""

from worker.segment.clitics.analysis import RESOURCES, analyse
from worker.segment.clitics.words import Clitics

__all__ = ["RESOURCES", "Clitics", "analyse"]
