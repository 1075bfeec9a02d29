"""Reading payloads of every published version: decode, bring up to date, validate.

An upcaster is a pure function from the JSON object of one version to that of the next. Old payloads
stay in the tests for ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from schemas.document import Document

Payload = dict[str, Any]
Upcaster = Callable[[Payload], Payload]

NEWEST = "1.0"


class UnknownVersion(ValueError):
    """The payload names a schema version that this release does not know."""


def _from_0_9(old: Payload) -> Payload:
    """0.9, the layout before the first release, had no `missing` list and one flat `flags` list."""
    new = {key: value for key, value in old.items() if key != "flags"}
    new["quality"] = [{"flag": flag, "span": None} for flag in old.get("flags", [])]
    new["schema_version"] = "1.0"
    return new


UPCASTERS: Mapping[str, Upcaster] = {"0.9": _from_0_9}


def decode(payload: bytes | str) -> Document:
    """The Document in `payload`, whichever version it was written in.

    Raises `UnknownVersion`, or pydantic's `ValidationError` where the payload is not a Document.
    """
    if f'"schema_version":"{NEWEST}"' in _head(payload):
        return Document.model_validate_json(payload)
    return Document.model_validate_json(json.dumps(upcast(json.loads(payload)), ensure_ascii=False))


def upcast(payload: Payload) -> Payload:
    """`payload` as the newest version's JSON object."""
    while (version := payload.get("schema_version")) != NEWEST:
        step = UPCASTERS.get(str(version))
        if step is None:
            known = ", ".join([*UPCASTERS, NEWEST])
            reason = f"schema_version {version!r} is not known here (known: {known}); upgrade warraq"
            raise UnknownVersion(reason)
        payload = step(payload)
    return payload


def _head(payload: bytes | str) -> str:
    head = payload[:64]
    return head.decode("utf-8", "replace") if isinstance(head, bytes) else head
