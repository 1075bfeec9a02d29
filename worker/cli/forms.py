"""`--format` and `--offsets`: the form in which a document is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click

from schemas import decode
from worker.cli import needs
from worker.errors import BadInput
from worker.export import FORMATS, render

F = TypeVar("F", bound=Callable[..., Any])

Offsets = Literal["codepoint", "utf16"]


def form_options(names: list[str]) -> Callable[[F], F]:
    """The two options, for a command that can print the forms `names`."""

    def decorate(command: F) -> F:
        form = click.option(
            "--format", "form", type=click.Choice(names), default="json", show_default=True, help="Form of output."
        )
        offsets = click.option(
            "--offsets",
            type=click.Choice(["codepoint", "utf16"]),
            default="codepoint",
            show_default=True,
            help="What the offsets of json count; utf16 for JavaScript, Java and C#.",
        )
        return form(offsets(command))

    return decorate


def renderer(form: str, offsets: Offsets) -> Callable[[bytes], bytes]:
    """What makes a stored payload into the form asked for. Raises `BadInput` or `Misconfigured`."""
    if offsets == "utf16":
        if form != "json":
            raise BadInput(f"--offsets utf16 is for --format json; {form} says itself what it counts")
        from worker.export import utf16

        return lambda payload: utf16.render(decode(payload)).encode()
    if needed := FORMATS[form].extra:
        needs.optional(needed, f"--format {form}")
    return lambda payload: render(decode(payload), form)
