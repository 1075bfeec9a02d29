"""Write the table of settings in README.md from the Settings class. A test holds them to each other."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from worker.settings import PREFIX, Settings

README = Path(__file__).parents[1] / "README.md"
_BEGIN, _END = "<!-- settings: written by scripts/settings_table.py, held by a test -->", "<!-- /settings -->"


def table() -> str:
    """One row a setting: variable, default, what it does."""
    rows = [f"| `{PREFIX}{name.upper()}` | {_default(field)} | {field.description} |" for name, field in _fields()]
    return "\n".join(["| variable | default | what it does |", "|---|---|---|", *rows])


def written() -> str:
    """The table as it stands in the README."""
    return README.read_text(encoding="utf-8").partition(_BEGIN)[2].partition(_END)[0].strip()


def write() -> None:
    """Put the table into the README."""
    before, _, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    README.write_text(f"{before}{_BEGIN}\n{table()}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


def _fields() -> list[tuple[str, FieldInfo]]:
    return list(Settings.model_fields.items())


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.default_factory is not None or value is None:
        return ""
    shown = value.get_secret_value() if isinstance(value, SecretStr) else value
    return f"`{shown:g}`" if isinstance(shown, float) else f"`{shown}`"


if __name__ == "__main__":
    write()
