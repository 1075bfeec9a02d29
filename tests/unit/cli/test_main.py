"""The command line: help everywhere, clear mistakes, no traceback."""

import json
import socket
import subprocess
import sys

import click
import pytest

from worker.cli.main import _COMMANDS, cli

COMMANDS = [[name] for name in _COMMANDS] + [["dead", verb] for verb in ("list", "export", "show", "replay", "drop")]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    import os

    command = [sys.executable, "-m", "worker.cli", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=os.environ | environment, check=False)


def find(path: list[str]) -> click.Command:
    found: click.Command = cli
    for name in path:
        assert isinstance(found, click.Group)
        command = found.get_command(click.Context(found), name)
        assert command is not None
        found = command
    return found


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(path: list[str]) -> None:
    """Whoever asks a command for help is shown how to call it."""
    command = find(path)
    assert command.help
    if not isinstance(command, click.Group):
        assert "Example" in command.help
        assert f"warraq {' '.join(path)}" in command.help
    assert all(getattr(option, "help", True) for option in command.params if isinstance(option, click.Option))


def test_help_imports_nothing_heavy() -> None:
    """`warraq --help` answers at once: neither Celery nor Redis nor the text stack is loaded for it."""
    code = "import sys, worker.cli.main; print([m for m in ('celery','redis','pydantic','numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["process", "no-such-file"], "no-such-file: no such file or directory"),
        (["process", "--published", "yesterday", "-"], "'yesterday': not a date such as 2022-10-07"),
        (["submit", "--queue", "fast", "-"], "'fast' is not one of"),
        (["schema", "nonsense"], "'nonsense' is not one of"),
        (["submit", "--traceparent", "00-ab-cd-01", "-"], "'00-ab-cd-01' is not of the form"),
        (["dead", "replay"], "name ids, or say --all"),
        (["reprocess"], "name ids, or say --all"),
        (["reprocess", "an-id", "--all"], "name ids, or say --all"),
        (["verify", "--resubmit"], "--resubmit needs the PATHS"),
    ],
)
def test_a_mistake_is_named_and_exits_2(arguments: list[str], said: str) -> None:
    """No traceback for a user's mistake."""
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("process - <&-", 2, "standard input is closed"),
        ("echo text | {warraq} process - >&-", 2, "standard output is closed"),
        ("echo text | {warraq} process - > /dev/full", 1, "No space left on device"),
        ("schema article > /dev/full", 1, "No space left on device"),
        ("process /dev/null", 2, "/dev/null: text: no visible character"),
        ("process x$(printf %300s | tr ' ' x)", 2, "file name too long"),
        ("consume --group ''", 2, "a consumer group needs a name"),
        ("consume --format html --directory pyproject.toml/x", 2, "pyproject.toml/x: Not a directory"),
        ("status --watch --interval nan", 2, "Invalid value for '--interval': not a number"),
        ("status --watch --interval inf", 2, "Invalid value for '--interval'"),
        ("serve --host no-host.invalid", 2, "port 8000 of no-host.invalid cannot be used"),
        ("serve --host 192.0.2.1 --port 0", 2, "port 0 of 192.0.2.1 cannot be used"),
    ],
)
def test_odd_surroundings_are_named(line: str, code: int, said: str) -> None:
    """Closed or full outputs, what is no file, numbers that are none, addresses of others: a line, no traceback."""
    program = f"{sys.executable} -m worker.cli"
    asked = line.format(warraq=program) if "{warraq}" in line else f"{program} {line}"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    told = done.stderr.decode()
    assert said in told
    assert "Traceback" not in told
    assert done.returncode == code


def test_a_reader_that_has_gone_ends_it_without_a_word() -> None:
    """`warraq … | head` says nothing of the pipe, wherever the output was when it broke."""
    program = f"{sys.executable} -m worker.cli schema document"
    asked = f"exec 3> >(exec true); wait $!; {program} >&3"  # true has ended: nobody reads
    done = subprocess.run(["bash", "-c", asked], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    assert done.stderr == b""
    assert done.returncode == 1


def test_a_pipe_is_read_like_a_file() -> None:
    """The shell's `<(…)` names a pipe."""
    asked = f"{sys.executable} -m worker.cli process <(echo text)"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, stdin=subprocess.DEVNULL, check=True)
    assert json.loads(done.stdout)["text"].strip() == "text"


def test_a_port_that_is_taken_is_named() -> None:
    """`warraq serve` says so in a line, before it logs anything."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot be used: Address already in use" in done.stderr.decode()


def test_process_goes_on_after_a_bad_line_and_exits_2() -> None:
    """The good articles come out in order of the input; the bad one is named by its line."""
    done = run("process", "--jsonl", "-", stdin=b'{"id":"a","text":"one"}\n{broken\n{"id":"b","text":"two"}\n')
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert "standard input, line 2: broken JSON" in done.stderr.decode()
    assert done.returncode == 2


def test_schema_is_printed_for_programs() -> None:
    """A producer in another language gets the contract from the command."""
    done = run("schema", "article")
    assert done.returncode == 0
    assert json.loads(done.stdout)["required"] == ["text"]
    assert run("schema").stdout.decode().split() == ["article", "document", "rejection"]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"WARRAQ_REDIS_URL": "redis://:secret@127.0.0.1:1/0"}, "127.0.0.1:1"),
        ({"WARRAQ_REDIS_URL": "nonsense"}, "WARRAQ_REDIS_URL"),
        ({"WARRAQ_REDIS_URL": "redis://:secret@127.0.0.1/0?speed=secret"}, "unexpected keyword argument 'speed'"),
        ({"WARRAQ_MAX_ATTEMPTS": "many"}, "WARRAQ_MAX_ATTEMPTS"),
    ],
)
def test_a_wrong_environment_is_named_without_secrets(environment: dict[str, str], said: str) -> None:
    """Redis down or a malformed setting: a line that says which, and no password."""
    done = run("status", **environment)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert said in told
    assert "secret" not in told
    assert "Traceback" not in told
