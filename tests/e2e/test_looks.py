"""Pages as people use them: by keyboard, on a phone, in the dark, and while Redis is away."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from schemas import Article
from tests.browser import browser, complaints
from tests.chaos.lab import Server
from tests.documents import document_of
from tests.e2e.test_browser import ARTICLE
from tests.web import Site, site
from worker.bootstrap import build
from worker.producer import submission
from worker.settings import Settings
from worker.store.protocol import Lease, Result, Store

LONG = "x" * 200
ENGLISH = f"A headline in Paris\nThe minister said الرياض would help. {LONG} https://example.org/{LONG}\n"


def fill(web: Site) -> list[str]:
    """Documents, a story and dead letters, all with something too long; the addresses of every page."""
    web.add(Article(id="visit", text=ARTICLE, published_at="2022-05-06", source="petra"))
    web.add(Article(id="long", text=ENGLISH, title=LONG, source="a source " * 20, url=f"https://example.org/{LONG}"))
    for number in range(8):
        last = web.add(Article(id=f"story-{number}", text=f"{ARTICLE}\nالتقرير {number}."))
    from tests.e2e.test_hostile import bury

    bury(web, 1, f"لم تنته المرحلة: {LONG}")
    pages = ["/", "/?entity=nobody", "/queue", "/dead", "/stories", f"/stories/{last.cluster.id}", "/documents/none"]
    return [*pages, *(f"/documents/{id}{view}" for id in ("visit", "long") for view in ("", "?view=edits"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone(scheme: str) -> None:
    """Nothing is cut off or scrolls sideways; what should be hidden is."""
    with browser() as chrome, site() as web:
        pages = fill(web)
        preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
        phone = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
        for path in pages:
            chrome.get(web.url + path)
            assert chrome.execute_script("return document.documentElement.scrollWidth") <= 360, path
            hidden = chrome.find_elements(By.CSS_SELECTOR, "[hidden], [type=hidden]")
            assert not any(element.is_displayed() for element in hidden), path


def test_everything_is_reached_by_keyboard() -> None:
    """The way past the navigation, a layer's switch, an entity; and where one is can be seen."""
    with browser() as chrome, site() as web:
        fill(web)
        chrome.get(f"{web.url}/documents/visit")
        press(chrome, Keys.TAB)
        assert chrome.switch_to.active_element.text == "Skip to content"
        reached = []
        for _ in range(60):
            press(chrome, Keys.TAB)
            here = chrome.switch_to.active_element
            if here.tag_name == "body":
                break
            style = "return getComputedStyle(arguments[0].closest('.switch') ?? arguments[0]).outlineStyle"
            assert chrome.execute_script(style, here) != "none", here.get_attribute("outerHTML")
            reached += [here.get_attribute("id"), here.get_attribute("href") or ""]
            if here.get_attribute("id") == "show-entities":
                press(chrome, Keys.SPACE)
                assert not here.is_selected()
                press(chrome, Keys.SPACE)
        assert "show-boilerplate" in reached
        assert any("#entity-" in one for one in reached)


def press(chrome: Chrome, key: str) -> None:
    chrome.switch_to.active_element.send_keys(key)


def commit(store: Store, id: str) -> None:
    article = Article(id=id, text=f"text of {id}")
    store.submit([submission(article)])
    (claim,) = store.claim([id], pipeline="1.0+test")
    assert isinstance(claim, Lease)
    payload = document_of(article, 1, "1.0+test").model_dump_json().encode()
    store.commit([Result(id, 1, "1.0+test", payload)])


@pytest.mark.redis
def test_the_live_list_outlives_redis(tmp_path: Path) -> None:
    """It says that Redis is away, says nothing once it is back, and goes on with what comes then."""
    server = Server(tmp_path, "--appendonly", "yes", "--appendfsync", "always")
    parts = build(Settings(redis_url=server.url))  # type: ignore[arg-type]
    with ExitStack() as at_the_end:
        at_the_end.callback(server.kill)
        at_the_end.callback(parts.close)
        chrome, web = at_the_end.enter_context(browser()), at_the_end.enter_context(site(parts=parts))
        chrome.get(f"{web.url}/")
        wait = WebDriverWait(chrome, 180)
        commit(parts.store, "before")
        wait.until(lambda _: chrome.find_elements(By.CSS_SELECTOR, '[data-document="before"]'))
        server.kill()
        wait.until(lambda _: "does not answer" in chrome.find_element(By.CSS_SELECTOR, "[data-state]").text)
        server.start()
        wait.until(lambda _: not chrome.find_element(By.CSS_SELECTOR, "[data-state]").is_displayed())
        commit(parts.store, "after")
        wait.until(lambda _: chrome.find_elements(By.CSS_SELECTOR, '[data-document="after"]'))
        assert len(chrome.find_elements(By.CSS_SELECTOR, '[data-document="before"]')) == 1
        assert complaints(chrome) == []
