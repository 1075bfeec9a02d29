"""What commands share: batches of a bounded size, ages for people, forms and the extras that they need."""

from __future__ import annotations

import sys
from io import StringIO

import click
import pytest

from schemas import Article
from worker.cli import inputs, needs
from worker.cli.forms import renderer
from worker.cli.output import age
from worker.errors import BadInput, Misconfigured


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "-"), (0.44, "0.4 s"), (10, "10 s"), (119, "119 s"), (120, "2 min"), (7200, "2 h"), (172_800, "2 d")],
)
def test_an_age_is_told_in_the_unit_of_which_there_are_two(seconds: float | None, said: str) -> None:
    """As somebody would say it."""
    assert age(seconds) == said


def test_offsets_of_utf16_are_for_json_alone() -> None:
    """Other forms say themselves what they count."""
    with pytest.raises(BadInput, match="html says itself what it counts"):
        renderer("html", "utf16")


def test_a_missing_extra_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any work is done."""
    monkeypatch.setattr(needs, "missing", lambda name: ["spacy"] if name == "spacy" else [])
    needs.optional("web", "warraq serve")
    with pytest.raises(Misconfigured, match=r"--format spacy needs spacy: pip install 'warraq\[spacy\]'"):
        renderer("spacy", "codepoint")


def _inputs(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> inputs.Inputs:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    monkeypatch.setattr(inputs, "read", lambda *_, **__: iter(articles))
    return inputs.Inputs([], jsonl=False, defaults=inputs.Defaults(None, None))


def test_batches_are_bounded_by_number_and_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round trip holds so many articles, and large ones do not pile up."""
    small = _inputs(monkeypatch, ["x"] * 600)
    assert [len(batch) for batch in small.batches(100)] == [256, 256, 88]
    large = _inputs(monkeypatch, ["x" * 3 * 2**20] * 3 + ["x"])
    assert [len(batch) for batch in large.batches(100)] == [2, 2]
    assert list(_inputs(monkeypatch, []).batches(100)) == []


def test_a_terminal_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command without inputs says what to name, instead of standing still."""
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    with pytest.raises(click.UsageError, match="nothing to read"):
        inputs.inputs((), jsonl=False, source=None, published=None)
