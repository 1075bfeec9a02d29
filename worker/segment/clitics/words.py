"""Words whose clitics are known beforehand: closed-class words by a table, common forms as the model analysed them.

Most words of a text that were not met before are common all the same, and to look one up takes a twentieth of the
time that weighing its analyses takes.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import NamedTuple

from worker.resources import read_bytes, read_table
from worker.text.frequency import forms

CLOSED, FORMS = "ar/clitic-words.tsv", "ar/clitic-forms.z"


class Clitics(NamedTuple):
    """`cuts`: boundaries within the word, in code points; `head`: how many belong to its proclitics."""

    cuts: tuple[int, ...]
    head: int


@cache
def known() -> dict[str, Clitics]:
    """The clitics of every form whose frequency is known, and of closed-class words. Written without diacritics."""
    *_, shapes, letters = zlib.decompress(read_bytes(FORMS)).decode().split("\n")
    of = {letter: Clitics(tuple(cuts), head) for letter, (cuts, head) in json.loads(shapes).items()}
    return closed() | dict(zip(forms(), map(of.__getitem__, letters), strict=True))


@cache
def closed() -> dict[str, Clitics]:
    """Closed-class words, alone and after a conjunction."""
    words: dict[str, Clitics] = {}
    for segments, proclitics in read_table(CLOSED):
        for conjunction in ("و+", "ف+"):
            joined = conjunction + segments
            words.setdefault(joined.replace("+", ""), _of_segments(joined, int(proclitics) + 1))
    for segments, proclitics in read_table(CLOSED):
        words[segments.replace("+", "")] = _of_segments(segments, int(proclitics))
    return words


def _of_segments(segments: str, proclitics: int) -> Clitics:
    """The clitics of a word written with + between its parts, of which the first `proclitics` are proclitics."""
    cuts, position = [], 0
    for part in segments.split("+")[:-1]:
        position += len(part)
        cuts.append(position)
    return Clitics(tuple(cuts), cuts[proclitics - 1] if proclitics else 0)
