"""What scripts/demo does once the environment is there: each step is a command that a user could type."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis

from schemas import Document
from worker.bootstrap import build
from worker.export import text
from worker.guard import guarded
from worker.local.embedded import redis_server
from worker.settings import load

SAMPLES = Path("scripts/samples")
POISON = SAMPLES / "poison.json"
_PATIENCE_SECONDS = 120.0  # ends what hangs: on a busy machine a second's work takes a minute
WARRAQ = str(Path(sys.executable).with_name("warraq"))


def main() -> None:
    """Run the demonstration; ends with an error where a step does."""
    with redis_server(os.environ.get("WARRAQ_REDIS_URL")) as server:
        say(server.says)
        # A namespace of its own: the demonstration touches nothing that a given Redis holds already.
        os.environ |= {"WARRAQ_REDIS_URL": server.url, "WARRAQ_NAMESPACE": "demo", "WARRAQ_LOG_LEVEL": "WARNING"}
        with worker():
            warraq("submit", str(SAMPLES), "--published", "2024-09-20", "--wait")
            post_poison(server.url)
        show_documents()
        warraq("dead", "list")
        warraq("status")


@contextmanager
def worker() -> Iterator[None]:
    """One worker node, stopped gracefully afterwards."""
    command = [WARRAQ, "worker", "--concurrency", "1"]
    say(f"$ {shlex.join(['warraq', *command[1:]])} &")
    process = subprocess.Popen(guarded(command), start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def warraq(*arguments: str) -> None:
    """Run one command, shown as it would be typed."""
    say(f"$ {shlex.join(['warraq', *arguments])}")
    subprocess.run([WARRAQ, *arguments], check=True)


def post_poison(url: str) -> None:
    """What a producer without our library does: XADD to the inbox. This article is none."""
    say(f"$ redis-cli XADD demo:{{0}}:inbox '*' article \"$(cat {POISON})\"")
    with Redis.from_url(url) as redis:
        redis.xadd("demo:{0}:inbox", {"article": POISON.read_bytes()})
    store = build(load()).store
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while store.status().dead == 0:
        if time.monotonic() > deadline:
            sys.exit("the poison did not become a dead letter")
        time.sleep(0.05)


def show_documents() -> None:
    """Consume what came out and print it for people."""
    say("$ warraq consume | …")
    consumed = subprocess.run([WARRAQ, "consume"], check=True, stdout=subprocess.PIPE)
    for line in consumed.stdout.splitlines():
        print(text.render(Document.model_validate_json(line)))


def say(line: str) -> None:
    """A line that stands out from what commands print."""
    print(f"\n\033[1m{line}\033[0m" if sys.stdout.isatty() else f"\n{line}", flush=True)


if __name__ == "__main__":
    main()
