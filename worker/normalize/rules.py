"""Named rules over an alignment, in order."""

from __future__ import annotations

import re

from worker.text.alignment import Alignment, Replacement

_SPACE_BEFORE_MARK = re.compile(r"(?<=\S) (?=[،؛؟,;:!?.])")


def clean(alignment: Alignment) -> Alignment:
    """`alignment` after all rules."""
    return alignment.replace(Replacement(m.start(), m.end(), "") for m in _SPACE_BEFORE_MARK.finditer(alignment.text))
