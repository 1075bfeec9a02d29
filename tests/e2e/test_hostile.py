"""Fifty payloads in every field of a document and of a dead letter: nothing runs, nothing becomes an element."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.support.wait import WebDriverWait

from schemas import (
    Article,
    Cause,
    Component,
    Document,
    Entity,
    Flag,
    Keyword,
    Label,
    LanguageTag,
    Links,
    Mention,
    Missing,
    Provenance,
    Quote,
    Rejection,
    Segment,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    Topic,
    raw_digest,
)
from schemas.annotations import Block, Edit
from tests.browser import browser, complaints
from tests.hostile import PAYLOADS
from tests.web import TOKEN, Site, site
from worker.export import render
from worker.web.pages import document_path

_TOGETHER = 20  # the live list shows fifty at a time, and no more

# Elements and attributes that our pages never have.
FOREIGN = """
const foreign = ["iframe", "object", "embed", "svg", "math", "img", "video", "audio", "base", "marquee", "body script"];
const all = [...document.querySelectorAll("*")];
const handles = (element) => [...element.attributes].some((attribute) => attribute.name.startsWith("on"));
const leads = (element) => /^(https?:|\\/|#|\\?)/.test(element.getAttribute("href") ?? "/");
const bad = [...document.querySelectorAll(foreign.join()), ...all.filter((one) => handles(one) || !leads(one))];
return bad.map((element) => element.outerHTML.slice(0, 200));
"""


def hostile(number: int, payload: str) -> tuple[Article, Document]:
    """An article, and a Document of it with `payload` wherever a string may stand."""
    id = f"{number}" + "".join(payload.split())[:200]
    text = f"{payload} A {payload} B {payload}"
    article = Article(id=id, text=text, source=payload, url=payload, title=payload, metadata={payload: payload})
    end = len(payload)
    span = Span(start=0, end=end, raw_start=0, raw_end=end, text=payload)
    whole = Span(start=0, end=len(text), raw_start=0, raw_end=len(text), text=text)
    speaker = Speaker(span=span, entity=payload, name=payload)
    return article, Document.model_construct(
        id=id,
        revision=1,
        article=article.info(),
        raw_sha256=raw_digest(text),
        raw_length=len(text),
        text=text,
        edits=(Edit(start=end, end=end, raw=payload),),
        language=LanguageTag(code="en", script="Latn", direction="ltr", confidence=1.0),
        blocks=(Block(kind="headline", span=span), Block(kind="paragraph", span=whole)),
        entities=(
            Entity(
                id=payload,
                type="PER",
                name=payload,
                links=Links(wikidata=payload, iso3166=payload),
                mentions=(Mention(span=span, kind="name", confidence=1.0, by=payload),),
            ),
        ),
        times=(TimeExpression(span=span, type="DATE", value=(payload, payload), anchor=payload, by=payload),),
        quotes=(
            Quote(
                id=payload,
                span=whole,
                closed=False,
                cue=span,
                speaker=speaker,
                segments=(Segment(span=whole, kind="direct"),),
            ),
        ),
        statements=(Statement(id=payload, span=whole, cue=span, speaker=speaker, inside_quote=payload),),
        topics=(Topic(code="medtop:16000000", label=Label(en=payload, ar=payload), score=1.0, evidence=(span,)),),
        keywords=(Keyword(text=payload, score=1.0, spans=(span,)),),
        quality=(Flag(flag=payload, span=span),),
        provenance=Provenance(
            pipeline=payload,
            components=(Component(name=payload, version=payload, resource=payload),),
            missing=(Missing(layer=payload, reason="partial", detail=payload),),
            timings_ms={payload: 1.0},
        ),
    )


def bury(web: Site, number: int, payload: str) -> None:
    id = f"dead{number}" + "".join(payload.split())[:200]
    article = Article(id=id, text=payload, source=payload)
    web.submit(article)
    cause = Cause(code="stage_error", message=payload)
    letter = Rejection(
        id=id,
        revision=1,
        stage=payload,
        cause=cause,
        attempts=1,
        rejected_at="2026-01-01",
        source=payload,
        article=article,
    )
    assert web.store.bury(id, 1, letter.model_dump_json().encode())


def test_no_payload_runs_in_any_field_of_any_page(tmp_path: Path) -> None:
    """Neither script nor handler nor frame, on the pages, in the live list, and in the file that stands alone."""
    assert len(PAYLOADS) >= 50
    with browser() as chrome, site() as web:
        chrome.get(f"{web.url}/")
        made = [hostile(number, payload) for number, payload in enumerate(PAYLOADS)]
        for number, (article, document) in enumerate(made):
            web.add(article, document)
            web.stories.place(article.id, 1, bytes(128))  # one story of them all
            bury(web, number, PAYLOADS[number])
            if number % _TOGETHER == 0:
                _live(chrome, number + 1)
        _live(chrome, len(made))
        story = f"/stories/{web.stories.newest(1)[0].id}?page="
        for path in ("/", "/queue", "/dead", "/stories", *(f"{story}{number}" for number in range(1, 11))):
            _clean(chrome, web.url + path)
        for payload in PAYLOADS:
            for path in _asked(payload):
                _clean(chrome, web.url + path)
        for number, (article, document) in enumerate(made):
            _clean(chrome, web.url + document_path(article.id))
            _clean(chrome, web.url + document_path(article.id, view="edits"))
            file = tmp_path / f"{number}.html"
            file.write_bytes(render(document, "html"))
            _clean(chrome, file.as_uri())
        assert TOKEN not in chrome.page_source


def _live(chrome: Chrome, rows: int) -> None:
    """So many rows came by events, and were put in by the script; nothing ran there either."""
    wait = WebDriverWait(chrome, 180)
    wait.until(lambda _: len(chrome.find_elements("css selector", ".row.fresh")) >= rows)
    _nothing_ran(chrome, "the live list")


def _asked(payload: str) -> list[str]:
    """Addresses with `payload` wherever a browser may send something: searches, ids, pages, forms of a document."""
    fields = ("id", "source", "language", "entity", "topic", "date", "page", "after", "view", "format")
    given = urlencode(dict.fromkeys(fields, payload))
    id = quote(payload, safe="")
    return [f"/?{given}", f"/dead?{given}", f"/stories?{given}", f"/documents/{id}?{given}", f"/stories/{id}", f"/{id}"]


def _clean(chrome: Chrome, address: str) -> None:
    """The page is there, nothing ran on it, nothing foreign is in it, nothing had to be refused."""
    chrome.get(address)
    _nothing_ran(chrome, address)


def _nothing_ran(chrome: Chrome, address: str) -> None:
    assert chrome.execute_script("return document.body.textContent.trim().length") > 0
    assert chrome.execute_script("return window.pwned") is None, address
    assert chrome.execute_script(FOREIGN) == [], address
    # A page that is not found is an error to the console, and meant.
    assert [said for said in complaints(chrome) if "the server responded with a status of 404" not in said] == [], (
        address
    )


@pytest.mark.parametrize("payload", PAYLOADS[:1])
def test_the_check_itself_sees_what_runs(payload: str, tmp_path: Path) -> None:
    """A page that does not escape is caught: the test above can fail."""
    page = tmp_path / "bad.html"
    page.write_text(f"<!doctype html><body>text {payload}</body>", encoding="utf-8")
    with browser() as chrome, pytest.raises(AssertionError):
        _clean(chrome, page.as_uri())
