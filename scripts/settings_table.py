"""The table of settings in README.md, from the Settings class."""

from __future__ import annotations

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from worker.settings import PREFIX, Settings


def table() -> str:
    """One row a setting: variable, default, what it does."""
    fields = Settings.model_fields.items()
    rows = [f"| `{PREFIX}{name.upper()}` | {_default(field)} | {field.description} |" for name, field in fields]
    return "\n".join(["| variable | default | what it does |", "|---|---|---|", *rows])


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.default_factory is not None or value is None:
        return ""
    shown = value.get_secret_value() if isinstance(value, SecretStr) else value
    return f"`{shown:g}`" if isinstance(shown, float) else f"`{shown}`"
