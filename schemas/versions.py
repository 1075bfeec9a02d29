"""Reading payloads of every published version: decode, bring up to date, validate.

An upcaster is a pure function from the JSON object of one version to that of the next. Old payloads
stay in the tests for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from schemas.document import Document

Payload = dict[str, Any]
Upcaster = Callable[[Payload], Payload]

NEWEST = "1.0"

_NEWEST_HEAD = f'{{"schema_version":"{NEWEST}"'.encode()
# The order of fields in our own JSON; the id may hold escaped quotes.
_REVISION = re.compile(rb'\{"schema_version":"[\d.]+","id":"(?:[^"\\]|\\.)*","revision":(\d+)[,}]')


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
    head = payload[:64]
    if is_newest(head.encode() if isinstance(head, str) else head):
        return Document.model_validate_json(payload)
    return Document.model_validate_json(json.dumps(upcast(json.loads(payload)), ensure_ascii=False))


def revision(payload: bytes) -> int:
    """The revision of the Document in `payload`, read from its head without decoding the rest."""
    found = _REVISION.match(payload)
    if found is None:
        return int(json.loads(payload)["revision"])
    return int(found[1])


def is_newest(payload: bytes) -> bool:
    """Whether `payload` is our own JSON of the newest version, told by its head."""
    return payload.startswith(_NEWEST_HEAD)


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
