"""Sentences of our own with the times that a reader finds in them.

Each line of times/*.tsv: day of publication (- unknown), sentence with its expressions in brackets, and for
each of them type and value (- null; days named together with + between them). A sentence without brackets
holds no time.
"""

from pathlib import Path

import pytest

from schemas import TimeExpression
from tests.times import times_of

FOLDER = Path(__file__).parent / "times"


def _lines() -> list[tuple[str, ...]]:
    found = []
    for table in sorted(FOLDER.glob("*.tsv")):
        language = table.stem.partition("-")[0]
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                cells = (*line.split("\t"), "")
                found.append((f"{table.stem}:{number}", language, *cells[:3]))
    return found


def _shown(time: TimeExpression) -> str:
    value = "+".join(time.value) if isinstance(time.value, tuple) else time.value
    return f"{time.type} {value or '-'}"


@pytest.mark.parametrize(("where", "language", "published", "sentence", "wanted"), _lines(), ids=lambda cell: cell[:12])
def test_times_of_a_sentence(where: str, language: str, published: str, sentence: str, wanted: str) -> None:
    """The expressions in brackets are found with their types and values, and no others."""
    found = times_of(sentence.replace("[", "").replace("]", ""), None if published == "-" else published, language)
    spans = [part.partition("]")[0] for part in sentence.split("[")[1:]]
    assert [time.span.text for time in found] == spans, where
    assert " | ".join(_shown(time) for time in found) == wanted, where
