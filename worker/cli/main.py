"""The command `warraq`. Commands load when they are called, so that ``warraq --help`` answers at once."""

from __future__ import annotations

import importlib
import os
import sys

import click

from worker import __version__
from worker.cli.exits import FAILED, INTERRUPTED, MISTAKE
from worker.cli.output import flush
from worker.errors import Bug, Overloaded, WarraqError

_COMMANDS = {
    "process": "Run the pipeline here, without Redis.",
    "up": "Start Redis if need be, and workers, in the foreground.",
    "worker": "Start one worker node.",
    "submit": "Submit articles to the workers.",
    "consume": "Print finished documents as JSON Lines.",
    "status": "Show what is queued, leased, done and dead.",
    "show": "Show one document.",
    "stories": "List what many papers print: near-duplicates of the last days.",
    "serve": "Show the stream in a browser.",
    "verify": "Reconcile: name ids that are missing, stuck or doubled.",
    "reprocess": "Do finished documents again with this release.",
    "dead": "List, show, replay or drop dead letters.",
    "schema": "Print the JSON Schema of a wire model.",
    "doctor": "Find what is misconfigured and say how to mend it.",
}


class _Lazy(click.Group):
    """A group whose commands live in modules of their names and are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"worker.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="warraq")
def cli() -> None:
    """Warraq turns raw news text into clean, segmented, tagged documents.

    \b
    Try it without Redis:    warraq process article.txt
    Start Redis and workers: warraq up
    Send articles:           warraq submit articles/
    Read what came out:      warraq consume
    """


def main() -> None:
    """The entry point: exit code 0, 1 (something failed) or 2 (a mistake of the user's); no traceback for either.

    A Redis that does not answer counts as a mistake: most often the address is wrong or it was not started. So does
    a file or directory that cannot be read or written; a full disk, or a reader that has gone, is a failure.
    """
    try:
        code = cli(standalone_mode=False) or 0
        flush()
        sys.exit(code)
    except click.ClickException as error:
        error.show()
        sys.exit(MISTAKE)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except WarraqError as error:
        click.echo(f"warraq: {error}", err=True)
        sys.exit(FAILED if isinstance(error, Overloaded | Bug) else MISTAKE)
    except UnicodeEncodeError:
        click.echo("warraq: an argument is not UTF-8", err=True)
        sys.exit(MISTAKE)
    except OSError as error:
        sys.exit(_told(error))


def _told(error: OSError) -> int:
    """Say what could not be read or written, if that is known, and why; the exit code."""
    if error.filename is not None:
        click.echo(f"warraq: {error.filename}: {error.strerror}", err=True)
        return MISTAKE
    if not isinstance(error, BrokenPipeError):  # the reader has gone, and wants to hear no more
        click.echo(f"warraq: {error.strerror or error}", err=True)
    if sys.stdout is not None:  # Python tries to write the rest at exit, and would complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
