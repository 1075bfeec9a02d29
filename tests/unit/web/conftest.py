"""One server a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web import Site, site


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        yield running
