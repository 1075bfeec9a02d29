"""Celery on a machine whose clock is wrong: ``python -m tests.chaos.clock SECONDS`` and Celery's arguments.

What asks for the time of day (Warraq, Celery, kombu) asks the module `time`; it is changed before they are imported.
"""

from __future__ import annotations

import sys
import time


def shift(seconds: int) -> None:
    """Put the clock of this process forward, or back."""
    true, true_ns = time.time, time.time_ns
    time.time = lambda: true() + seconds
    time.time_ns = lambda: true_ns() + seconds * 1_000_000_000


if __name__ == "__main__":
    shift(int(sys.argv.pop(1)))
    from celery.__main__ import main

    main()
