"""No garbage collection while a document is made, and little of it in between.

The stages make hundreds of thousands of small values of a long text and no cycles among them, as a test holds:
whoever looks for cycles meanwhile looks at all of them, again and again. Reference counting frees what they drop.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New values that stay, after which cycles are looked for again. Python says 700: that was once a document, and looked
# at all the words that stages remember.
_SELDOM = 50_000


def seldom_collected() -> None:
    """From now on cycles are looked for seldom, and never among the values that are here already."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_SELDOM)


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
