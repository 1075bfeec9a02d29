"""`warraq show`: one document."""

from __future__ import annotations

import click

from worker.cli.output import print_bytes
from worker.cli.parts import connected
from worker.errors import BadInput


@click.command("show")
@click.argument("id")
@click.option(
    "--format", "form", type=click.Choice(["json", "text"]), default="json", show_default=True, help="Form of output."
)
def command(id: str, form: str) -> None:
    """Show the newest Document of ID.

    \b
    Examples:
      warraq show my-article | jq .entities
      warraq show my-article --format text
    """
    from schemas import decode
    from worker.export import text

    with connected() as parts:
        payload = parts.store.result(id)
        dead = parts.store.dead_letter(id) is not None
    if payload is None:
        hint = f"it is a dead letter: warraq dead show {id}" if dead else "see warraq status for what is queued"
        raise BadInput(f"{id}: no document of this id; {hint}")
    if form == "json":
        print_bytes(decode(payload).model_dump_json().encode())
    else:
        print_bytes(text.render(decode(payload)).encode())
