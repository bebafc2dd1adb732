"""``netpath questions``: what to ask somebody about their work."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import talk
from netpath.cli.titling import lexicon_option
from netpath.text import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.planning import Theme


@click.command(
    epilog="""\b
Examples:
  netpath questions --title "public librarian"
  netpath questions --title nurse --position "Nurse Manager" --count 12
  netpath questions --title archivist --format md
"""
)
@click.option("--title", required=True, help='What they do: "public librarian".')
@click.option("--position", default="", help="What their title is, if it says more.")
@click.option("--company", default="", help="Where they work.")
@click.option(
    "--count",
    default=8,
    show_default=True,
    type=click.IntRange(1),
    help="How many questions; a quarter of an hour bears eight.",
)
@lexicon_option
@click.option(
    "--format",
    "format_",
    default="table",
    show_default=True,
    type=click.Choice(("table", "json", "md")),
    help="How to print.",
)
def questions_command(title: str, format_: str, **options: Any) -> int:
    """Print questions to ask somebody about their work, by theme."""
    from netpath.api import find_questions, match_title  # noqa: PLC0415 - the lexicon

    if not title.strip():
        message = "Say what they do with --title."
        raise click.UsageError(message)
    themes = find_questions(title, **options)
    click.echo(_FORMATS[format_](title, themes))
    if not match_title(title, title, lexicon=options["lexicon"]).occupation:
        talk(f"No entry knows “{title}”, so most of these one may ask anybody.")
    return 0


def _table(title: str, themes: Sequence[Theme]) -> str:
    del title
    return "\n\n".join("\n  ".join([theme.name, *theme.questions]) for theme in themes)


def _json(title: str, themes: Sequence[Theme]) -> str:
    del title
    return json.dumps([asdict(theme) for theme in themes], ensure_ascii=False, indent=1)


def _markdown(title: str, themes: Sequence[Theme]) -> str:
    blocks = [f"# Questions: {markdown(title)}"]
    for theme in themes:
        asked = "\n".join(f"- {text}" for text in theme.questions)
        blocks += [f"## {theme.name}", asked]
    return "\n\n".join(blocks)


_FORMATS = {"table": _table, "json": _json, "md": _markdown}
