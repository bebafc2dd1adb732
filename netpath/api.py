"""Where the stages meet: files in, chains out. Notebooks and the command call this.

>>> import netpath
>>> graph = netpath.load(netpath.demo_folder(), as_of="2026-11-23")
>>> chains = netpath.find_chains(graph, "public librarian")
>>> chains[0].phrase, round(chains[0].probability, 2)
("your sister-in-law's coworker's wife", 0.28)
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.errors import OutputError
from netpath.model import ME, MIN_MATCH
from netpath.names import person_key, profile_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import pandas as pd

    from netpath.graph import Graph
    from netpath.model import Export, Match, Membership, Network, Record, Tie
    from netpath.planning import Theme
    from netpath.ready import Ready
    from netpath.results import Chains, Leads


# --- in -------------------------------------------------------------------------------


def load(
    *sources: str | Path | pd.DataFrame,
    me: str = "",
    owner: str = "",
    as_of: date | str | None = None,
) -> Graph:
    """Read exports and links into one graph, in memory, without a store.

    Parameters
    ----------
    sources
        LinkedIn exports (ZIP, folder or loose CSV files), CSV files and DataFrames of
        links (``person, relation, other, …``; see :mod:`netpath.importers.links`), text
        files of sentences.
    me
        Your name or profile address. Without it, the first export is taken as yours.
    owner
        Name or address of the exports' owner, where the files do not say.
    as_of
        The day from which age is counted; today if not given.

    Returns
    -------
    networkx.Graph
        People, ties and groups under the contract of :mod:`netpath.graph`.

    Raises
    ------
    SourceError
        For a file that cannot be read.
    """
    from netpath.graph import to_graph  # noqa: PLC0415 - networkx is half a second
    from netpath.notebooks import show_in_notebooks  # noqa: PLC0415 - see Chains

    show_in_notebooks()
    day = _day(as_of)
    exports = _read(sources, owner=owner, me=me, day=day)
    return to_graph(network(exports, owner_key(exports, me), me=me, as_of=day))


def network(
    exports: Sequence[Export], key: str, *, me: str = "", as_of: date
) -> Network:
    """Resolve what exports say into people, and score their ties.

    Parameters
    ----------
    key
        Of the export owner who asks, see :func:`owner_key`.
    me
        The name or address of who asks, where no export is theirs.
    """
    from netpath.ranking.strength import score  # noqa: PLC0415 - kinship, relations
    from netpath.resolve import resolve, who_among  # noqa: PLC0415 - numpy
    from netpath.resolve.features import features_of_export  # noqa: PLC0415 - the same

    records, ties, memberships = said(exports, key, me)
    features = [(i, features_of_export(e)) for i, e in enumerate(exports, start=1)]
    who = who_among(records, ties, features)
    return score(resolve(records, ties, memberships, me=key, who=who), as_of)


def _read(
    sources: Sequence[str | Path | pd.DataFrame], *, owner: str, me: str, day: date
) -> list[Export]:
    from netpath.importers import read_sources  # noqa: PLC0415 - pydantic
    from netpath.importers.links import read_rows  # noqa: PLC0415 - the same

    paths = [s for s in sources if isinstance(s, str | Path)]
    exports = read_sources(paths, owner=owner, me=me, as_of=day) if paths else []
    frames = [s for s in sources if not isinstance(s, str | Path)]
    for number, frame in enumerate(frames, start=1):
        rows = [
            {str(column): str(cell) for column, cell in row.items()}
            for row in frame.fillna("").to_dict(orient="records")
        ]
        name = "links" if len(frames) == 1 else f"links{number}"
        exports.append(read_rows(rows, source=name, day=day))
    return exports


def owner_key(exports: Iterable[Export], me: str = "") -> str:
    """Give the key of the export owner that is meant by ``me``, or the first one's.

    ``"me"`` where no export fits.
    """
    owners = [e.owner for e in exports if e.owner is not None]
    for record in owners:
        if not me or _is_called(record, me):
            return record.teller
    return ME


def _is_called(record: Record, text: str) -> bool:
    url = profile_key(text)
    return record.url == url if url else person_key(record.name) == person_key(text)


def said(
    exports: Sequence[Export], key: str, me: str = ""
) -> tuple[list[Record], list[Tie], list[Membership]]:
    """Give what exports say together: records, ties, memberships.

    If no export is yours (``key`` is ``"me"``), a record tells the name you gave.
    """
    from netpath.model import Record  # noqa: PLC0415 - a value here, a type elsewhere

    records = {r.id: r for e in exports for r in e.records}
    records |= {e.owner.id: e.owner for e in exports if e.owner}
    if me and key == ME:
        records[ME] = Record(ME, ME, me, url=profile_key(me))
    ties = [tie for e in exports for tie in e.ties]
    return list(records.values()), ties, [m for e in exports for m in e.memberships]


def _day(text: date | str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    return date.fromisoformat(text) if isinstance(text, str) else text


def demo_folder() -> Path:
    """Give the folder of the invented export and family that ``netpath demo`` tells."""
    return Path(__file__).parent / "data" / "demo"


# --- out ------------------------------------------------------------------------------


def prepare(graph: Graph) -> Ready:
    """Make a graph ready for many questions.

    Later changes of the graph are not seen.

    >>> import netpath
    >>> ready = netpath.prepare(netpath.load(netpath.demo_folder(), as_of="2026-11-23"))
    >>> [len(netpath.find_chains(ready, title)) for title in ("librarian", "nurse")]
    [2, 0]
    """
    from netpath.graph import from_graph  # noqa: PLC0415 - the same
    from netpath.ready import Ready  # noqa: PLC0415 - numpy

    return Ready.of(from_graph(graph))


def find_chains(  # noqa: PLR0913 - a keyword for each thing one may ask
    graph: Graph | Ready,
    title: str = "",
    *,
    k: int = 10,
    max_hops: int = 3,
    company: str = "",
    location: str = "",
    to: str = "",
    from_: str = "",
    via: Collection[str] = (),
    avoid: Collection[str] = (),
    min_match: float = MIN_MATCH,
    strict_title: bool = False,
    near: bool = False,
    declared_only: bool = False,
    per_connector: int = 0,
    alternatives: int = 0,
    lexicon: Collection[str | Path] = (),
) -> Chains:
    """Find the best chains of introductions to people with a job title.

    The result is exact: the same list as enumerating every simple chain of at most
    ``max_hops`` hops, keeping the best one to each person, and sorting by score, then
    fewer hops, then ids.

    Parameters
    ----------
    graph
        From :func:`load`, changed by hand or not; or what :func:`prepare` makes of one,
        which saves the time of making it for every question.
    title
        What the person does: "public librarian", or several: "librarian or archivist".
        May be left out with ``to``.
    k
        How many people at most, one chain each.
    max_hops
        Most ties in a chain, 1 to 6; 3 means at most two people between.
    company, location
        Only people whose employer or place contains these words.
    to, from_
        A person (id, name, profile address) to reach, or who asks instead of you.
    via
        People of whom one must be on the way.
    avoid
        People who are neither asked nor reached.
    min_match
        Least chance that somebody is one, in [0, 1].
    strict_title
        Only positions that say the title itself.
    near
        Neighbouring occupations, helpers, learners and heads count too, less.
    declared_only
        No hops through shared employers and schools, which are guesses.
    per_connector
        How many chains may begin with the same person; any number, if 0.
    alternatives
        How many further chains to give to each person; they share nobody between with
        the first, where there are such.
    lexicon
        Files of occupations laid over those shipped.

    Returns
    -------
    Chains
        Best first; empty with ``none_because`` where there is none.

    Raises
    ------
    PersonNotFoundError, AmbiguousPersonError
        If a person named is nobody, or several people.
    ValueError
        If ``max_hops`` or ``k`` is out of range, or neither title nor ``to`` is given.

    References
    ----------
    Granovetter (1974), *Getting a Job*: three hops cover about 97 % of the chains that
    ever led to a job.
    """
    from netpath.answering import Question, answer  # noqa: PLC0415 - numpy
    from netpath.ready import Ready  # noqa: PLC0415 - the same
    from netpath.results import Chains  # noqa: PLC0415 - the same

    return Chains(
        answer(
            graph if isinstance(graph, Ready) else prepare(graph),
            Question(
                title=title,
                top=k,
                max_hops=max_hops,
                company=company,
                location=location,
                to=to,
                from_=from_,
                via=tuple(via),
                avoid=tuple(avoid),
                min_match=min_match,
                strict_title=strict_title,
                near=near,
                declared_only=declared_only,
                per_connector=per_connector,
                alternatives=alternatives,
                lexicon=tuple(map(Path, lexicon)),
            ),
        )
    )


def find_leads(  # noqa: PLR0913 - a keyword for each thing one may ask
    graph: Graph | Ready,
    title: str,
    k: int = 10,
    *,
    company: str = "",
    location: str = "",
    from_: str = "",
    min_match: float = MIN_MATCH,
    lexicon: Collection[str | Path] = (),
) -> Leads:
    """Find whom to ask "do you know one?" for people who are not in the data.

    People at most two ties away who work where such people work, do work near it, or
    know many people; nobody who is one of those sought, and of one employer two before
    others have their turn.

    Parameters
    ----------
    graph
        As for :func:`find_chains`.
    title
        What the person sought does: "public librarian", or several with "or".
    k
        How many people at most.
    company
        Where the person sought should work.
    location
        Where they should be; nobody who is known to be elsewhere is asked.
    from_
        Who asks instead of you: an id, name or profile address.
    min_match
        From what chance on somebody is one of those sought.
    lexicon
        Files of occupations laid over those shipped.

    Returns
    -------
    Leads
        Best first; a list.

    Raises
    ------
    PersonNotFoundError, AmbiguousPersonError
        If who asks is nobody, or several people.
    ValueError
        If ``k`` is below 1, or no title is given.

    References
    ----------
    McCormick, Salganik & Zheng (2010), *How many people do you know?*, JASA 105:59.

    Examples
    --------
    >>> import netpath
    >>> graph = netpath.load(netpath.demo_folder(), as_of="2026-11-23")
    >>> [lead.person.name for lead in netpath.find_leads(graph, "public librarian", 3)]
    ['Grace Hill', 'Yara Haddad', 'Tom Park']
    """
    from netpath.asking import leads_in  # noqa: PLC0415 - the lexicon
    from netpath.meaning import find_person  # noqa: PLC0415 - numpy
    from netpath.ready import Ready  # noqa: PLC0415 - numpy
    from netpath.results import Leads  # noqa: PLC0415 - see load
    from netpath.seeking import Aim  # noqa: PLC0415 - the lexicon

    if not title.strip() or k < 1:
        message = "say whom you look for: a title; and k is at least 1"
        raise OutputError(message)
    ready = graph if isinstance(graph, Ready) else prepare(graph)
    net, files = ready.network, tuple(map(Path, lexicon))
    asker = find_person(net, from_).id if from_ else net.me
    aim = Aim(title, company, location, min_match, lexicon=files)
    return Leads(leads_in(ready, aim, asker, top=k), title)


def match_title(
    query: str,
    position: str,
    company: str = "",
    *,
    lexicon: Collection[str | Path] = (),
    vectors: Path | None = None,
) -> Match:
    """Say how well a position at an employer fits a sought title.

    Parameters
    ----------
    query
        The sought title, in any language of the lexicon.
    position, company
        As somebody wrote them; either may be "".
    lexicon
        Files of occupations laid over those shipped.
    vectors
        A table learned by ``netpath titles learn``; else the one shipped.

    Returns
    -------
    Match
        ``score``, the chance in [0, 1] that they are one; ``near``, that they are one
        or near it; the ``reason`` in words.

    Raises
    ------
    SourceError
        If a file of occupations is wrong, naming entry and field.

    >>> match = match_title("public librarian", "Librarian", "Oakland Public Library")
    >>> match.score > 0.9
    True
    """
    from netpath.ranking.titles import compile_title  # noqa: PLC0415 - the lexicon
    from netpath.ranking.titles.knowledge import knowledge  # noqa: PLC0415 - the same

    knows = knowledge(tuple(map(Path, lexicon)), vectors)
    return compile_title(query, knows)(position, company)


def find_questions(
    title: str,
    position: str = "",
    company: str = "",
    *,
    count: int = 8,
    lexicon: Collection[str | Path] = (),
) -> tuple[Theme, ...]:
    """Give questions to ask somebody with a title, by theme.

    Parameters
    ----------
    title
        What the person does: "public librarian". For a title that no entry knows, the
        questions are such as one may ask anybody.
    position, company
        As they wrote it; the title, if there is no position.
    count
        How many questions at most; from six on, every theme has one.
    lexicon
        Files of occupations laid over those shipped.

    Returns
    -------
    tuple of Theme
        Each with a ``name`` and ``questions``; the last is to close the talk.

    Raises
    ------
    SourceError
        If a file of occupations is wrong, naming entry and field.

    Examples
    --------
    >>> import netpath
    >>> themes = netpath.find_questions("archivist")
    >>> themes[3].name, themes[3].questions[0]
    ('What is hard', 'How do you decide what is not kept?')
    """
    from netpath.planning.questions import questions_for  # noqa: PLC0415 - see load

    said = position or title
    match = match_title(title, said, company, lexicon=lexicon)
    return questions_for(match, said, count)


def export_graph(net: Network, path: str | Path, *, force: bool = False) -> Path:
    """Write a network as ``.json`` (node-link), ``.graphml`` or ``.gexf``."""
    from netpath.graph import graph_bytes, to_graph  # noqa: PLC0415 - see load
    from netpath.reports import write_whole  # noqa: PLC0415 - the same

    target = Path(path)
    write_whole(target, graph_bytes(to_graph(net), target.name), force=force)
    return target
