"""The schema reference in docs/schema.md, from the published JSON Schemas."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any

from schemas.publish import PUBLISHED, json_schema

Schema = dict[str, Any]


def tables() -> str:
    """A section a model: what it is, and a table of its fields. Models used by several stand once."""
    shown: dict[str, Schema] = {}
    for name, model in PUBLISHED.items():
        schema = json_schema(name)
        shown.setdefault(model.__name__, schema)
        for part, its in schema.get("$defs", {}).items():
            shown.setdefault(part, its)
    models = {part: schema for part, schema in shown.items() if "properties" in schema}
    return "\n\n".join(_section(name, schema) for name, schema in models.items())


def _section(name: str, schema: Schema) -> str:
    said = inspect.cleandoc(schema["description"]).replace("``", "`")
    rows = [_row(field, its, field in schema.get("required", ())) for field, its in schema["properties"].items()]
    return "\n".join([f"## {name}\n", said, "\n| field | type | default | meaning |", "|---|---|---|---|", *rows])


def _row(field: str, schema: Schema, required: bool) -> str:
    default = "required" if required else f"`{json.dumps(schema['default'])}`" if _plain(schema) else ""
    return f"| `{field}` | {_type(schema)} | {default} | {_meaning(schema)} |"


def _plain(schema: Schema) -> bool:
    """Whether the default is worth showing: not a whole model."""
    return "default" in schema and not (isinstance(schema["default"], dict) and schema["default"])


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return _link(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(_type(choice) for choice in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("type") == "object":
        return f"object of {_type(schema['additionalProperties'])}"
    return str(schema.get("type", "any JSON"))


def _link(name: str) -> str:
    return "any JSON" if name == "JsonValue" else f"[{name}](#{name.lower()})"


def _meaning(schema: Schema) -> str:
    return " ".join(dict.fromkeys(_descriptions(schema)))


def _descriptions(schema: Schema) -> Iterator[str]:
    """What is said of a field, then of the type it holds."""
    if "description" in schema:
        yield schema["description"]
    for choice in schema.get("anyOf", ()):
        yield from _descriptions(choice)
    bounds = [f"{word} {schema[key]:g}" for key, word in _BOUNDS.items() if key in schema and "enum" not in schema]
    if bounds:
        yield f"({', '.join(bounds)})"


_BOUNDS = {"minimum": "≥", "maximum": "≤", "minLength": "length ≥", "maxLength": "length ≤", "minItems": "items ≥"}
