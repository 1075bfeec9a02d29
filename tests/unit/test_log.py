"""One form for all lines, identity on each, no password on any."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog

from worker import log


def fail(message):
    raise ValueError(message)


@pytest.fixture
def lines():
    """A function that gives what was logged since, one JSON object a line."""
    before = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    log.configure("INFO", "json", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.configure(**before)
    root.handlers, root.level = handlers, level


def test_ours_and_theirs_have_one_form(lines):
    """A line of a library's standard logger has the same keys as ours."""
    log.logger("worker.somewhere").info("ours")
    logging.getLogger("celery.somewhere").info("theirs %s", "formatted")
    ours, theirs = lines()
    assert ours.keys() == theirs.keys() == {"event", "level", "logger", "timestamp"}
    assert theirs["event"] == "theirs formatted"


def test_identity_is_on_every_line_until_its_end(lines):
    """Within `bound`, everybody's lines carry the identity; afterwards none does."""
    with log.bound(task="t1", doc="d1"):
        log.logger("a").info("in")
        logging.getLogger("b").warning("in")
    log.logger("a").info("out")
    inside, other, outside = lines()
    assert (inside["task"], inside["doc"]) == (other["task"], other["doc"]) == ("t1", "d1")
    assert "doc" not in outside


def test_the_level_holds_for_all(lines):
    """DEBUG lines do not appear at INFO."""
    log.logger("a").debug("no")
    logging.getLogger("b").debug("no")
    assert lines() == []


@pytest.mark.parametrize("url", ["redis://:geheim@h:1/0", "rediss://user:geheim@h", "amqp://u:ge%40heim@h//"])
def test_passwords_are_covered_wherever_they_stand(lines, url):
    """In a message, a field, an exception: a URL's password is not written."""
    log.logger("a").info(f"to {url}", url=url)
    try:
        fail(url)
    except ValueError:
        log.logger("a").exception("failed")
    logging.getLogger("b").error("cannot reach %s", url)
    assert "heim" not in json.dumps(lines())


def test_a_traceback_shows_no_local_variables(lines):
    """Local variables hold article text: a traceback is lines of code only."""
    text = chr(0x645) * 9
    try:
        fail(len(text))
    except ValueError:
        log.logger("a").exception("failed")
    (line,) = lines()
    assert "ValueError: 9" in line["exception"]
    assert text not in line["exception"]


def test_a_line_has_an_end(lines):
    """A library that quotes all that it could not read gets a short line."""
    logging.getLogger("b").error("cannot read %s", "x" * 1_000_000)
    (line,) = lines()
    assert len(line["event"]) < 3000


def test_a_terminal_gets_lines_for_people():
    """On a terminal a line is words, not JSON."""

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers, root.level
    try:
        terminal = Terminal()
        log.configure("INFO", "auto", terminal)
        log.logger("a").info("hello", doc="d1")
        assert "hello" in terminal.getvalue()
        assert not terminal.getvalue().startswith("{")
    finally:
        structlog.configure(**before)
        root.handlers, root.level = handlers, level
