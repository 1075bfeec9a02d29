"""A real browser without a window: Debian's Chromium, driven by its own chromedriver."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

REQUIRED = "WARRAQ_REQUIRE_BROWSER"
SCREENSHOTS = "WARRAQ_SCREENSHOTS"
_ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")


@contextmanager
def browser(*, width: int = 1300, height: int = 900) -> Iterator[Chrome]:
    """A browser; skips the test, saying so, where there is none (fails where one is required)."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not (chromium and driver):
        reason = "no chromium and chromedriver here; on Debian: apt-get install chromium chromium-driver"
        if os.environ.get(REQUIRED):
            pytest.fail(reason)
        pytest.skip(reason)
    options = Options()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.set_capability("unhandledPromptBehavior", "ignore")
    for argument in (*_ARGUMENTS, f"--window-size={width},{height}"):
        options.add_argument(argument)
    chrome = Chrome(options=options, service=Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


def complaints(chrome: Chrome) -> list[str]:
    """What the console said since it was asked last: errors, and refusals of the security policy."""
    return [entry["message"] for entry in chrome.get_log("browser") if "favicon" not in entry["message"]]


def screenshot(chrome: Chrome, name: str) -> None:
    """Keep a picture, where somebody asked for pictures."""
    if directory := os.environ.get(SCREENSHOTS):
        Path(directory).mkdir(parents=True, exist_ok=True)
        assert chrome.save_screenshot(str(Path(directory) / f"{name}.png"))
