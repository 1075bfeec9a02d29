"""What finders give: a mention before it is joined with others into an entity."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from schemas import Links
from schemas.annotations import EntityType, MentionKind


class Found(NamedTuple):
    """``text[start:end]`` names an entity of `type`; `name` is its form without what fused with it.

    Mentions of one type with equal `key` are of one entity.
    """

    start: int
    end: int
    type: EntityType
    kind: MentionKind
    name: str
    confidence: float
    by: str
    links: Links = Links()
    key: Hashable = None
