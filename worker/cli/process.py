"""`warraq process`: the pipeline in this process."""

from __future__ import annotations

from pathlib import Path

import click

from worker.cli import needs
from worker.cli.exits import FAILED, MISTAKE
from worker.cli.inputs import articles_arguments, inputs
from worker.cli.output import print_bytes
from worker.reading import Unreadable
from worker.settings import load


@click.command("process")
@articles_arguments
def command(paths: tuple[Path, ...], *, jsonl: bool, source: str | None, published: str | None) -> int:
    """Run the pipeline here, without Redis, and print one Document a line, in order of the input.

    A bad article is named on standard error and the others go on; the exit code is then 2 (bad input)
    or 1 (a stage failed).

    \b
    Examples:
      warraq process article.txt --published 2022-10-07
      warraq process --jsonl - < articles.jsonl > documents.jsonl
    """
    needs.text_stack()
    from worker.pipeline import StageFailed
    from worker.stages import process

    exit_code = 0
    limit = load().max_article_bytes
    for item in inputs(paths, jsonl=jsonl, source=source, published=published).read(limit):
        if isinstance(item, Unreadable):
            click.echo(f"warraq: {item.where}: {item.reason}", err=True)
            exit_code = MISTAKE
            continue
        try:
            print_bytes(process(item).model_dump_json().encode())
        except StageFailed as error:
            click.echo(f"warraq: article {item.id}: {error}", err=True)
            exit_code = exit_code or FAILED
    return exit_code
