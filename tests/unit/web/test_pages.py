"""What a browser is given."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import quote

import pytest
from prometheus_client.parser import text_string_to_metric_families

from schemas import Article, decode
from tests.unit.export.articles import TEXTS
from tests.web import Site
from worker.export import FORMATS
from worker.web.pages import document_path
from worker.web.security import HEADERS

PAGES = ("/", "/queue", "/dead", "/documents/a", "/documents/a?view=edits", "/nothing", "/warraq.css", "/warraq.js")


def article(id: str, language: str = "ar", **info: object) -> Article:
    return Article(id=id, text=TEXTS[language], **info)


def test_every_answer_carries_the_security_headers(web: Site) -> None:
    """Pages, errors and files alike: no script but ours, nothing from elsewhere, no frame."""
    web.add(article("a"))
    for path in PAGES:
        status, headers, _ = web.get(path)
        assert status in {200, 404}
        assert HEADERS.items() <= headers.items(), path
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_nothing_is_written_into_attributes_that_run(web: Site) -> None:
    """No inline style, script or handler: the policy would stop them, so a page must not need them."""
    web.add(article("a"))
    for path in PAGES[:6]:
        body = web.get(path)[2]
        assert "<style" not in body
        assert " style=" not in body
        assert " onclick=" not in body
        assert body.count("<script") == 1


def test_a_document_is_shown_in_its_own_language_and_direction(web: Site) -> None:
    """Arabic and Persian stand right to left, English does not; the page around them is English."""
    for language, direction in (("ar", "rtl"), ("fa", "rtl"), ("en", "ltr")):
        web.add(article(language, language))
        body = web.get(f"/documents/{language}")[2]
        assert f'<div class="text" lang="{language}" dir="{direction}">' in body
        assert '<html lang="en" dir="ltr">' in body


@pytest.mark.parametrize("id", ["a/b", "a?b=c#d", "100%25", "..", ".", "ا/ب", '"><b>', "a&amp;b", "%2e%2e"])
def test_any_id_has_an_address(web: Site, id: str) -> None:
    """Slashes, dots, percent signs and markup in an id lead to its document, not to another page."""
    web.add(article(id))
    status, _, body = web.get(document_path(id))
    assert status == 200
    assert '<main id="main" class="document">' in body
    assert "<b>" not in id or id not in body


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_can_be_taken_away_in_every_form(web: Site, form: str) -> None:
    """As a file with the right type, not to be opened in the page's place."""
    made = web.add(article("a"))
    status, headers, body = web.get(f"/documents/a?format={form}")
    assert status == 200
    assert headers["content-disposition"].startswith("attachment")
    assert headers["content-type"].split(";")[0] == FORMATS[form].media_type.split(";")[0]
    if form == "json":
        assert decode(body) == made


def test_unknown_documents_say_where_they_stand(web: Site) -> None:
    """Never heard of, at work and dead are three answers; all are 404."""
    web.submit(article("working"))
    web.submit(article("gone"))
    web.store.bury("gone", 1, b"{}")
    for id, said in (("nobody", "No document"), ("working", "leased"), ("gone", "given up")):
        status, _, body = web.get(f"/documents/{id}")
        assert (status, said in body) == (404, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"id": "en-"}, ["en-1"]),
        ({"source": "WIRE"}, ["ar-1"]),
        ({"language": "fa"}, ["fa-1"]),
        ({"entity": "فرنسا"}, ["ar-1"]),
        ({"date": "2023-05"}, ["ar-1", "fa-1"]),
        ({"date": "2023-05", "language": "ar"}, ["ar-1"]),
        ({"topic": "no such topic"}, []),
    ],
)
def test_a_search_finds_by_every_field_and_says_how_far_it_looked(
    web: Site, query: dict[str, str], found: list[str]
) -> None:
    """All filled fields must match; the page says how many documents were searched."""
    web.add(article("ar-1", "ar", source="the wire", published_at="2023-05-01"))
    web.add(article("fa-1", "fa", published_at="2023-05-02"))
    web.add(article("en-1", "en", published_at="2022-01-01"))
    body = web.get("/?" + "&".join(f"{name}={quote(value)}" for name, value in query.items()))[2]
    assert [id for id in ("ar-1", "fa-1", "en-1") if f'data-document="{id}"' in body] == found
    assert f"{len(found)} of the newest 3 documents match" in body


def test_the_newest_are_first_and_the_list_has_pages(web: Site) -> None:
    """Fifty a page."""
    made = web.add(article("d0"))
    for number in range(1, 60):
        one = article(f"d{number}")
        web.add(one, made.model_copy(update={"id": one.id}))
    first, second = web.get("/")[2], web.get("/?page=2")[2]
    assert first.count("data-document=") == 50
    assert second.count("data-document=") == 10
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


def test_other_host_names_are_refused(web: Site) -> None:
    """A site whose name is pointed at this machine cannot read it through a visitor's browser."""
    assert web.get("/", host="evil.example")[0] == 400


def test_new_documents_are_sent_while_one_watches(web: Site) -> None:
    """As an event that holds the row, escaped."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=120)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["content-type"].startswith("text/event-stream")
    while answer.readline() != b"event: counts\n":
        pass
    web.add(Article(id="late", text="<img src=x onerror=alert(1)> عنوان الخبر الجديد", source="<b>s</b>"))
    while answer.readline() != b"event: document\n":
        pass
    event = json.loads(answer.readline().removeprefix(b"data: "))
    assert answer.readline() + answer.readline() == b"\nevent: counts\n"
    assert json.loads(answer.readline().removeprefix(b"data: "))["done"] == "1"
    connection.close()
    assert event["id"] == "late"
    assert "<b>" not in event["html"]


@pytest.mark.parametrize("way", ["address", "header"])
def test_what_came_before_the_browser_was_connected_is_sent(web: Site, way: str) -> None:
    """While the page was on its way, or the connection lost: what is newer than the newest it knows."""
    import http.client

    web.add(article("known"))
    page = web.get("/")[2]
    (address,) = re.findall(r'data-live="([^"]+)"', page)
    known = address.partition("since=")[2]
    while int(known) >= time.time() * 1000:  # the next one is of a later millisecond
        time.sleep(0.001)
    web.add(article("missed", "en"))
    asked, headers = (address, {}) if way == "address" else ("/events?since=0", {"last-event-id": known})
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=120)
    connection.request("GET", asked, headers=headers)
    answer = connection.getresponse()
    while answer.readline() != b"event: document\n":
        pass
    assert json.loads(answer.readline().removeprefix(b"data: "))["id"] == "missed"
    connection.close()


def test_metrics_are_prometheus_text(web: Site) -> None:
    """Another's parser reads them; documents are counted by state."""
    web.add(article("a"))
    families = {family.name: family for family in text_string_to_metric_families(web.get("/metrics")[2])}
    states = {sample.labels["state"]: sample.value for sample in families["warraq_documents"].samples}
    assert states["done"] == 1
    assert families["warraq_up"].samples[0].value == 1


def test_health_is_for_programs(web: Site) -> None:
    """200 while the store answers."""
    status, _, body = web.get("/health")
    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_the_queue_page_shows_a_language_that_finds_nothing(web: Site) -> None:
    """Empty layers are counted by language."""
    web.add(Article(id="fr", text="Bonjour tout le monde, il fait beau ici ce matin et nous sommes heureux."))
    body = web.get("/queue")[2]
    assert '<th scope="row">fr</th>' in body
    assert "100 %" in body


def test_the_search_for_nothing_leads_to_the_list(web: Site) -> None:
    """An empty field is no mistake."""
    status, headers, _ = web.get("/documents?id=")
    assert (status, headers["location"]) == (303, "/")


def test_a_form_of_what_is_not_there_is_not_found(web: Site) -> None:
    """And a form that nobody offers is told with those that there are."""
    web.add(article("a"))
    assert web.get("/documents/nobody?format=ninjs")[0] == 404
    status, _, body = web.get("/documents/a?format=docx")
    assert status == 404
    assert "ninjs" in body


def test_too_many_watchers_are_told(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holds a connection; one more is refused, not left to wait."""
    monkeypatch.setattr("worker.web.live._READERS", 0)
    assert web.get("/events")[0] == 503
