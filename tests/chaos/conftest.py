"""A lab for each test; whatever runs in it is killed afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.chaos.lab import Lab, Server

if shutil.which("redis-server") is None:
    collect_ignore_glob = ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them kill, and have time: they wait for as long as work goes on, however slow the machine."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("chaos")
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture
def make_lab(tmp_path: Path) -> Iterator[Callable[..., Lab]]:
    """Makes a lab: options are redis-server's, keywords are settings."""
    with laboratory(tmp_path) as make:
        yield make


@pytest.fixture
def lab(make_lab: Callable[..., Lab]) -> Lab:
    """A lab as it comes."""
    return make_lab()


@contextmanager
def laboratory(home: Path) -> Iterator[Callable[..., Lab]]:
    """Makes labs in `home` and closes them afterwards."""
    labs = []

    def make(*options: str, **changes: object) -> Lab:
        labs.append(Lab(Server(home, "--appendonly", "yes", *options), home, dict(changes)))
        return labs[-1]

    try:
        yield make
    finally:
        for lab in labs:
            lab.close()
