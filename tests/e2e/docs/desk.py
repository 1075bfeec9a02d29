"""Where a page of the docs is tried: a copy of the project, files to work on, a Redis with workers, a shell."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis import Redis

from tests.blocks import ROOT, Block
from tests.clusters import until

# Commands that end when they are told to, and what they say when they have come so far.
ENDLESS = {
    "warraq up": r"ready\.",
    "warraq serve": r"running on http",
    "warraq worker": r"ready\.",
    "celery -A worker.app worker": r"ready\.",
    "warraq status --watch": r'^last commit|^\{"queued"',
    "warraq consume .*--follow": r'^\{"schema_version"',
}
_SECONDS = 240  # ends what hangs; a command of two seconds has taken a minute on a machine with much else to do
_NEWS = "افتتاح الجسر الجديد\n\nقال وزير الأشغال سامر الخازن أمس إن الجسر {n} سيخدم المدينة."


class Enough(Exception):
    """Ends a loop that would go on for ever."""


def index(document: Any) -> None:
    """What a reader of the docs does with a document."""
    assert document.text
    raise Enough


@dataclass
class Desk:
    """`home` is the copy; `environment` that of its shell; Python blocks of a page share their names."""

    home: Path
    environment: dict[str, str]
    names: dict[str, Any] = field(default_factory=lambda: {"index": index})

    def run(self, block: Block) -> None:
        """Run a console or Python block; fails where a command does."""
        if block.language == "python":
            with suppress(Enough):
                exec(compile(block.code, str(block), "exec"), self.names)
        for command in block.commands:
            self.type(command, str(block))
        self.settle()

    def settle(self) -> None:
        """Until no document is open and the inbox is empty."""
        keys = [f"warraq:{{0}}:{name}" for name in ("open", "inbox")]
        with Redis.from_url(self.environment["WARRAQ_REDIS_URL"]) as redis:
            until(lambda: redis.zcard(keys[0]) == redis.xlen(keys[1]) == 0, _SECONDS)

    def type(self, command: str, where: str) -> None:
        """Run one command; what goes on for ever is stopped when it has shown that it works."""
        for pattern, sign in ENDLESS.items():
            if re.match(pattern, command):
                return self._endless(command, sign)
        done = subprocess.run(["bash", "-ec", command], **self._shell(), timeout=_SECONDS, check=False)  # type: ignore[call-overload]
        assert done.returncode == 0, f"{where}: $ {command}\n{done.stdout.decode()}"
        return None

    def _endless(self, command: str, sign: str) -> None:
        """Run it until it has said `sign`, then press Ctrl-C."""
        with (self.home / "said").open("w+b") as said:
            shell = {**self._shell(), "stdout": said, "start_new_session": True}
            command = re.sub("^warraq serve", "exec warraq serve --port 0", command)  # 8000 may be taken here
            with subprocess.Popen(["bash", "-ec", command], **shell) as process:  # type: ignore[call-overload]
                deadline = time.monotonic() + _SECONDS
                while not re.search(sign.encode(), (self.home / "said").read_bytes(), re.MULTILINE):
                    told = f"$ {command}\n{(self.home / 'said').read_text('utf-8')}"
                    assert process.poll() is None, told
                    assert time.monotonic() < deadline, told
                    time.sleep(0.05)
                os.killpg(process.pid, signal.SIGINT)
        assert process.returncode in {0, 130, -signal.SIGINT}

    def _shell(self) -> dict[str, Any]:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return {"cwd": self.home, "env": self.environment, **quiet}


def laid_out(home: Path, url: str) -> Desk:
    """A desk in the empty directory `home`; `url` is of an empty Redis."""
    unwanted = shutil.ignore_patterns(".git", ".venv", "build", ".*_cache", "__pycache__", ".hypothesis", ".env")
    shutil.copytree(ROOT, home, dirs_exist_ok=True, ignore=unwanted)
    (home / ".venv").symlink_to(sys.prefix)
    bin = home / "bin"
    bin.mkdir()
    for name, script in {"redis-cli": f'exec {shutil.which("redis-cli")} -e -u "$WARRAQ_REDIS_URL" "$@"'}.items():
        (bin / name).write_text(f"#!/bin/sh\n{script}\n")
        (bin / name).chmod(0o755)
    _write_articles(home)
    path = os.pathsep.join([str(bin), str(Path(sys.prefix) / "bin"), os.environ["PATH"]])
    unset = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    return Desk(home, unset | {"PATH": path, "WARRAQ_REDIS_URL": url, "WARRAQ_STATE_DIR": str(home / "state")})


def _write_articles(home: Path) -> None:
    """The files that the pages speak of."""
    (home / "article.txt").write_text(_NEWS.format(n=1), encoding="utf-8")
    (home / "articles").mkdir()
    for n in range(2, 5):
        (home / "articles" / f"{n}.txt").write_text(_NEWS.format(n=n), encoding="utf-8")
    lines = "".join(json.dumps({"text": _NEWS.format(n=n)}) + "\n" for n in range(5, 8))
    (home / "dump.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
