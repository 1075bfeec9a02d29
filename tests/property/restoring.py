"""The way back from a clean text to the raw one, as a consumer would go it."""

from __future__ import annotations

from worker.text.alignment import Alignment


def restored(alignment: Alignment) -> str:
    """The clean text with every change undone."""
    parts, position = [], 0
    for change in alignment.changes:
        parts += [alignment.text[position : change.start], alignment.raw[change.raw_start : change.raw_end]]
        position = change.end
    return "".join(parts) + alignment.text[position:]
