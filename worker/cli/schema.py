"""`warraq schema`: the wire contract for programs in any language."""

from __future__ import annotations

import click

from schemas.publish import PUBLISHED, json_schema
from worker.cli.output import print_json


@click.command("schema")
@click.argument("name", required=False, type=click.Choice(sorted(PUBLISHED)))
def command(name: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) of a wire model; without NAME, the names.

    \b
    Example: warraq schema document > document.schema.json
    """
    if name is None:
        click.echo("\n".join(sorted(PUBLISHED)))
    else:
        print_json(json_schema(name))
