"""What a search gives back in a notebook: a list of chains that shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from netpath.model import Answer, Chain, Lead
from netpath.notebooks import Drawing, draw
from netpath.planning import Plan, Profile, Wishes, make_plan
from netpath.planning.redacting import for_reader
from netpath.reports import REPORTS, render, save, write_whole
from netpath.reports.leads import COLUMNS, rows, table, written
from netpath.reports.shown import leads_shown
from netpath.reports.words import headline

if TYPE_CHECKING:
    import pandas as pd

    from netpath.planning.plan import Tone


class Chains(Sequence[Chain]):
    """Chains of introductions, best first, with the question they answer.

    In a notebook it shows itself as a table. It is a sequence: index it, loop over it,
    ask its length; a slice gives a list.

    Attributes
    ----------
    answer
        The question and everything found.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    @overload
    def __getitem__(self, index: int) -> Chain: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Chain]: ...
    def __getitem__(self, index: int | slice) -> Chain | Sequence[Chain]:
        return self.answer.chains[index]

    def __len__(self) -> int:
        return len(self.answer.chains)

    @property
    def none_because(self) -> str:
        """Why there is no chain, in a sentence; "" where there is one."""
        return self.answer.none_because

    def to_frame(self, *, hops: bool = False) -> pd.DataFrame:
        """Give the chains as a table, a row a chain, or a row a hop.

        Returns
        -------
        pandas.DataFrame
            A row a chain: ``rank, name, position, company, score, probability, low,
            high, band, match, hops, phrase, sentence, start_with,
            people``. A row a hop:
            ``rank, hop, from, to, relation, via, probability``.
        """
        import pandas as pd  # noqa: PLC0415 - half a second that only frames cost

        rows = REPORTS["csv"].rows(Plan(self.answer))
        if hops:
            rows = [row for rank, c in enumerate(self, 1) for row in _hop_rows(rank, c)]
        return pd.DataFrame.from_records(rows)

    def plan(  # noqa: PLR0913 - a keyword for each thing one may wish
        self,
        profile: Profile | None = None,
        *,
        tone: Tone = "warm",
        templates: str | Path | None = None,
        redact: bool = False,
        cover: str = "",
        names_everyone: bool = False,
    ) -> Plan:
        """Give everything one takes along: letters, questions, days, whom to ask when.

        Parameters
        ----------
        profile
            Who asks, as letters say it.
        tone
            Of the letters: ``warm``, ``plain`` or ``formal``.
        templates
            A folder of letters of your own, see ``netpath letters --copy``.
        redact
            Initials and roles instead of names, for whoever is not the asker.
        cover
            Whose name stands on a cover page; "" for none.
        names_everyone
            Whether letters may name people beyond the next hop.

        Raises
        ------
        OutputError
            If a template cannot be used, naming it.
        """
        wishes = Wishes(
            tone=tone,
            templates=Path(templates) if templates else None,
            cover=cover,
            is_redacted=redact,
            names_everyone=names_everyone,
        )
        return make_plan(for_reader(self.answer, wishes), profile, wishes)

    def save(self, path: str | Path, *, force: bool = False, **how: Any) -> Path:  # noqa: ANN401 - the keywords of plan
        """Write a report; the ending decides.

        ``.html``, ``.md``, ``.docx``, ``.pdf`` to read, ``.xlsx``, ``.csv``, ``.json``
        to work with, ``.svg`` the picture, ``.ics`` the days; a folder gets the letters
        as drafts of e-mails. The other keywords are those of :meth:`plan`.

        It is written whole or not at all, readable by you alone.

        Raises
        ------
        OutputError
            If it exists and ``force`` is not given, or the ending is unknown.
        """
        return save(self.plan(**how), path, force=force)

    def redacted(self, *, is_asker: bool = False) -> Chains:
        """Give the same chains with initials and roles instead of names.

        What a notebook shows is saved in it: show these in one that others will open.

        Parameters
        ----------
        is_asker
            Whether the reader is the one who asks, and knows their own people.
        """
        asker = self.answer.asker
        wishes = Wishes(
            is_redacted=True, cover=asker.name if asker and is_asker else ""
        )
        return Chains(for_reader(self.answer, wishes))

    def draw(self) -> Drawing:
        """Draw the chains: you on the left, those to meet on the right."""
        return draw(list(self), headline(self.answer))

    def _repr_html_(self) -> str:
        shown = render(Plan(self.answer), "notebook")
        return f"{shown}{self.draw()._repr_html_()}" if self else shown

    def __repr__(self) -> str:
        return render(Plan(self.answer), "table")


class Leads(list[Lead]):
    """People to ask "do you know one?", the likeliest first; it prints as a table.

    Attributes
    ----------
    title
        What was sought.
    """

    def __init__(self, leads: Iterable[Lead], title: str) -> None:
        super().__init__(leads)
        self.title = title

    def to_frame(self) -> pd.DataFrame:
        """Give the leads as a table, a row a lead.

        Returns
        -------
        pandas.DataFrame
            ``rank, name, position, company, kind, probability, knows, hops, way,
            reason, question, id``.
        """
        import pandas as pd  # noqa: PLC0415 - half a second that only frames cost

        return pd.DataFrame.from_records(rows(self), columns=COLUMNS)

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the leads as ``.csv``, ``.json`` or ``.md``, readable by you alone.

        Raises
        ------
        OutputError
            If the file exists and ``force`` is not given, or the ending is another.
        """
        write_whole(Path(path), written(self, self.title, Path(path)), force=force)
        return Path(path)

    def _repr_html_(self) -> str:
        return leads_shown(self, self.title)

    def __repr__(self) -> str:
        return table(self, self.title)


def _hop_rows(rank: int, chain: Chain) -> list[dict[str, Any]]:
    return [
        {
            "rank": rank,
            "hop": place,
            "from": one.name,
            "to": other.name,
            "relation": hop.relation,
            "via": hop.via,
            "probability": hop.probability,
        }
        for place, (hop, (one, other)) in enumerate(
            zip(chain.hops, pairwise(chain.people), strict=True), start=1
        )
    ]
