"""The recipes in docs/cookbook.md: each script of examples/, after what it says of itself."""

from __future__ import annotations

import ast
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
_ELSEWHERE = "<!-- not run: tests/e2e/examples runs it -->"
_ORDER = ("rss_to_warraq", "warc_to_warraq", "warraq_to_opensearch", "warraq_to_postgresql", "warraq_to_parquet")


def recipes() -> str:
    """A section a script, in the order of the way: into Warraq, then out of it."""
    return "\n\n".join(_section(EXAMPLES / f"{name}.py") for name in _ORDER)


def _section(script: Path) -> str:
    code = script.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(code)) or ""
    title, _, rest = said.partition(": ``")
    call, _, why = rest.partition("``")
    why = why.lstrip(".,: \n")
    run = f"{_ELSEWHERE}\n```console\n$ {call.replace('python ', 'python examples/', 1)}\n```"
    shown = code.partition(f'"""{said}\n"""\n')[2].strip()  # what its metadata and docstring say stands above
    listed = f"`examples/{script.name}`:\n\n{_ELSEWHERE}\n```python\n{shown}\n```"
    return "\n\n".join([f"## {title}", run, f"{why[:1].upper()}{why[1:]}", listed])
