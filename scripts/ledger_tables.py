"""Write the tables of keys and scripts in docs/ledger.md from the code. A test holds them to each other."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from worker.store.keys import KEYS

PAGE = Path(__file__).parents[1] / "docs" / "ledger.md"


def tables() -> dict[str, str]:
    """Each table by the name of its marks in the page."""
    return {"keys": _keys(), "scripts": _scripts()}


def written(name: str) -> str:
    """A table as it stands in the page."""
    begin, end = _marks(name)
    return PAGE.read_text(encoding="utf-8").partition(begin)[2].partition(end)[0].strip()


def write() -> None:
    """Put the tables into the page."""
    for name, table in tables().items():
        begin, end = _marks(name)
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
        PAGE.write_text(f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name}: written by scripts/ledger_tables.py, held by a test -->", f"<!-- /{name} -->"


def _keys() -> str:
    rows = [
        f"| `{name}{f':<{key.of}>' if key.of else ''}` | {key.type} | {key.holds} | {key.lifetime or 'for good'} |"
        for name, key in KEYS.items()
    ]
    return "\n".join(["| key | type | what it holds | lives |", "|---|---|---|---|", *rows])


def _scripts() -> str:
    """The first sentences of each script, up to the line that names its keys."""
    rows = []
    for file in sorted((files("worker.store") / "lua").iterdir(), key=lambda file: file.name):
        head = file.read_text("utf-8").partition("-- KEYS:")[0]
        said = " ".join(line.removeprefix("-- ") for line in head.splitlines())
        rows.append(f"| `{file.name}` | {said} |")
    return "\n".join(["| script | what it does |", "|---|---|", *rows])


if __name__ == "__main__":
    write()
