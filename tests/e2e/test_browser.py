"""What a person sees, in a real browser: the stream as it comes, a document, an operator's work."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser import browser, complaints, screenshot
from worker.guard import guarded
from worker.local.ports import free_port

pytestmark = pytest.mark.redis

TOKEN = "the operator's token"
SAMPLES = Path(__file__).parents[2] / "scripts" / "samples"
ARTICLE = (
    "وزير الخارجية الفرنسي يصل إلى عمّان لبحث إعادة الإعمار\n"
    "عمّان - قال وزير الخارجية الفرنسي يوم الثلاثاء 3 مايو إن بلاده ستدعم الأردن ولبنان .\n\n"
    'وأضاف الوزير: "نعمل مع الأمم المتحدة على خطة تبدأ في يونيو المقبل ، وسنعود إلى بيروت قريبا". '
    "وذكرت وكالة الأنباء الأردنية أن الوفد سيغادر إلى مصر يوم الخميس.\n"
)

# Where the first and the last word of an element's first text stand.
WORDS = """
const walk = document.createTreeWalker(arguments[0], NodeFilter.SHOW_TEXT), places = [];
for (let node; (node = walk.nextNode()) && places.length < 12;)
  for (const word of node.data.matchAll(/[^\\s]+/g)) {
    const range = document.createRange();
    range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    places.push([Math.round(box.left), Math.round(box.right), Math.round(box.top)]);
  }
return places;
"""


@contextmanager
def running(*arguments: str, environment: dict[str, str]) -> Iterator[None]:
    command = guarded([sys.executable, "-m", "worker.cli", *arguments])
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(120) in {0, -15}


@pytest.fixture
def environment(redis_url: str, tmp_path: Path) -> dict[str, str]:
    return os.environ | {
        "WARRAQ_REDIS_URL": redis_url,
        "WARRAQ_STATE_DIR": str(tmp_path),
        "WARRAQ_LOG_LEVEL": "WARNING",
        "WARRAQ_OPERATOR_TOKEN": TOKEN,
    }


@pytest.fixture
def address(environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    with running("serve", "--port", str(port), environment=environment):
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def chrome() -> Iterator[Chrome]:
    with browser() as opened:
        yield opened


def submit(environment: dict[str, str], *arguments: str, lines: list[dict[str, str]] | None = None) -> None:
    stdin = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines or []).encode()
    command = [sys.executable, "-m", "worker.cli", "submit", *arguments]
    subprocess.run(command, input=stdin, env=environment, check=True, timeout=300, capture_output=True)


def find(chrome: Chrome, selector: str) -> WebElement:
    return WebDriverWait(chrome, 180).until(lambda _: chrome.find_element(By.CSS_SELECTOR, selector))


def ground(element: WebElement) -> str:
    return element.value_of_css_property("background-color")


def test_a_person_watches_reads_and_replays(environment: dict[str, str], address: str, chrome: Chrome) -> None:
    """Submit an article, watch it appear, toggle a layer, click an entity, replay a dead letter."""
    chrome.get(address)
    assert "No documents yet" in find(chrome, ".empty").text
    with running("worker", "--concurrency", "1", environment=environment):
        submit(environment, "--jsonl", "-", lines=[{"id": "visit", "text": ARTICLE, "published_at": "2022-05-06"}])
        appeared = find(chrome, '[data-document="visit"].fresh')  # by an event: the page was not loaded again
        submit(environment, "--jsonl", str(SAMPLES / "more.jsonl"), "--wait")
        find(chrome, ".row:nth-child(3)")
        WebDriverWait(chrome, 180).until(lambda _: find(chrome, '[data-count="done"]').text == "3")
        screenshot(chrome, "stream")
        appeared.find_element(By.CSS_SELECTOR, ".title").click()
        _reads(chrome)
        chrome.get(f"{address}/documents/visit?view=edits")
        assert "␣" in find(chrome, ".side.raw del").text
        screenshot(chrome, "edits")
        _compares(environment, address, chrome)
        chrome.get(f"{address}/queue")
        find(chrome, "tbody th[scope=row]")
        rows = chrome.find_elements(By.CSS_SELECTOR, "tbody th[scope=row]")
        assert {"ar", "en", "fa"} <= {row.text for row in rows}
        screenshot(chrome, "queue")
        _replays(environment, address, chrome)
    assert complaints(chrome) == []


def _reads(chrome: Chrome) -> None:
    """The document's page: layers go and come, an entity leads to its entry."""
    entity = find(chrome, ".text a.entities.loc")
    screenshot(chrome, "document")
    coloured = ground(entity)
    switch = find(chrome, "#show-entities")
    switch.click()
    assert ground(entity) == "rgba(0, 0, 0, 0)" != coloured
    switch.click()
    assert ground(entity) == coloured
    target = entity.get_attribute("href").partition("#")[2]
    entity.click()
    assert chrome.current_url.endswith(f"#{target}")
    assert find(chrome, f"#{target}").value_of_css_property("outline-style") == "solid"
    quote = find(chrome, ".text .quotes.direct")
    assert quote.get_attribute("title").startswith("Quotation — ")
    assert ground(quote) != "rgba(0, 0, 0, 0)"


def _compares(environment: dict[str, str], address: str, chrome: Chrome) -> None:
    """Two reports of one story, and what sets them apart."""
    shared = (
        "أعلنت وزارة الطاقة يوم الأحد توقيع اتفاق مع البنك الدولي لبناء محطة للطاقة الشمسية قرب العقبة. "
        'وقال الوزير: "المحطة ستوفر الكهرباء لنحو مئة ألف منزل، وستبدأ أعمال البناء في الصيف المقبل".'
    )
    one = {
        "id": "petra-1",
        "source": "petra",
        "text": f"اتفاق لبناء محطة شمسية في العقبة\n{shared} ويوفر المشروع 400 فرصة عمل.",
    }
    other = {"id": "daily-7", "source": "daily", "text": f"محطة شمسية قرب العقبة\n{shared} وتمتد الخطة حتى عام 2030."}
    for article in (one, other):
        submit(environment, "--jsonl", "-", "--wait", lines=[article])
    chrome.get(f"{address}/stories")
    find(chrome, "[data-story] .title").click()
    assert "400" in find(chrome, '[data-document="daily-7"] .told del:last-of-type').text
    assert "2030" in find(chrome, '[data-document="daily-7"] .told ins:last-of-type').text
    screenshot(chrome, "story")


def _replays(environment: dict[str, str], address: str, chrome: Chrome) -> None:
    from schemas import Article, Rejection
    from worker.bootstrap import build
    from worker.settings import Settings
    from worker.store.protocol import Submission

    parts = build(Settings(redis_url=environment["WARRAQ_REDIS_URL"]))  # type: ignore[arg-type]
    article = Article(id="given-up", text="عنوان قصير\nقال الوزير إن العمل مستمر في لبنان.")
    letter = Rejection(
        id=article.id,
        revision=1,
        stage="entities",
        cause={"code": "timeout", "message": "not finished after 30 s"},  # type: ignore[arg-type]
        attempts=3,
        rejected_at="2026-01-02T03:04:05+00:00",
        article=article,
    )
    parts.store.submit([Submission(article.id, article.model_dump_json().encode(), digest="a")])
    parts.store.bury(article.id, 1, letter.model_dump_json().encode())
    chrome.get(f"{address}/dead")
    assert "timeout" in find(chrome, '[data-document="given-up"]').text
    find(chrome, "[name=token]").send_keys(TOKEN)
    find(chrome, ".sign-in button").click()
    button = find(chrome, '[data-document="given-up"] form button')
    screenshot(chrome, "dead")
    button.click()
    assert "queued again" in find(chrome, ".good").text
    WebDriverWait(chrome, 180).until(lambda _: parts.store.states(["given-up"]) == ["done"])
    parts.close()


def test_layers_and_pages_work_without_javascript(environment: dict[str, str], address: str) -> None:
    """Switches are checkboxes and style; links are links."""
    with running("worker", "--concurrency", "1", environment=environment):
        submit(environment, "--jsonl", "-", "--wait", lines=[{"id": "visit", "text": ARTICLE}])
    with browser() as chrome:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        chrome.get(address)
        find(chrome, '[data-document="visit"] .title').click()
        mark = find(chrome, ".text .quotes.direct")
        assert ground(mark) != "rgba(0, 0, 0, 0)"
        find(chrome, "#show-quotes").click()
        assert ground(mark) == "rgba(0, 0, 0, 0)"


def test_arabic_runs_right_to_left_and_english_left_to_right(
    environment: dict[str, str], address: str, chrome: Chrome
) -> None:
    """By geometry: where each next word of a line stands, and at which edge the line begins."""
    english = "Ministers meet in Paris for talks on the harbour\nThe minister said on Tuesday that France would help."
    lines = [{"id": "ar", "text": ARTICLE}, {"id": "en", "text": english}]
    with running("worker", "--concurrency", "1", environment=environment):
        submit(environment, "--jsonl", "-", "--wait", lines=lines)
    for id, forward in (("ar", -1), ("en", 1)):
        chrome.get(f"{address}/documents/{id}")
        for selector in (".heading h1", ".text .block"):
            element = find(chrome, selector)
            words = chrome.execute_script(WORDS, element)
            line = [word for word in words if abs(word[2] - words[0][2]) < 12]
            assert len(line) > 3
            lefts = [left for left, _, _ in line]
            assert lefts == sorted(lefts, reverse=forward < 0), (id, selector)
            box = element.rect
            edge = box["x"] + box["width"] - line[0][1] if forward < 0 else line[0][0] - box["x"]
            assert abs(edge) < 4, (id, selector)
