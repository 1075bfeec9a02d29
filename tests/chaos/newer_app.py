"""The chaos tests' app of the release after."""

from __future__ import annotations

from collections.abc import Callable

from schemas import Article, Document
from tests.documents import document_of
from worker.bootstrap import Parts, build
from worker.node.start import application
from worker.settings import Settings, load

PIPELINE = "2.0+chaos"


def process(article: Article, revision: int, entered: Callable[[str], None]) -> Document:
    """The Document that says nothing, made by the newer pipeline."""
    entered("say nothing")
    return document_of(article, revision, PIPELINE)


def make(settings: Settings) -> Parts:
    """Parts with that pipeline."""
    return build(settings, process=process, fingerprint=PIPELINE)


app = application(load(), make)
