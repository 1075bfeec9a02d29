"""The clitics of the forms in worker/resources/ar/forms.z, by the model: made anew when forms or weights change."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from pathlib import Path

from worker.segment.clitics.analysis import weighed
from worker.segment.clitics.words import FORMS
from worker.text.frequency import forms

TARGET = Path(__file__).parent.parent / "worker" / "resources" / FORMS
HEAD = """\
# The clitics of the Arabic word forms in forms.z, in their order: a letter a form. Which letter stands for which cuts
# (code points from the start of the word) and how many code points of proclitics is in the JSON before them.
# Source: the forms of wordfreq 3.1.1 (CC BY-SA 4.0) in the analysis of clitic-weights.json and clitic-words.tsv.
"""


def packed() -> bytes:
    """The content of the file."""
    found = [weighed(form) for form in forms()]
    letters = {clitics: chr(ord("A") + i) for i, (clitics, _) in enumerate(Counter(found).most_common())}
    shapes = json.dumps({letter: clitics for clitics, letter in letters.items()})
    return zlib.compress(f"{HEAD}{shapes}\n{''.join(map(letters.__getitem__, found))}".encode(), 9)


def write() -> None:
    """Write the file."""
    TARGET.write_bytes(packed())
