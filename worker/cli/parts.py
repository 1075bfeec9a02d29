"""The parts a command works with, from the environment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from worker.bootstrap import Parts, build
from worker.settings import load


@contextmanager
def connected() -> Iterator[Parts]:
    """Parts built from the settings, closed afterwards."""
    parts = build(load())
    try:
        yield parts
    finally:
        parts.close()
