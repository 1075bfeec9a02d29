"""Scores against floors: what scripts/evaluate computes, compares and refuses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STEP = 0.005  # floors are rounded down to this, so that a tie broken otherwise does not cross one
_HEAD = "# Least scores on development data; scripts/evaluate writes and checks them. Columns: score, floor.\n"


class LowerFloor(Exception):
    """A measured score is under its floor, and nobody said that it may be."""


@dataclass(frozen=True, slots=True)
class Row:
    """A score and its floor, None where there is none yet."""

    name: str
    value: float
    floor: float | None

    @property
    def ok(self) -> bool:
        """Whether the score reaches its floor."""
        return self.floor is None or self.value >= self.floor

    def __str__(self) -> str:
        floor = "-" if self.floor is None else f"{self.floor:.3f}"
        return f"{'' if self.ok else 'BELOW':6}{self.name:44}{self.value:8.4f}  {floor:>7}"


def flatten(section: str, result: Mapping[str, Any]) -> dict[str, float]:
    """The shares among the scorer's values: of precision, recall and F1 the last; of "6/8 …" the quotient."""
    scores: dict[str, float] = {}
    for name, value in result.items():
        number = _share(value)
        if number is not None:
            scores[f"{section}.{name}"] = number
    return scores


def _share(value: Any) -> float | None:
    if isinstance(value, Mapping):
        return next((float(value[key]) for key in ("f1", "top1", "recall") if key in value), None)
    if isinstance(value, str) and "/" in value:
        part, _, whole = value.split(" ")[0].partition("/")
        return int(part) / int(whole)
    return float(value) if isinstance(value, (float, bool)) else None


def rows(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[Row]:
    """Each score beside its floor."""
    return [Row(name, value, floors.get(name)) for name, value in sorted(scores.items())]


def raised(scores: Mapping[str, float], floors: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """`floors` moved to what was measured. Raises `LowerFloor` if one would sink, unless `lower` allows it."""
    new = {name: math.floor(value / STEP + 1e-9) * STEP for name, value in scores.items()}
    sinking = sorted(name for name, floor in new.items() if floor < floors.get(name, 0.0) - 1e-9)
    if sinking and not lower:
        raise LowerFloor(f"would sink: {', '.join(sinking)}; say --allow-lower if it must be")
    return {**floors, **new}


def read(path: Path) -> dict[str, float]:
    """The floors of a file; none if there is no such file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: float(floor) for name, floor in (line.split("\t") for line in lines if line[:1] not in {"", "#"})}


def write(path: Path, floors: Mapping[str, float]) -> None:
    """Write the floors, by name."""
    lines = (f"{name}\t{floor:.3f}\n" for name, floor in sorted(floors.items()))
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")
