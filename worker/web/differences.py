"""What sets two reports of one story apart, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

WORDS = 600
"""How many words of each text are compared: matching is quadratic, and reports differ at their beginning."""


def differences(reference: str, text: str) -> Markup:
    """`text`, with words that `reference` lacks as ``ins`` and words that it has beyond them as ``del``."""
    old, new = reference.split()[:WORDS], text.split()[:WORDS]
    parts: list[Markup] = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(_words(new[new_start:new_end]))
            continue
        if old_start < old_end:
            parts.append(Markup("<del>{}</del>").format(_words(old[old_start:old_end])))
        if new_start < new_end:
            parts.append(Markup("<ins>{}</ins>").format(_words(new[new_start:new_end])))
    return Markup(" ").join(parts)


def beginning(text: str) -> Markup:
    """As much of a text as is compared."""
    return _words(text.split()[:WORDS])


def _words(words: Sequence[str]) -> Markup:
    return escape(" ".join(words))
