"""`warraq show`: one document."""

from __future__ import annotations

import click

from worker.cli.forms import Offsets, form_options, renderer
from worker.cli.output import print_bytes
from worker.cli.parts import connected
from worker.errors import BadInput
from worker.export import FORMATS


@click.command("show")
@click.argument("id")
@form_options(list(FORMATS))
def command(id: str, form: str, offsets: Offsets) -> None:
    """Show the newest Document of ID.

    text is for people, ninjs is IPTC's, webanno is W3C Web Annotation on the submitted text, conllu is for
    treebank tools, spacy is a DocBin.

    \b
    Examples:
      warraq show my-article | jq .entities
      warraq show my-article --format text
      warraq show my-article --format spacy > my-article.spacy
    """
    rendered = renderer(form, offsets)
    with connected() as parts:
        payload = parts.store.result(id)
        dead = parts.store.dead_letter(id) is not None
    if payload is None:
        hint = f"it is a dead letter: warraq dead show {id}" if dead else "see warraq status for what is queued"
        raise BadInput(f"{id}: no document of this id; {hint}")
    print_bytes(rendered(payload), end=b"" if form == "spacy" else b"\n")
