"""Our JSON with offsets in UTF-16 code units, as JavaScript, Java and C# count characters.

Such a document says ``"offsets": "utf16"`` in front, which the wire contract does not know: whoever reads it as
a Document is refused instead of misled.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import Any

from schemas import LAYERS, Document, restore

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class _Units:
    """Code point offsets of a text as UTF-16 code unit offsets."""

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset)


def render(document: Document) -> str:
    """One line."""
    clean, raw = _Units(document.text), _Units(restore(document))
    value = document.model_dump(mode="json")
    for layer in (*LAYERS, "quality"):
        value[layer] = _moved(value[layer], clean, raw)
    for edit in value["edits"]:
        edit["start"], edit["end"] = clean(edit["start"]), clean(edit["end"])
    value["tokens"] = _tokens(value["tokens"], clean)
    value["raw_length"] = raw(document.raw_length)
    return json.dumps({"offsets": "utf16", **value}, ensure_ascii=False)


def _moved(value: Any, clean: _Units, raw: _Units) -> Any:
    """`value` with every span in it moved."""
    if isinstance(value, list):
        return [_moved(item, clean, raw) for item in value]
    if not isinstance(value, dict):
        return value
    if "raw_start" not in value:
        return {key: _moved(item, clean, raw) for key, item in value.items()}
    place = {key: clean(value[key]) for key in ("start", "end")}
    return value | place | {key: raw(value[key]) for key in ("raw_start", "raw_end")}


def _tokens(tokens: dict[str, Any], clean: _Units) -> dict[str, Any]:
    starts = [clean(start) for start in tokens["start"]]
    cuts = [
        [clean(start + cut) - new for cut in inside]
        for start, new, inside in zip(tokens["start"], starts, tokens["cuts"], strict=True)
    ]
    return {"start": starts, "end": [clean(end) for end in tokens["end"]], "cuts": cuts}
