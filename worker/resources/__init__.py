"""Data that stages read: built files, each with its source in NOTICE. scripts/ rebuilds them.

Tables are UTF-8 TSV; lines that start with ``#`` say where the table comes from and what its columns are.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def read_bytes(name: str) -> bytes:
    """The resource's content; `name` is its path under worker/resources, e.g. ``ar/speech.tsv``."""
    return files(__name__).joinpath(name).read_bytes()


def read_table(name: str) -> list[tuple[str, ...]]:
    """The rows of a TSV resource, comments and blank lines left out."""
    lines = read_bytes(name).decode().splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def read_json(name: str) -> Any:
    """The value in a JSON resource."""
    return json.loads(read_bytes(name))


def languages_with(name: str) -> frozenset[str]:
    """The languages that have a file of that name in their folder, e.g. ``abbreviations.tsv``."""
    folders = files(__name__).iterdir()
    return frozenset(folder.name for folder in folders if folder.is_dir() and folder.joinpath(name).is_file())
