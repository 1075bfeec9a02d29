"""What narrows a command or says more with it: each option changes what comes out, as its help says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner
from pydantic import ValidationError
from redis import Redis

from schemas import Article, Rejection, decode
from tests.unit.helpers import finish
from worker.cli.main import cli
from worker.producer import submission
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis

Run = Callable[..., str]
TRACE = "0af7651916cd43dd8448eb211c80319c"
PIPELINE = "0.1.0+test"


@pytest.fixture
def run(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in this process; what it prints."""
    monkeypatch.setenv("WARRAQ_REDIS_URL", redis_url)

    def run(*arguments: str, stdin: str | None = None) -> str:
        done = CliRunner().invoke(cli, arguments, input=stdin, standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.stdout

    return run


@pytest.fixture
def store(redis_url: str) -> Iterator[RedisStore]:
    store = RedisStore(redis_url)
    yield store
    store.close()


def test_what_is_submitted_says_where_it_comes_from(run: Run, store: RedisStore) -> None:
    """--source is for those that do not say it themselves; --traceparent goes with the documents."""
    lines = '{"id": "a", "text": "one", "source": "own"}\n{"id": "b", "text": "two"}\n'
    run("submit", "--jsonl", "-", "--source", "given", "--traceparent", f"00-{TRACE}-00f067aa0ba902b7-01", stdin=lines)
    leases = store.claim(["a", "b"], pipeline=PIPELINE)
    articles = [Article.model_validate_json(lease.payload) for lease in leases]
    assert [article.source for article in articles] == ["own", "given"]
    assert [TRACE in lease.traceparent for lease in leases] == [True, True]


def test_what_is_done_is_shown_and_chosen(run: Run, store: RedisStore, redis_url: str) -> None:
    """--offsets of show, --name of consume, the filters of reprocess."""
    for id, text, source in (("a", "𝔸 نعم.", "own"), ("b", "قال الوزير إن الأمر انتهى.", "feed")):
        finish(store, Article(id=id, text=text, source=source), PIPELINE)
    plain, moved = (json.loads(run("show", "a", "--offsets", form)) for form in ("codepoint", "utf16"))
    assert (plain["raw_length"], moved["raw_length"]) == (6, 7)
    assert decode(json.dumps(plain).encode()).id == "a"
    with pytest.raises(ValidationError):
        decode(json.dumps(moved).encode())
    run("consume", "--group", "g", "--name", "me", "--limit", "1")
    with Redis.from_url(redis_url) as redis:
        assert [one["name"] for one in redis.xinfo_consumers("warraq:{0}:results", "g")] == [b"me"]

    def meant(*filters: str) -> str:
        return run("reprocess", "--all", "--dry-run", *filters).split()[0]

    release = decode(store.result("a") or b"").provenance.pipeline.partition("+")[0]
    assert [meant("--pipeline", name) for name in (release, "none")] == ["2", "0"]
    assert [meant("--since", moment) for moment in ("2024-01-01", "2999-01-01T00:00+03:00")] == ["2", "0"]
    assert [meant("--source", name) for name in ("own", "nobody")] == ["1", "0"]


@pytest.mark.parametrize(
    ("option", "fits", "other"),
    [
        ("--error", "time_limit", "stage_error"),
        ("--stage", "times", "blocks"),
        ("--source", "feed", "else"),
        ("--before", "2024-09-20 10:30", "2024-09-20T10:30:00+03:00"),
    ],
)
def test_what_is_dead_is_chosen(run: Run, store: RedisStore, option: str, fits: str, other: str) -> None:
    """Each filter means the same to every verb; a moment is one, however it is written."""
    article = Article(id="a", text="one", source="feed")
    store.submit([submission(article)])
    cause = {"code": "time_limit", "message": "told"}
    letter = {"id": "a", "revision": 1, "stage": "times", "cause": cause, "attempts": 3, "source": "feed"}
    told = Rejection.model_validate(letter | {"rejected_at": "2024-09-20T10:00:00+00:00", "article": article})
    assert store.bury("a", 1, told.to_json())

    for verb in (("list", "--json"), ("export",)):
        assert [len(run("dead", *verb, option, value).splitlines()) for value in (fits, other)] == [1, 0]
    assert run("dead", "replay", "--all", option, other) == "replayed 0 of 0\n"
    assert run("dead", "drop", "--all", "--yes", option, other) == "dropped 0 of 0\n"
    assert run("dead", "replay", "--all", option, fits) == "replayed 1 of 1\n"
