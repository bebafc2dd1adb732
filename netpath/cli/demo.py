"""``netpath demo``: the story on invented people."""

from __future__ import annotations

import click

from netpath.cli.frame import show, talk, today

_NEXT = """
That was all invented. With your own:

  1  Ask LinkedIn for your data: Settings & Privacy, Data privacy, "Get a copy of your \
data". Tick Connections, Messages, Invitations, Profile and Recommendations. An e-mail \
with a ZIP comes within minutes or a day. Leave it zipped.
  2  netpath import Basic_LinkedInDataExport_….zip
     netpath tell "My sister-in-law Ana Ruiz works with Raj Patel at Acme."
     netpath find --title "public librarian"

Nothing leaves this computer, and the text of messages is never read."""


@click.command(
    epilog="""\b
Examples:
  netpath demo
"""
)
@click.option("--title", default="public librarian", show_default=True)
def demo_command(title: str) -> int:
    """Show the whole thing on invented people, in a few seconds.

    Kate studies library science and knows no librarian. Nothing is stored.
    """
    from netpath.answering import Question, answer  # noqa: PLC0415 - numpy
    from netpath.api import demo_folder, network, owner_key  # noqa: PLC0415 - the model
    from netpath.importers import read_sources  # noqa: PLC0415 - pydantic
    from netpath.planning import Plan  # noqa: PLC0415 - the same
    from netpath.ready import Ready  # noqa: PLC0415 - numpy
    from netpath.reports.table import letter  # noqa: PLC0415 - after the search

    folder = demo_folder()
    exports = read_sources([folder], as_of=today())
    connections = next(
        file for e in exports for file in e.files if file.kind == "connections"
    )
    talk(
        f"Kate Spaulding studies library science. Her LinkedIn export has"
        f" {connections.kept} people in it, and not one of them is a public librarian."
        " Then she told netpath:\n"
    )
    for line in (folder / "family.txt").read_text(encoding="utf-8").splitlines()[1:]:
        talk(f"  {line}")
    talk(f'\n$ netpath find --title "{title}"\n')
    key, question = owner_key(exports), Question(title)
    found = answer(Ready.of(network(exports, key, as_of=today())), question)
    show(lambda screen: letter(Plan(found), screen))
    talk(_NEXT)
    return 0 if found.chains else 1
