"""The sums that must agree at every moment, whatever happened to the documents."""

from __future__ import annotations

from worker.store.values import Status


def sums_differ(status: Status) -> str | None:
    """What is wrong with the counts; None where everything that came in is done, dead, replaced, or open."""
    count = status.counters.get
    came = count("submitted", 0) + count("replayed", 0) + count("requeued", 0)
    went = count("committed", 0) + count("buried", 0) + count("superseded", 0)
    still = status.queued + status.leased
    if came == went + still:
        return None
    return f"{came:,} came in, {went:,} went out, and {still:,} are open instead of {came - went:,}"
