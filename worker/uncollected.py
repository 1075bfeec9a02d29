"""No garbage collection while a document is made.

The stages make hundreds of thousands of small values of a long text and no cycles among them, as a test holds:
whoever looks for cycles meanwhile looks at all of them, again and again. Reference counting frees what they drop.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, no cycles are looked for."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
