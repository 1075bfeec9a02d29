"""Over how many shards the documents are spread: noted with the first of them, and the same from then on.

Another number would look for every document elsewhere, and find none: nothing would be lost, nor done.
"""

from __future__ import annotations

from typing import Any

from worker.errors import Misconfigured
from worker.store.faults import public
from worker.store.keys import Shard

_FIELD = "shards"


def noted(client: Any, first: Shard) -> bytes | None:
    """The number that is noted on the `first` shard; None before the first document."""
    found: bytes | None = client.hget(first.key("layout"), _FIELD)
    return found


def note(pipeline: Any, first: Shard, shards: int) -> None:
    """Ask for `shards` to be noted if no number is, and for the one that is: two answers."""
    pipeline.hsetnx(first.key("layout"), _FIELD, shards)
    pipeline.hget(first.key("layout"), _FIELD)


def require(found: bytes | None, shards: int, url: str) -> None:
    """Raises `Misconfigured` where another number is noted than `shards`."""
    if found is not None and int(found) != shards:
        said = (
            f"the documents in Redis at {public(url)} are spread over {int(found)} shards, WARRAQ_SHARDS says {shards}"
        )
        raise Misconfigured(f"{said}: set WARRAQ_SHARDS={int(found)}, or begin anew under another WARRAQ_NAMESPACE")
