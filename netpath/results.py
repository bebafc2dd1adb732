"""What a search gives back in a notebook: a list of chains that shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from netpath.model import Answer, Chain, Lead
from netpath.reports import REPORTS, render, save
from netpath.reports.leads import COLUMNS, rows, table

if TYPE_CHECKING:
    import pandas as pd


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
            high, band, match, hops, phrase, sentence, start_with``. A row a hop:
            ``rank, hop, from, to, relation, via, probability``.
        """
        import pandas as pd  # noqa: PLC0415 - half a second that only frames cost

        rows = REPORTS["csv"].rows(self.answer)
        if hops:
            rows = [row for rank, c in enumerate(self, 1) for row in _hop_rows(rank, c)]
        return pd.DataFrame.from_records(rows)

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write a report; the ending decides: ``.html``, ``.md``, ``.csv``, ``.json``.

        The file is written whole or not at all, readable by you alone.

        Raises
        ------
        OutputError
            If the file exists and ``force`` is not given, or the ending is unknown.
        """
        return save(self.answer, Path(path), force=force)

    def _repr_html_(self) -> str:
        return render(self.answer, "notebook")

    def __repr__(self) -> str:
        return render(self.answer, "table")


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
