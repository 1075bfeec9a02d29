"""`warraq status --watch` on a terminal, without rich, piped, interrupted, and while Redis is away."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from tests.chaos.lab import Server, until

pytestmark = pytest.mark.redis

_RUN = [sys.executable, "-m", "worker.cli"]
_WITHOUT_RICH = [
    sys.executable,
    "-c",
    "import sys; sys.modules['rich'] = sys.modules['rich.live'] = None; from worker.cli.main import main; main()",
]
_CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """What a program has written to its terminal so far."""

    def __init__(self, side: int) -> None:
        self._side, self.raw = side, ""

    def read(self) -> None:
        """Take all that was written so far; a terminal nobody reads makes its writer wait."""
        with suppress(OSError):
            while piece := os.read(self._side, 65536):
                self.raw += piece.decode("utf-8", "replace")

    def left_by(self, process: subprocess.Popen) -> bool:
        ended = process.poll() is not None
        self.read()
        return ended

    def shows(self, pattern: str, times: int = 1) -> bool:
        self.read()
        return len(re.findall(pattern, _CODES.sub("", self.raw))) >= times


@contextmanager
def on_a_terminal(command: list[str], environment: dict[str, str]) -> Iterator[tuple[Terminal, subprocess.Popen]]:
    side, end = pty.openpty()
    os.set_blocking(side, False)
    with subprocess.Popen(command, stdout=end, stderr=end, env=environment) as process:
        os.close(end)
        try:
            yield Terminal(side), process
        finally:
            process.kill()
            os.close(side)


@pytest.mark.parametrize("program", [_RUN, _WITHOUT_RICH], ids=["rich", "plain"])
def test_a_terminal_is_kept_up_to_date_until_ctrl_c(program, environment):
    """The table comes again and again; Ctrl-C ends it with exit code 0 and no traceback, the cursor visible."""
    environment |= {"COLUMNS": "100", "LINES": "40", "TERM": "xterm"}
    with on_a_terminal([*program, "status", "--watch", "--interval", "0.1"], environment) as (terminal, process):
        until(lambda: terminal.shows("oldest open", times=3), "the table came three times")
        process.send_signal(signal.SIGINT)
        until(lambda: terminal.left_by(process), "it ended")
        assert process.returncode == 0
        assert "Traceback" not in terminal.raw
        assert terminal.raw.count("\x1b[?25l") == terminal.raw.count("\x1b[?25h")


def test_piped_it_is_page_after_page(environment):
    """No codes for terminals, each page at once, and Ctrl-C is its end."""
    command = [*_RUN, "status", "--watch", "--interval", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        read = [process.stdout.readline() for _ in range(25)]
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(120) == 0
    assert sum(line.startswith("oldest open") for line in read) >= 2
    assert "\x1b" not in "".join(read) + rest


def test_a_reader_that_leaves_ends_it(environment):
    """`warraq status --watch | head` does not go on for ever."""
    command = [*_RUN, "status", "--watch", "--json", "--interval", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        told = json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.wait(120) == 1
        assert b"Traceback" not in process.stderr.read()
    assert told["rates"] == {"submitted": None, "done": None, "dead": None}
    assert told["languages"] == []


def test_a_redis_that_goes_away_is_said_and_waited_for(environment, tmp_path):
    """The page goes on with what was known last, and is well again by itself."""
    server = Server(tmp_path)
    environment |= {"WARRAQ_REDIS_URL": server.url}
    command = [*_RUN, "status", "--watch", "--interval", "0.1"]
    with ExitStack() as at_the_end:
        at_the_end.callback(server.kill)
        wide = environment | {"COLUMNS": "200", "LINES": "40", "TERM": "xterm"}
        terminal, _ = at_the_end.enter_context(on_a_terminal(command, wide))
        until(lambda: terminal.shows("oldest open"), "the table is there")
        server.kill()
        until(lambda: terminal.shows("does not answer"), "it says so")
        server.start()
        terminal.raw = ""
        until(lambda: terminal.shows(r"\d\d:\d\d:\d\d\s*\n"), "it is well again")


def test_a_redis_that_never_answered_is_a_mistake(environment):
    """As for every other command."""
    environment |= {"WARRAQ_REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run([*_RUN, "status", "--watch"], capture_output=True, env=environment, check=False, timeout=300)
    assert done.returncode == 2
    assert b"127.0.0.1:1" in done.stderr
