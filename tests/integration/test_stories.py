"""Stories across the whole of one process: settings to result."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from schemas import Article
from worker.bootstrap import build
from worker.cli.main import cli
from worker.producer import submission
from worker.settings import Settings

pytestmark = pytest.mark.redis

BODY = (
    "أعلنت بلدية المدينة أن أشغال الجسر الجديد تنتهي قبل موعدها بشهر كامل وأن حركة المرور تعود إلى حالها يوم الأحد، "
    "وقالت إن المرحلة الثانية تبدأ في الربيع وتشمل رصيفا للمشاة ومسارا للدراجات على امتداد النهر."
)


def test_two_papers_that_print_one_report_share_a_story(redis_url, tmp_path):
    """Their Documents say so, and so does the list of stories."""
    parts = build(Settings(redis_url=redis_url, state_dir=tmp_path))
    try:
        articles = [Article(id="a", text="الجسر\n" + BODY), Article(id="b", text="أشغال النهر\n" + BODY)]
        parts.store.submit([submission(article) for article in articles])
        assert parts.service(stopping=lambda: False).work(["a", "b"])
        first, second = (json.loads(parts.store.result(id))["cluster"] for id in ("a", "b"))
        assert second == {"id": first["id"], "nearest": [{"id": "a", "similarity": 1.0}]}
        assert [(story.id, story.size) for story in parts.stories.biggest(5)] == [(first["id"], 2)]
    finally:
        parts.close()


def test_the_command_lists_stories_with_a_headline(redis_url, tmp_path, monkeypatch):
    """For people as a table, for programs as JSON Lines; and it says when there are none."""
    monkeypatch.setenv("WARRAQ_REDIS_URL", redis_url)
    monkeypatch.setenv("WARRAQ_STATE_DIR", str(tmp_path))
    run = CliRunner()
    assert "no stories" in run.invoke(cli, ["stories"]).output
    parts = build(Settings(redis_url=redis_url, state_dir=tmp_path))
    try:
        parts.store.submit([submission(Article(id=id, text=f"أشغال النهر\n{BODY}")) for id in ("a", "b")])
        parts.service(stopping=lambda: False).work(["a", "b"])
    finally:
        parts.close()
    assert "أشغال النهر" in run.invoke(cli, ["stories", "--newest"]).output
    listed = json.loads(run.invoke(cli, ["stories", "--json"]).output)
    assert (listed["size"], listed["documents"]) == (2, ["a", "b"])
