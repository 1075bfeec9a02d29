"""Each sink holds every document once, in its newest revision, also where entries are delivered again."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.dataset
import pytest

from tests.e2e.examples.conftest import ARTICLES, Run, deliver_again, finish
from tests.e2e.examples.opensearch import OpenSearch
from tests.e2e.examples.postgresql import Postgres

pytestmark = pytest.mark.redis

REVISED = ARTICLES[0].model_copy(update={"text": "صيدا\n\nزار الوزير مدينة صيدا أمس."})


def test_opensearch(run: Run, opensearch: OpenSearch) -> None:
    """The index has each id at its newest revision; what comes again is answered with 409 and taken for done."""
    documents = finish(*ARTICLES)
    run("warraq_to_opensearch.py", opensearch.url, "news")
    assert set(opensearch.indexed) == {("news", document.id) for document in documents}
    deliver_again("opensearch-news")
    run("warraq_to_opensearch.py", opensearch.url, "news")
    assert opensearch.writes == len(documents)
    [revised] = finish(REVISED)
    run("warraq_to_opensearch.py", opensearch.url, "news")
    version, source = opensearch.indexed["news", "a-1"]
    assert (version, source["text"]) == (2, revised.text)


def test_opensearch_that_refuses(run: Run, opensearch: OpenSearch) -> None:
    """A document that the index cannot take ends the writer, and stays unacknowledged."""
    finish(*ARTICLES[:1])
    opensearch.refuses = True
    assert "not indexed" in run("warraq_to_opensearch.py", opensearch.url, "news", code=1)
    opensearch.refuses = False
    run("warraq_to_opensearch.py", opensearch.url, "news")
    assert set(opensearch.indexed) == {("news", "a-1")}


def test_postgresql(run: Run, postgres: Postgres) -> None:
    """A row a document, its entities with it; a second delivery changes nothing, a newer revision all of it."""
    documents = finish(*ARTICLES)
    run("warraq_to_postgresql.py", postgres.url)
    rows = postgres.ask("SELECT id, revision, body, document FROM documents ORDER BY id")
    assert rows == [[d.id, 1, d.text, json.loads(d.model_dump_json())] for d in documents]
    entities = postgres.ask("SELECT document, type, name FROM entities ORDER BY ctid")
    assert entities == [[d.id, entity.type, entity.name] for d in documents for entity in d.entities]
    assert entities
    deliver_again("postgresql")
    run("warraq_to_postgresql.py", postgres.url)
    assert postgres.ask("SELECT document, type, name FROM entities ORDER BY ctid") == entities
    [revised] = finish(REVISED)
    run("warraq_to_postgresql.py", postgres.url)
    assert postgres.ask("SELECT revision, body FROM documents WHERE id = 'a-1'") == [[2, revised.text]]
    left = postgres.ask("SELECT name FROM entities WHERE document = 'a-1' ORDER BY ctid")
    assert left == [[entity.name] for entity in revised.entities]


def test_parquet(run: Run, settings: None, tmp_path: Path) -> None:  # noqa: ARG001
    """A row a revision, though entries are delivered again and a crash left an unfinished file."""
    documents = finish(*ARTICLES)
    (tmp_path / "unfinished").write_bytes(b"half")
    run("warraq_to_parquet.py", str(tmp_path))
    deliver_again("parquet")
    run("warraq_to_parquet.py", str(tmp_path))
    run("warraq_to_parquet.py", str(tmp_path))
    [revised] = finish(REVISED)
    run("warraq_to_parquet.py", str(tmp_path))
    files = sorted(map(str, tmp_path.glob("*.parquet")))
    rows = pyarrow.dataset.dataset(files).to_table().sort_by([("id", "ascending"), ("revision", "ascending")])
    expected = sorted([*documents, revised], key=lambda document: (document.id, document.revision))
    assert [(row["id"], row["revision"], row["text"]) for row in rows.to_pylist()] == [
        (document.id, document.revision, document.text) for document in expected
    ]
    assert [row["document"] for row in rows.to_pylist()] == [document.model_dump_json() for document in expected]
