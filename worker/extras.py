"""Which optional parts are installed: asked of the package's own metadata, so that there is no second list."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires, version

_NAME = re.compile(r"[\w.-]+")


def missing(extra: str) -> list[str]:
    """The distributions of an extra that are not installed, e.g. of ``worker``."""
    wanted = (line for line in requires("warraq") or () if f"extra == '{extra}'" in line.replace('"', "'"))
    return [name for name in map(_name, wanted) if not _installed(name)]


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found, requirement
    return found[0]


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
