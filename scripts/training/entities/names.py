"""Lists of names as memberships of word forms: persons' names, cities, countries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from math import log2, log10
from pathlib import Path

from worker.resources import read_table
from worker.text.fold import fold

_PIECE = re.compile(r"[^\W_]+")
_COMMONEST_NAME = 5
_LARGEST_CITY = 4
_KNOWN = Path(__file__).parent / "known-names.tsv"
_PLAIN = 500  # occurrences in the news from which a word is no sign of the longer names that it is in


def lists(data: Path, counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """For each folded form the names of the lists it stands in; `counts` are of folded forms."""
    found: dict[str, set[str]] = defaultdict(set)
    _persons(data / "gazetteers" / "wikidata-name-tokens.tsv", found)
    _cities(data / "gazetteers" / "cities5000_arabic.tsv", found)
    for table in ("countries", "country-names"):
        for row in read_table(f"ar/{table}.tsv"):
            _add(found, row[0], "country")
    _known(found, counts)
    return {form: tuple(sorted(names)) for form, names in found.items()}


def _persons(path: Path, found: dict[str, set[str]]) -> None:
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        _, letters, count = line.split("\t")
        counts[fold(letters.replace(" ", ""))] += int(count)
    for form, count in counts.items():
        found[form].add(f"name{min(_COMMONEST_NAME, int(log2(count) + 1))}")


def _cities(path: Path, found: dict[str, set[str]]) -> None:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        columns = line.split("\t")
        size = min(_LARGEST_CITY, max(0, int(log10(int(columns[6] or 0) + 1)) - 3))
        for name in re.split(r"[|,]", columns[7]):
            _add(found, name, "city", str(size))


def _known(found: dict[str, set[str]], counts: Mapping[str, int]) -> None:
    """Names of our own list: alone by their kind; of longer ones the words that are not plain."""
    for line in _KNOWN.read_text(encoding="utf-8").splitlines():
        kind, _, name = line.partition("\t")
        pieces = [fold(piece) for piece in _PIECE.findall(name)]
        if line.startswith("#") or not pieces:
            continue
        if len(pieces) == 1:
            found[pieces[0]].add(kind)
        for i, piece in enumerate(pieces if len(pieces) > 1 else ()):
            if counts.get(piece, 0) < _PLAIN:
                found[piece].add(f"known-{'rest' if i else 'first'}")


def _add(found: dict[str, set[str]], name: str, kind: str, size: str = "") -> None:
    pieces = [fold(piece) for piece in _PIECE.findall(name)]
    if len(pieces) == 1:
        found[pieces[0]].add(kind + size)
    for i, piece in enumerate(pieces if len(pieces) > 1 else ()):
        found[piece].add(f"{kind}-{'rest' if i else 'first'}")
