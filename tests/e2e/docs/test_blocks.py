"""Every block of README and docs does what it says: a reader can type it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from tests.blocks import PAGES, blocks
from tests.e2e.conftest import running_worker
from tests.e2e.docs.desk import Desk, laid_out

pytestmark = pytest.mark.redis

RUN = {page: [block for block in blocks(page) if block.reason is None] for page in PAGES}
TRIED = [page for page, its in RUN.items() if any(block.language in {"console", "python"} for block in its)]


@pytest.fixture
def desk(redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    if shutil.which("redis-cli") is None:
        pytest.skip("no redis-cli here; on Debian: apt-get install redis-tools")
    desk = laid_out(tmp_path / "warraq", redis_url)
    with Redis.from_url(redis_url) as redis:  # a group that reads nothing: else the workers cut off, every minute, what
        redis.xgroup_create(
            "warraq:{0}:results", "slow", "0", mkstream=True
        )  # the groups of the blocks before have read
    monkeypatch.setenv("WARRAQ_REDIS_URL", redis_url)
    with running_worker(desk.environment | {"WARRAQ_LOG_LEVEL": "WARNING"}):
        desk.type("warraq submit articles/ --published 2022-10-07 --wait", "before the page")
        yield desk
    if "parts" in desk.names:
        desk.names["parts"].close()


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("page", TRIED, ids=lambda page: page.name)
def test_every_block_of_the_page_runs(page: Path, desk: Desk) -> None:
    """In order, in a copy of the project with its environment, a Redis and a worker."""
    for block in RUN[page]:
        desk.run(block)
