"""Optional parts: a missing one is named with the command that installs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from worker.errors import Misconfigured


@contextmanager
def text_stack() -> Iterator[None]:
    """Around imports of the text stages, which the base install leaves out."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise Misconfigured(
            f"this needs the text stack ({error.name} is missing): pip install 'warraq[worker]'"
        ) from None
