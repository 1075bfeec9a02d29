"""The command line on a real Redis with a real worker: what the README tells a user to type."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from schemas import Rejection, decode, restore
from tests.e2e.conftest import ARTICLES, LINES, Run, rows, running_worker

pytestmark = pytest.mark.redis


@pytest.mark.usefixtures("worker")
def test_articles_become_documents(run: Run) -> None:
    """Submitted articles come out of `consume` once each, valid, with the submitted text restored."""
    run("submit", "--jsonl", "-", "--wait", stdin=LINES)
    documents = [decode(line) for line in run("consume").stdout.splitlines()]
    assert {document.id: restore(document) for document in documents} == {a["id"]: a["text"] for a in ARTICLES}
    assert len(documents) == len(ARTICLES)
    assert run("consume").stdout == b""
    assert run("doctor", "--health").stderr == b""
    (status,) = rows(run("status", "--json"))
    assert {name: status[name] for name in ("queued", "leased", "done", "dead")} == {
        "queued": 0,
        "leased": 0,
        "done": len(ARTICLES),
        "dead": 0,
    }
    assert decode(run("show", "a-3").stdout).id == "a-3"
    assert "عنوان 3" in run("show", "a-3", "--format", "text").stdout.decode()


def test_submitting_again_sends_nothing_twice(run: Run, tmp_path: Path) -> None:
    """An interrupted submission is simply run again; other content is a new revision."""
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(LINES))
    first = rows(run("submit", str(path), "--json"))
    again = rows(run("submit", str(path), "--json"))
    assert [row["status"] for row in first] == ["new"] * len(ARTICLES)
    assert [row["status"] for row in again] == ["unchanged"] * len(ARTICLES)
    changed = json.dumps(ARTICLES[0] | {"text": "نص آخر"}).encode()
    (row,) = rows(run("submit", "--jsonl", "-", "--json", stdin=changed))
    assert (row["status"], row["revision"]) == ("revised", 2)


def test_a_bad_line_is_refused_and_the_good_ones_are_submitted(run: Run) -> None:
    """The exit code tells of the mistake; the message names the line."""
    done = run("submit", "--jsonl", "-", stdin=b'{"text": "a"}\n{"text": ""}\n{"text": "b"}\n', code=2)
    told = done.stderr.decode()
    assert "line 2: text: no visible character" in told
    assert "3 articles: 2 new, 0 revised, 0 unchanged, 1 refused" in told


@pytest.mark.usefixtures("worker")
def test_what_any_program_posts_is_a_document_or_a_dead_letter(run: Run, redis_url: str) -> None:
    """XADD is enough to submit; what is no article is kept with the reason, and can be dropped."""
    with Redis.from_url(redis_url) as redis:
        redis.xadd("warraq:{0}:inbox", {"article": LINES.splitlines()[0]})
        redis.xadd("warraq:{0}:inbox", {"article": b'{"text": "a", "titel": "b"}'})
        _until(lambda: rows(run("status", "--json"))[0]["dead"] == 1)
        _until(lambda: rows(run("status", "--json"))[0]["done"] == 1)
    (letter,) = rows(run("dead", "list", "--json", "--stage", "intake"))
    assert "titel" in letter["cause"]["message"]
    kept = Rejection.model_validate_json(run("dead", "show", letter["id"]).stdout)
    assert kept.payload is not None
    assert rows(run("dead", "export")) == [kept.model_dump(mode="json")]
    assert rows(run("dead", "list", "--json", "--stage", "blocks")) == []
    assert "Forget 1 dead letters" in run("dead", "drop", "--all", stdin=b"n\n", code=130).stderr.decode()
    assert "dropped 1 of 1" in run("dead", "drop", "--all", "--yes").stdout.decode()
    assert "no dead letters" in run("dead", "list").stdout.decode()


def _until(reached: Callable[[], bool]) -> None:
    """The test's own time limit ends this."""
    while not reached():
        pass


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "nobody"], "nobody: no document of this id"),
        (["dead", "show", "nobody"], "nobody: no dead letter of this id"),
        (["dead", "replay", "nobody"], "nobody: no dead letter that could be replayed"),
        (["reprocess", "nobody"], "nobody: no document of this id"),
        (["submit", "."], "no .txt or .jsonl file"),
    ],
)
def test_what_is_not_there_is_named(
    run: Run, arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong id or an empty directory is a mistake: exit code 2 and a line that says so."""
    monkeypatch.chdir(tmp_path)
    assert said in run(*arguments, code=2).stderr.decode()


def test_consume_in_every_form(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    """Forms of one line follow one another; whole files go into a directory, or are refused with what to do."""
    with running_worker(
        environment
    ):  # and no longer: every minute it cuts off what all groups that there are have read
        run("submit", "--jsonl", "-", "--wait", stdin=b"".join(LINES.splitlines(keepends=True)[:2]))
    for form in ("json", "text", "ninjs", "webanno", "conllu"):
        out = run("consume", "--group", form, "--format", form).stdout.decode()
        assert out.count("a-0") >= 1 <= out.count("a-1"), form
    for form in ("html", "spacy"):
        refused = run("consume", "--group", form, "--format", form, code=2)
        assert f"--format {form}: one file a document; say where: --directory DIR" in refused.stderr.decode()
        run("consume", "--group", form, "--format", form, "--directory", str(tmp_path / form))
        assert sorted(path.name for path in (tmp_path / form).iterdir()) == [f"a-0.{form}", f"a-1.{form}"]
        assert run("consume", "--group", form, "--format", form, "--directory", str(tmp_path / form)).stdout == b""
    assert "عنوان 1" in (tmp_path / "html" / "a-1.html").read_text(encoding="utf-8")
    (doc,) = DocBin().from_disk(tmp_path / "spacy" / "a-1.spacy").get_docs(Vocab())
    assert doc.user_data["id"] == "a-1"


def test_consume_stops_at_its_limit_and_goes_on_from_there(run: Run, environment: dict[str, str]) -> None:
    """What one reader left is the next one's; another group gets everything."""
    with running_worker(environment):
        run("submit", "--jsonl", "-", "--wait", stdin=LINES)
    first = rows(run("consume", "--limit", "15"))
    rest = rows(run("consume"))
    assert len(first) == 15
    assert len(rest) == len(ARTICLES) - 15
    assert len({row["id"] for row in first + rest}) == len(ARTICLES)
    assert len(rows(run("consume", "--group", "other"))) == len(ARTICLES)


def test_doctor_names_what_is_wrong_and_how_to_mend_it(run: Run, redis_url: str) -> None:
    """A Redis that evicts is bad; the finding says what to do."""
    with Redis.from_url(redis_url) as redis:
        before = redis.config_get("maxmemory-policy")["maxmemory-policy"]
        redis.config_set("maxmemory-policy", "allkeys-lru")
        try:
            told = run("doctor", code=1).stdout.decode()
        finally:
            redis.config_set("maxmemory-policy", before)
    assert "no worker runs here" in run("doctor", "--health", code=1).stderr.decode()
    assert "maxmemory-policy allkeys-lru" in told
    assert "CONFIG SET maxmemory-policy noeviction" in told
    assert {row["verdict"] for row in rows(run("doctor", "--json"))} <= {"ok", "warn"}
