"""The group of commands, each imported when called, and the one place for errors."""

from __future__ import annotations

import gc
import io
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

import click

from netpath.errors import NetpathError
from netpath.screen import STAND_IN
from netpath.text import terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130

_SECTIONS = {
    "Begin": {
        "demo": "Show the whole thing on invented people, in a few seconds.",
        "import": "Read LinkedIn exports, address books, links and sentences.",
        "tell": "Tell in plain sentences whom you know.",
        "link": "Tell one tie: that OTHER is PERSON's RELATION.",
    },
    "Find": {
        "find": "Find chains of introductions to people with a job title.",
        "leads": 'List whom to ask "do you know one?", why, and what to say.',
        "report": "Write a report: chains, letters, questions, days.",
        "letters": "Print the letters for everybody on a chain, ready to be sent.",
        "questions": "Print questions to ask somebody about their work, by theme.",
        "match": "Say how well a position fits a sought title, and why.",
        "titles": "List what people do, by occupation; check or learn titles.",
    },
    "Look": {
        "people": "List everybody, by name.",
        "show": "Show everything held about a person, and from where.",
        "why": "Explain a person's place, or a tie between two people.",
        "why-merged": "Say why a person's records were taken for one.",
        "sources": "List what was imported and told, the first first.",
        "model": "Print every number of the ranking, and whether it is judgement.",
        "export": "Write the graph as JSON, GraphML or GEXF.",
    },
    "Decide": {
        "duplicates": "List people who may be one, and say yes, no or later.",
        "merge": "Say that two people are one.",
        "split": "Say that one person is two.",
        "avoid": "Never ask somebody, or anybody at an employer.",
        "undo": "Take back the last import or decision.",
    },
    "Keep": {
        "me": "Say who you are, or ask whom netpath takes you for.",
        "profile": "Say what you do and why you ask, for letters.",
        "forget": "Forget a person for good.",
        "backup": "Copy everything into one file.",
        "restore": "Go back to a backup.",
        "doctor": "Look whether the store is whole.",
    },
}
_MODULES = {
    "demo": "demo",
    "import": "importing",
    "tell": "telling",
    "link": "telling",
    "find": "finding",
    "leads": "leading",
    "report": "reporting",
    "letters": "reporting",
    "profile": "profiling",
    "questions": "asking",
    "match": "titling",
    "titles": "titling",
    "people": "looking",
    "show": "looking",
    "why": "explaining",
    "why-merged": "deciding",
    "duplicates": "doubting",
    "merge": "deciding",
    "split": "deciding",
    "avoid": "avoiding",
    "undo": "deciding",
    "sources": "looking",
    "model": "numbers",
    "export": "looking",
    "me": "keeping",
    "forget": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "doctor": "keeping",
}


class _Commands(click.Group):
    """Commands by name; the summaries stand here so that --help imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        if cmd_name not in _MODULES:
            close = get_close_matches(cmd_name, _MODULES, n=2)
            hint = f" Did you mean {' or '.join(close)}?" if close else ""
            ctx.fail(f"No such command {cmd_name!r}.{hint}")
        module = import_module(f"netpath.cli.{_MODULES[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return found

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        del ctx
        for section, commands in _SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(commands.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Nothing leaves this computer. Begin with: netpath demo",
)
@click.version_option(package_name="netpath-intros")
@click.option(
    "--store",
    "store_path",
    envvar="NETPATH_STORE",
    type=click.Path(dir_okay=False),
    help="The file everything is kept in. Default: your own data folder.",
)
@click.pass_context
def cli(ctx: click.Context, store_path: str | None) -> None:
    """Find warm introductions: from people you know to people with a job you seek."""
    ctx.obj = store_path


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end with its exit code.

    0 done, 1 nothing found, 2 wrong usage, 3 bad input file, 4 store in use, 5 store
    damaged or from a newer version, 6 refused for safety, 130 interrupted.
    """
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    _bear_every_script()
    # One short task that keeps what it makes: collecting only looks through it again.
    gc.disable()
    try:
        return _code(cli.main(arguments, prog_name="netpath", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; nothing was left half done.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough, as `head` does; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except NetpathError as error:
        return _explain(error)


def _bear_every_script() -> None:
    """Say names that the terminal's encoding cannot show in letters that it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=STAND_IN)


def _explain(error: NetpathError) -> int:
    if os.environ.get("NETPATH_DEBUG"):
        raise error
    for line in f"netpath: {error}".split("\n"):
        click.echo(terminal(line), err=True)
    return error.exit_code


def _code(result: object) -> int:
    return result if isinstance(result, int) else 0
