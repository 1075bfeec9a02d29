"""The published JSON Schemas: one file a model and version, under schemas/json/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from schemas.article import Article
from schemas.base import Model
from schemas.document import Document
from schemas.rejection import Rejection
from schemas.versions import NEWEST

PUBLISHED: dict[str, type[Model]] = {"article": Article, "document": Document, "rejection": Rejection}

FOLDER = Path(__file__).parent / "json"


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a published model, e.g. ``document``."""
    schema = PUBLISHED[name].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"warraq:{name}:{NEWEST}", **schema}


def text(name: str) -> str:
    """The content of a published file."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


def path(name: str) -> Path:
    """Where a published file stands."""
    return FOLDER / f"{name}-{NEWEST}.json"


if __name__ == "__main__":
    for each in PUBLISHED:
        path(each).write_text(text(each), encoding="utf-8")
