"""What README and docs show can be relied on: it is run, or says why not; what they name exists."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from schemas import Article, Document, Rejection
from tests.blocks import PAGES, REASONS, ROOT, Block, blocks
from worker.cli.main import cli
from worker.settings import PREFIX, Settings

ALL = [block for page in PAGES for block in blocks(page)]
BY_NAME = {page.name: page for page in PAGES}


def test_only_known_reasons_keep_a_block_from_being_run() -> None:
    """A new reason is a decision, made here; one that is not used any more goes."""
    assert {block.reason for block in ALL} - {None} == REASONS


def test_every_block_is_found() -> None:
    """None is passed over, for its fence is indented or its language is new."""
    for page in PAGES:
        fences = re.findall(r"^\s*```", page.read_text("utf-8"), re.MULTILINE)
        assert len(fences) == 2 * len(blocks(page)), page
    assert {block.language for block in ALL} <= {"", "text", "json", "console", "python"}


def test_no_command_hides_in_a_picture() -> None:
    """What is to be typed is in a console block, where it is run."""
    pictures = [block for block in ALL if block.language in {"", "text"}]
    assert [str(block) for block in pictures if block.commands] == []
    assert [str(block) for block in ALL if block.language == "console" and not block.commands] == []


@pytest.mark.parametrize("block", [block for block in ALL if block.language == "json"], ids=str)
def test_json_shown_is_of_the_contract(block: Block) -> None:
    """Each key is a field of some model."""
    known = {name for model in (Article, Document, Rejection) for name in _names(model.model_json_schema())}
    assert set(_keys(json.loads(block.code))) <= known


def _names(schema: dict[str, Any]) -> Iterator[str]:
    for model in [schema, *schema.get("$defs", {}).values()]:
        yield from model.get("properties", {})


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(item)


def _commands() -> set[str]:
    spans = (span for page in PAGES for span in re.findall(r"`warraq (\w[^`…]*)`", page.read_text("utf-8")))
    shown = (command.removeprefix("warraq ") for block in ALL for command in block.commands)
    return {*spans, *(command for command in shown if command.split()[0] in cli.list_commands(click.Context(cli)))}


@pytest.mark.parametrize("line", sorted(_commands()))
def test_a_command_that_is_named_parses(line: str) -> None:
    """The command is there, and each of its options; arguments may be missing where it is only spoken of."""
    words = shlex.split(line, comments=True)
    words = words[: next((n for n, word in enumerate(words) if word in {"|", ">", "&&"}), len(words))]
    command: click.Command | None = cli
    while isinstance(command, click.Group) and words:
        command = command.get_command(click.Context(command), words.pop(0))
    assert command is not None
    command.make_context("warraq", [word for word in words if word != "-"], resilient_parsing=True)


def test_settings_that_are_named_exist() -> None:
    """A variable with a typo would be set in vain."""
    named = {name for page in PAGES for name in re.findall(rf"\b{PREFIX}([A-Z_]+)\b", page.read_text("utf-8"))}
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_files_that_are_named_exist() -> None:
    """Scripts, tests, modules and other files, wherever a page names one."""
    found = re.compile(r"`\.?/?((?:scripts|tests|worker|schemas|deploy|examples|docs)/[\w./-]+)(?:::\w+)?`")
    named = {name for page in PAGES for name in found.findall(page.read_text("utf-8"))}
    assert len(named) > 50
    assert sorted(name for name in named if not (ROOT / name.rstrip("/")).exists()) == []


def test_the_query_for_scaling_is_the_one_that_is_deployed() -> None:
    """docs/operating.md explains deploy/kubernetes/keda.yaml."""
    [query] = re.findall(r"^ +query: (.+)$", (ROOT / "deploy/kubernetes/keda.yaml").read_text("utf-8"), re.MULTILINE)
    assert query in [block.code.strip() for block in blocks(BY_NAME["operating.md"])]


def test_pages_are_read() -> None:
    """The tests above look at something."""
    assert {Path(page).name for page in PAGES} >= {"README.md", "CONTRIBUTING.md", "operating.md"}
    assert len(ALL) > 30
