"""What the README says of commands and files is true."""

import re

from scripts.generated import ROOT
from worker.cli.main import _COMMANDS

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_named_exists() -> None:
    """A reader can type what the README shows."""
    named = set(re.findall(r"(?:^\$ |\| )warraq (\w+)", README, re.MULTILINE))
    assert named
    assert named <= set(_COMMANDS)


def test_every_file_linked_exists() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
