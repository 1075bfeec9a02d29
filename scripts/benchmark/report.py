"""What a run found: rows with a name, a number and its unit; printed, and kept as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. `target`: what must be reached, as it is said in docs/performance.md."""

    section: str
    name: str
    value: float
    unit: str
    target: str = ""


@dataclass
class Report:
    """The findings of one run, printed as they come."""

    rows: list[Row] = field(default_factory=list)

    def add(self, section: str, name: str, value: float, unit: str, target: str = "") -> None:
        """Keep and print one finding."""
        row = Row(section, name, value, unit, target)
        self.rows.append(row)
        print(f"{section:<10} {name:<44} {_number(value):>12} {unit:<10} {target}", flush=True)

    def value(self, section: str, name: str) -> float:
        """A finding made earlier in this run."""
        return next(row.value for row in self.rows if (row.section, row.name) == (section, name))

    def save(self, path: Path) -> None:
        """All findings as JSON."""
        path.write_text(json.dumps([asdict(row) for row in self.rows], ensure_ascii=False, indent=1) + "\n", "utf-8")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
