"""What the README says of settings and commands is true."""

import re

from scripts import transcript
from scripts.settings_table import README, table, written
from worker.cli.main import _COMMANDS


def test_the_settings_table_is_the_settings_class() -> None:
    """Every setting is documented, none is invented (mend: python -m scripts.settings_table)."""
    assert written() == table()


def test_the_transcript_is_what_the_pipeline_says() -> None:
    """The first thing a reader sees is true today (mend: ./scripts/docs)."""
    assert transcript.written() == transcript.transcript()


def test_every_command_named_exists() -> None:
    """A reader can type what the README shows."""
    named = set(re.findall(r"(?:^\$ |\| )warraq (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= set(_COMMANDS)
