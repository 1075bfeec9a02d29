"""What the story index promises, whoever keeps it. Redis and memory implement it; one contract suite tests both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from schemas import Cluster

WEEK_MS = 7 * 24 * 3_600_000
LEAST = 0.42
"""Estimated Jaccard similarity from which on two texts are near-duplicates; docs/stories.md has the measurements."""
NEAREST = 5
"""Neighbours that a document is told of."""


@dataclass(frozen=True, slots=True)
class Story:
    """A cluster of more than one document: how many joined it, when it last grew (ms since the epoch), their ids.

    `documents` lists those still in the window, the newest thousand at most, oldest first.
    """

    id: str
    size: int
    latest_ms: int
    documents: tuple[str, ...]


class Stories(Protocol):
    """An index of the documents of the last days by what they say."""

    def place(self, id: str, revision: int, signature: bytes) -> Cluster:
        """The cluster of a document and its nearest documents; from now on it is in the index.

        Atomic, in one round trip. Placing it again changes nothing; a new revision takes the place of the old one;
        an older revision than the one placed is told its neighbours and changes nothing. Clusters that the
        document connects become one, under the id of the older.
        """
        ...

    def biggest(self, limit: int) -> list[Story]:
        """The clusters with most documents, biggest first."""
        ...

    def newest(self, limit: int) -> list[Story]:
        """The clusters that grew last, newest first."""
        ...

    def story(self, id: str) -> Story | None:
        """The cluster of more than one document that has or had this id; None where there is none in the window."""
        ...
