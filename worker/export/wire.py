"""A Document as our own JSON, of the newest schema version."""

from __future__ import annotations

from schemas import Document


def render(document: Document) -> str:
    """One line."""
    return document.model_dump_json()
