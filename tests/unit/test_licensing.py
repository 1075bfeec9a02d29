"""What may be installed with us is told from its metadata, and what we ship is in NOTICE."""

from __future__ import annotations

import email
from importlib.metadata import Distribution, metadata

import pytest

from scripts import licensing


class Told(Distribution):
    """A distribution that says these lines of itself."""

    def __init__(self, *lines: str) -> None:
        self._message = email.message_from_string("\n".join(["Name: it", "Version: 1", *lines, "", ""]))

    @property
    def metadata(self):
        return self._message

    def read_text(self, filename):  # noqa: ARG002
        return None

    def locate_file(self, path):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("line", "expression", "allowed"),
    [
        ("License-Expression: MIT AND Zlib", "MIT AND Zlib", True),
        ("License-Expression: MIT AND GPL-3.0-only", "MIT AND GPL-3.0-only", False),
        ("License-Expression: MPL-1.1 OR GPL-2.0-only", "MPL-1.1 OR GPL-2.0-only", True),
        ("Classifier: License :: OSI Approved :: BSD License", "BSD", True),
        ("Classifier: License :: OSI Approved", "unknown", False),
        ("License: Apache License, Version 9", "Apache License, Version 9", False),
        ("License: MIT License", "MIT", True),
        ("License: LGPLv3", "LGPLv3", False),
        ("Summary: says nothing", "unknown", False),
    ],
)
def test_a_licence_is_told_and_judged(line: str, expression: str, *, allowed: bool) -> None:
    """GPL, and what cannot be told for sure, is refused: a person looks then."""
    assert licensing.licence(Told(line)) == expression
    assert licensing.allowed(expression) is allowed


def test_everything_installed_with_us_is_allowed() -> None:
    """Each extra, with what it brings in turn; but for the peers that scripts/bench runs beside us, and no user has."""
    extras = frozenset(metadata("warraq").get_all("Provides-Extra") or []) - {"bench"}
    packages = licensing.needed("warraq", extras)
    assert {"celery", "amqp", "numpy", "mypy"} <= set(packages)
    assert licensing.refused(packages) == {}


def test_the_base_install_brings_no_text_stack() -> None:
    """A producer or consumer stays small."""
    assert not {"numpy", "babel", "spacy", "starlette"} & set(licensing.needed("warraq"))


def test_notice_names_every_model_and_every_table_with_facts_of_others() -> None:
    """And nothing that is not there."""
    notice = (licensing.ROOT / "NOTICE").read_text("utf-8")
    assert licensing.unnoticed(notice) == []
    assert licensing.unfounded(notice) == []
    assert {"worker/resources/ner/ar.npz", "worker/resources/fa/countries.tsv"} <= set(licensing.from_elsewhere())


def test_a_file_that_notice_forgets_is_named() -> None:
    """The check can fail."""
    notice = (licensing.ROOT / "NOTICE").read_text("utf-8")
    forgetful = notice.replace("worker/resources/*/countries.tsv", "worker/resources/xx/countries.tsv")
    assert "worker/resources/fa/countries.tsv" in licensing.unnoticed(forgetful)
    assert licensing.unfounded(forgetful) == ["worker/resources/xx/countries.tsv"]
