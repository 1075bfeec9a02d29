"""What lists and searches know of a document: a few facts, read from its JSON once and remembered."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from schemas import LAYERS
from worker.store.protocol import Results

SCANNED = 1000
"""How many of the newest results a search looks at. A search beyond them is an index's business, not a viewer's."""

_REMEMBERED = 4000
_BATCH = 50  # payloads a round trip
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Summary:
    """A document in a list. `committed_ms`: since the epoch. `empty`: layers that hold nothing."""

    id: str
    committed_ms: int
    revision: int
    headline: str
    source: str | None
    published_at: str | None
    language: str
    direction: str
    entities: tuple[tuple[str, str], ...]
    names: frozenset[str]
    topics: tuple[str, ...]
    topic_codes: frozenset[str]
    flags: tuple[str, ...]
    empty: frozenset[str]
    missing: frozenset[str]
    milliseconds: float
    characters: int


class Summaries:
    """The newest documents of a store. For several threads."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._known: OrderedDict[tuple[str, int], Summary] = OrderedDict()
        self._lock = threading.Lock()

    def newest(self, limit: int = SCANNED) -> list[Summary]:
        """The newest first; those forgotten meanwhile are left out."""
        return self.of(self._results.recent(limit))

    def of(self, places: Iterable[tuple[int, str]]) -> list[Summary]:
        """The summaries of results, given when they were committed and their ids."""
        wanted = [(id, at) for at, id in places]
        with self._lock:
            found = {key: self._known[key] for key in wanted if key in self._known}
        unknown = iter([key for key in wanted if key not in found])
        while batch := list(islice(unknown, _BATCH)):
            payloads = self._results.results([id for id, _ in batch])
            found |= {
                key: summary_of(json.loads(payload), key[1])
                for key, payload in zip(batch, payloads, strict=True)
                if payload is not None
            }
        self._remember(found)
        return [found[key] for key in wanted if key in found]

    def _remember(self, found: dict[tuple[str, int], Summary]) -> None:
        with self._lock:
            for key, summary in found.items():
                self._known[key] = summary
                self._known.move_to_end(key)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


def summary_of(document: dict[str, Any], committed_ms: int) -> Summary:
    """The facts of a document's JSON, of whatever version."""
    info, language, made = document["article"], document["language"], document["provenance"]
    entities = document.get("entities", [])
    ranked = sorted(entities, key=lambda entity: -len(entity["mentions"]))
    topics = document.get("topics", [])
    return Summary(
        id=document["id"],
        committed_ms=committed_ms,
        revision=document["revision"],
        headline=_headline(document),
        source=info["source"],
        published_at=info["published_at"],
        language=language["code"],
        direction=language["direction"],
        entities=tuple((entity["type"], entity["name"]) for entity in ranked[:_SHOWN]),
        names=frozenset(_names(entities)),
        topics=tuple(topic["label"]["en"] for topic in topics[:_SHOWN]),
        topic_codes=frozenset(_topic_words(topics)),
        flags=tuple(str(flag["flag"]) for flag in document.get("quality", [])[:_SHOWN]),
        empty=frozenset(layer for layer in LAYERS if not document.get(layer)),
        missing=frozenset(layer["layer"] for layer in made.get("missing", []) if layer["reason"] != "partial"),
        milliseconds=round(sum(made.get("timings_ms", {}).values()), 1),
        characters=len(document["text"]),
    )


def _headline(document: dict[str, Any]) -> str:
    blocks = document.get("blocks", [])
    found = next((block["span"]["text"] for block in blocks if block["kind"] == "headline"), None)
    headline: str = found or document["article"]["title"] or document["text"]
    return headline[:200]


def _names(entities: list[dict[str, Any]]) -> Iterable[str]:
    for entity in entities[:500]:
        yield entity["name"].casefold()
        yield from (mention["span"]["text"].casefold() for mention in entity["mentions"][:20])


def _topic_words(topics: list[dict[str, Any]]) -> Iterable[str]:
    for topic in topics:
        yield topic["code"].casefold()
        yield from (str(label).casefold() for label in topic["label"].values())
