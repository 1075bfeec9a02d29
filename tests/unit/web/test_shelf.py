"""Documents that pages show again and again are read once, and only so many are held."""

from __future__ import annotations

import gc
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from schemas import Article
from tests.documents import document_of
from worker.web import shelf
from worker.web.shelf import Shelf

OLD = Path(__file__).parents[2] / "payloads" / "document-0.9.json"


def payload(id, text):
    return document_of(Article(id=id, text=text), 1, "1.0+test").to_json()


def shelf_of(**payloads):
    return Shelf(SimpleNamespace(result=payloads.get))


def test_a_document_is_read_once_while_it_stays_the_same():
    """Another result of the id is another document."""
    results = {"a": payload("a", "one")}
    kept = Shelf(SimpleNamespace(result=results.get))
    first = kept.get("a")
    assert kept.get("a") is first
    results["a"] = payload("a", "two")
    assert kept.get("a").text == "two"
    assert kept.get("nobody") is None


def test_only_so_many_characters_are_held(monkeypatch):
    """The oldest go first; the one that is shown is held however long it is."""
    monkeypatch.setattr(shelf, "_KEPT_CHARACTERS", 10)
    kept = shelf_of(a=payload("a", "four"), b=payload("b", "four"), c=payload("c", "x" * 99))
    a, b = kept.get("a"), kept.get("b")
    assert kept.get("a") is a
    c = kept.get("c")
    assert kept.get("c") is c
    assert kept.get("b") is not b


def test_a_document_of_an_older_version_is_shown_as_the_newest():
    """Results outlive releases."""
    assert shelf_of(a=OLD.read_bytes()).get("a").schema_version == "1.0"


@pytest.mark.parametrize("content", [payload("a", "huge"), b"{}"])
def test_reading_a_huge_one_leaves_the_collector_on(monkeypatch, content):
    """Whatever becomes of it."""
    monkeypatch.setattr(shelf, "_HUGE_BYTES", 1)
    monkeypatch.setattr(shelf, "is_newest", lambda _: True)
    monkeypatch.setattr(gc, "freeze", lambda: None)  # of the whole test process
    seen = []
    plain = shelf.Shown.model_validate_json
    monkeypatch.setattr(shelf.Shown, "model_validate_json", lambda raw: seen.append(gc.isenabled()) or plain(raw))
    if content == b"{}":
        with pytest.raises(ValidationError):
            shelf_of(a=content).get("a")
    else:
        assert shelf_of(a=content).get("a").text == "huge"
    assert (seen, gc.isenabled()) == ([False], True)
