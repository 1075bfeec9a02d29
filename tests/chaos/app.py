"""The Celery app of the chaos tests: the real worker, with a pipeline that does what a document says.

``metadata["do"]`` names it; without it the pipeline makes the Document that says nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable

from schemas import Article, Document
from tests.documents import document_of
from worker.bootstrap import Parts, build
from worker.node.start import application
from worker.settings import Settings, load

PIPELINE = "1.0+chaos"


def loop() -> None:
    """Never ends, but hears exceptions."""
    while True:
        pass


def hang() -> None:
    """Never ends and hears nothing, like a loop in C code."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    loop()


def eat() -> None:
    """Asks for memory until it is refused."""
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024 * 1024))


_KEPT: list[bytes] = []


def grow() -> None:
    """Leaks 32 MiB."""
    _KEPT.append(b"x" * (32 * 1024 * 1024))


def fail() -> None:
    """Raises."""
    raise ValueError("told to")


DEEDS: dict[str, Callable[[], object]] = {
    "raise": fail,
    "exit": lambda: os._exit(3),
    "segfault": lambda: ctypes.string_at(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "memory": eat,
    "loop": loop,
    "hang": hang,
    "grow": grow,
    "short": lambda: time.sleep(0.005),
    "slow": lambda: time.sleep(0.2),
}


def process(article: Article, revision: int, entered: Callable[[str], None]) -> Document:
    """Do what the article says, in the stage `obey`; failures are told as the pipeline tells them."""
    from worker.pipeline import StageFailed

    entered("obey")
    deed = article.metadata.get("do")
    if deed is not None:
        try:
            DEEDS[str(deed)]()
        except Exception as error:
            raise StageFailed("obey", error) from error
    return document_of(article, revision, PIPELINE)


def make(settings: Settings) -> Parts:
    """Parts with that pipeline."""
    return build(settings, process=process, fingerprint=PIPELINE)


app = application(load(), make)
