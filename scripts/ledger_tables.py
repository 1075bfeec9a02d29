"""The tables of keys and scripts in docs/ledger.md, from the code."""

from __future__ import annotations

from importlib.resources import files

from worker.store.keys import KEYS


def keys() -> str:
    """One row a kind of key."""
    rows = [
        f"| `{name}{f':<{key.of}>' if key.of else ''}` | {key.type} | {key.holds} | {key.lifetime or 'for good'} |"
        for name, key in KEYS.items()
    ]
    return "\n".join(["| key | type | what it holds | lives |", "|---|---|---|---|", *rows])


def scripts() -> str:
    """One row a Lua script, with its first sentences, up to the line that names its keys."""
    rows = []
    for file in sorted((files("worker.store") / "lua").iterdir(), key=lambda file: file.name):
        head = file.read_text("utf-8").partition("-- KEYS:")[0]
        said = " ".join(line.removeprefix("-- ") for line in head.splitlines())
        rows.append(f"| `{file.name}` | {said} |")
    return "\n".join(["| script | what it does |", "|---|---|", *rows])
