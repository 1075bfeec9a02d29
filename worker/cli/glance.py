"""What `warraq status` tells: the facts of one moment, and how fast they change. No display."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from worker.cli.output import age
from worker.store.protocol import Store
from worker.web.overview import LanguageHealth, by_language
from worker.web.summaries import Summaries

NEWEST = 100  # documents that languages are counted over; more would be read from Redis each second
_WINDOW_SECONDS = 10.0  # that rates are taken over: steady enough to read, short enough to see a change
_OFTEN = 0.9  # share of a language's documents from which on an empty layer is named
# What is counted, for each of the states that a document comes into.
_EVENTS = {"submitted": ("submitted",), "done": ("committed",), "dead": ("buried", "rejected")}


@dataclass(frozen=True, slots=True)
class Part:
    """A table; the first column names what the others tell."""

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


class Rates:
    """How often each thing happened a second, over the last ten seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, dict[str, int]]] = deque()

    def of(self, counters: Mapping[str, int], now: float) -> dict[str, float | None]:
        """Rates up to `now` (seconds of any clock that only goes forward); None where this is the first look."""
        counts = {name: sum(counters.get(event, 0) for event in events) for name, events in _EVENTS.items()}
        self._seen.append((now, counts))
        while len(self._seen) > 2 and self._seen[1][0] <= now - _WINDOW_SECONDS:
            self._seen.popleft()
        since, before = self._seen[0]
        if now <= since:
            return dict.fromkeys(_EVENTS)
        # A ledger that was emptied meanwhile counts from nothing again.
        return {name: round(max(0, count - before[name]) / (now - since), 2) for name, count in counts.items()}


def facts(store: Store) -> dict[str, Any]:
    """Counts, ages in seconds, documents a second over the last minute, groups."""
    status = asdict(store.status())
    recent = status.pop("recent")
    groups = [asdict(group) for group in store.groups()]
    return status | {"rate": round(recent / 60, 2), "groups": groups}


def languages(summaries: Summaries) -> list[dict[str, Any]]:
    """The languages of the newest documents, with the layers that are empty in nearly all of them."""
    return [
        {
            "language": health.code,
            "documents": health.documents,
            "median_ms": health.milliseconds,
            "empty": _often_empty(health),
        }
        for health in by_language(summaries.newest(NEWEST))
    ]


def parts_of(told: Mapping[str, Any]) -> list[Part]:
    """`told` as tables, for people."""
    found = [Part(("", "NOW", "PER SECOND"), [*_counts(told), *_ages(told)])]
    if told["groups"]:
        names = ("name", "lag", "pending", "missed", "aside", "consumers")
        head = ("GROUP", *(name.upper() for name in names[1:]))
        rows = [(group["name"], *(f"{group[name]:,}" for name in names[1:])) for group in told["groups"]]
        found.append(Part(head, rows))
    if told.get("languages"):
        head = ("LANGUAGE", f"OF THE NEWEST {NEWEST}", "MEDIAN MS", "NEARLY ALWAYS EMPTY")
        rows = [
            (one["language"], f"{one['documents']:,}", f"{one['median_ms']:.1f}", ", ".join(one["empty"]) or "-")
            for one in told["languages"]
        ]
        found.append(Part(head, rows))
    return found


def _counts(told: Mapping[str, Any]) -> list[tuple[str, ...]]:
    rates = {"done": told["rate"]} | told.get("rates", {})
    rows: list[tuple[str, ...]] = []
    for name in ("queued", "leased", "done", "dead", "submitted", "inbox"):
        rate = rates.get(name)
        rows.append((name, f"{told[name]:,}", "" if rate is None else f"{rate:,.1f}"))
    return rows


def _ages(told: Mapping[str, Any]) -> list[tuple[str, ...]]:
    idle = told["idle_seconds"]
    rows: list[tuple[str, ...]] = [
        ("oldest open", age(told["oldest_seconds"]), ""),
        ("last commit", "-" if idle is None else f"{age(idle)} ago", ""),
    ]
    rate = told.get("rates", {}).get("done")
    if told["queued"] and rate:
        rows.append(("done in", age(told["queued"] / rate), ""))
    return rows


def _often_empty(health: LanguageHealth) -> list[str]:
    return [layer for layer, count in sorted(health.empty.items()) if count > _OFTEN * health.documents]
