"""`warraq process`: the pipeline in this process."""

from __future__ import annotations

from pathlib import Path

import click

from worker.cli import needs
from worker.cli.exits import FAILED, MISTAKE
from worker.cli.inputs import articles_arguments, inputs
from worker.cli.output import print_bytes
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

    failed = False
    given = inputs(paths, jsonl=jsonl, source=source, published=published)
    for article in given.read(load().max_article_bytes):
        try:
            print_bytes(process(article).to_json())
        except StageFailed as error:
            click.echo(f"warraq: article {article.id}: {error}", err=True)
            failed = True
    return MISTAKE if given.refused else FAILED if failed else 0
