"""What a run found: rows with a name, a number and its unit, and samples of the stack; printed, and kept as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self


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
    """The findings of one run, printed as they come. `machine`: what it ran on, and with which texts."""

    rows: list[Row] = field(default_factory=list)
    stacks: Counter[tuple[str, ...]] = field(default_factory=Counter)
    machine: dict[str, str] = field(default_factory=dict)

    def add(self, section: str, name: str, value: float, unit: str, target: str = "") -> None:
        """Keep and print one finding."""
        row = Row(section, name, value, unit, target)
        self.rows.append(row)
        print(f"{section:<10} {name:<44} {shown(value):>12} {unit:<10} {target}", flush=True)

    def value(self, section: str, name: str) -> float:
        """A finding made earlier."""
        return next(row.value for row in self.rows if (row.section, row.name) == (section, name))

    def section(self, name: str) -> dict[str, float]:
        """The findings of a section, in order, by name."""
        return {row.name: row.value for row in self.rows if row.section == name}

    def over(self, earlier: Report) -> Report:
        """These findings, and of earlier ones the sections that are not among them."""
        sections = {row.section for row in self.rows}
        kept = [row for row in earlier.rows if row.section not in sections]
        return Report(kept + self.rows, self.stacks or earlier.stacks, {**earlier.machine, **self.machine})

    def save(self, path: Path) -> None:
        """All findings as JSON."""
        kept = {
            "machine": self.machine,
            "rows": [{**asdict(row), "value": float(f"{row.value:.4g}")} for row in self.rows],
            "stacks": {";".join(stack): count for stack, count in sorted(self.stacks.items())},
        }
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """What `save` wrote."""
        kept: Mapping[str, Mapping[str, int]] = json.loads(path.read_text("utf-8"))
        stacks = Counter({tuple(stack.split(";")): count for stack, count in kept["stacks"].items()})
        return cls([Row(**row) for row in kept["rows"]], stacks, dict(kept["machine"]))  # type: ignore[arg-type]


def shown(value: float) -> str:
    """As many digits as a reader needs."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2g}" if abs(value) < 1 else f"{value:.3g}"
