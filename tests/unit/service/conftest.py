"""A store and a service on it."""

from __future__ import annotations

import pytest

from tests.unit.service.parts import service_on
from worker.service.work import Service
from worker.store.memory import MemoryStore
from worker.store.protocol import Policy


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(Policy(max_attempts=2))


@pytest.fixture
def service(store: MemoryStore) -> Service:
    return service_on(store)
