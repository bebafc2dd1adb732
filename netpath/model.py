"""What the stages hand each other: plain, frozen, without behaviour of their own.

Reading gives :class:`Export` (records, ties, memberships, skipped rows). Resolving
turns records into :class:`Person` and ties between records into ties between people.
Searching gives :class:`Chain` and what a chain is made of.

Validation happens once, where files come in (``importers/door.py``); from there on
these values are trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from netpath.relations import is_guess

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    Day = dt.date

ME = "me"
"""The record id of the person who uses netpath, before anybody knows their name."""

MINE = "mine"
"""The owner key of an export that does not say whose it is: it is taken as yours."""

MIN_MATCH = 0.2
"""Least match shown, unless somebody asks for less: below, titles only look alike."""

MembershipKind = Literal["employer", "school"]

Loss = Literal["damaged", "nameless", "left out"]
"""Why a row was not kept: it is broken, it names nobody, or it does not count."""

_CONTACTS = "contacts of "


def contacts_of(key: str) -> str:
    """Give the teller of what stands in somebody's address book.

    It is not the owner who says it with care, as of a link; and a name in it may be
    that of a stranger to everything else the owner has.

    >>> contacts_of("me")
    'contacts of me'
    """
    return f"{_CONTACTS}{key}"


def holder_of(teller: str) -> str:
    """Give whose address book says it, or "" where no address book does.

    >>> holder_of(contacts_of("in:kate-spaulding")), holder_of("in:kate-spaulding")
    ('in:kate-spaulding', '')
    """
    return teller.removeprefix(_CONTACTS) if teller.startswith(_CONTACTS) else ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row about one person, from one line of one file.

    Attributes
    ----------
    id
        Made from what the row says and who told it; the same row gives the same id.
    teller
        Whose statement it is: the key of an export's owner, or ``"me"`` for what you
        told. What stands in an address book has a teller of its own, see
        :func:`contacts_of`.
    name
        As written, degrees and all; :func:`netpath.names.display_name` tidies it.
    url
        Profile key (``in:ana-ruiz``), or "".
    email
        E-mail key, or "".
    source
        ``archive-or-folder/member:line``, lines counted from 1 in the file as it is.
    seen
        The day this was true: an export's own date, or the day it was told.
    """

    id: str
    teller: str
    name: str
    url: str = ""
    email: str = ""
    position: str = ""
    company: str = ""
    location: str = ""
    source: str = ""
    seen: Day | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe a tie, and what it is worth.

    Attributes
    ----------
    kind
        ``declared``, ``derived``, ``connection``, ``messages``, ``recommendation``,
        ``endorsement``, ``invitation``, ``talk`` (a small group that writes to each
        other), ``contact`` (in an address book), ``volunteered``, ``employer``,
        ``school``, ``mutuals``.
    relation
        The word said, for ``declared`` and ``derived``: "sister-in-law".
    side
        The id (of a record, later of a person) from whose side it is said: the *other*
        end is this side's ``relation``.
    sent, received
        Counts by the teller: messages written and got, recommendations given and got.
    last
        Day of the last contact the evidence speaks of.
    closeness
        1 (we have met) to 3 (close), said by a person; 0 when nobody said.
    effect
        Odds ratio on "acts when asked"; 1 moves nothing. Filled by the scoring.
    """

    kind: str
    source: str = ""
    teller: str = ""
    detail: str = ""
    relation: str = ""
    side: str = ""
    date: Day | None = None
    last: Day | None = None
    sent: int = 0
    received: int = 0
    closeness: int = 0
    effect: float = 1.0


@dataclass(frozen=True, slots=True)
class Tie:
    """An undirected link between two records (in an export) or two people.

    Attributes
    ----------
    a, b
        Ids of the ends, ``a < b``.
    relation, relation_from
        ``relation_from`` is the end from whose side ``relation`` is said.
    probability
        That a request passes this tie, in [0.02, 0.95]; 0 before scoring.
    prior
        That it is real, before its evidence is weighed; 0 before scoring.
    """

    a: str
    b: str
    evidence: tuple[Evidence, ...] = ()
    relation: str = ""
    relation_from: str = ""
    probability: float = 0.0
    prior: float = 0.0


@dataclass(frozen=True, slots=True)
class Membership:
    """That somebody works or worked, studies or studied, somewhere.

    ``member`` is the id of a record, later of a person; ``group`` the name as written.
    """

    member: str
    group: str
    kind: MembershipKind
    role: str = ""
    since: Day | None = None
    until: Day | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that were read and not kept, and why.

    ``line`` is the first of them; ``count`` is above 1 where many rows share a reason.
    """

    source: str
    line: int
    reason: str
    count: int = 1
    loss: Loss = "left out"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided; it outlives every import and may be taken back.

    Attributes
    ----------
    kind
        ``same`` (the records of both sides are one person), ``different`` (they are
        two), ``later`` (ask again last), ``kept`` (they were one person before an
        import brought a second one who fits), ``avoid`` (never ask or name these
        records' person, or anybody at ``company``), ``confidential`` (the same, and
        nobody there is worth asking for others either).
    left, right
        Ids of records.
    company
        As the user wrote it; "" where a person is meant.
    id
        Grows with time, together with the ids of imports; 0 before it was kept.
    """

    kind: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    company: str = ""
    reason: str = ""
    day: Day | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file: ``rows`` = ``kept`` + skipped.

    Attributes
    ----------
    kind
        The importer's name, or "" for a file that was left alone; then ``note`` says
        why.
    is_expected
        Whether a file that was left alone is one that LinkedIn sends to everybody.
    problem
        Why the whole file could not be read, though it should have been; "" if it was.
    dates_unread
        Rows whose date was not understood; they were kept without.
    is_mended
        Whether "SÃ¸ren" was put right.
    """

    name: str
    kind: str = ""
    rows: int = 0
    kept: int = 0
    encoding: str = ""
    note: str = ""
    skipped: tuple[Skipped, ...] = ()
    is_expected: bool = False
    problem: str = ""
    dates_unread: int = 0
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """What one source said: an export, links, sentences, an address book.

    Attributes
    ----------
    kind
        ``"linkedin"``, ``"told"`` or ``"contacts"``.
    owner
        The record of the owner; None where that is you.
    owner_how
        How the owner was found, in words.
    date
        The export's own date.
    warnings
        What a reader should know, in sentences.
    """

    source: str
    kind: str
    owner: Record | None = None
    owner_how: str = ""
    date: Day | None = None
    records: tuple[Record, ...] = ()
    ties: tuple[Tie, ...] = ()
    memberships: tuple[Membership, ...] = ()
    files: tuple[FileRead, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Every row that was not kept, in the order of the files."""
        return tuple(s for file in self.files for s in file.skipped)

    @property
    def damaged(self) -> tuple[Skipped, ...]:
        """Every row, and every whole file (line 0), that is broken."""
        files = (
            Skipped(f"{self.source}/{file.name}", 0, file.problem, loss="damaged")
            for file in self.files
            if file.problem
        )
        return (*files, *(s for s in self.skipped if s.loss == "damaged"))


@dataclass(frozen=True, slots=True)
class Person:
    """A cluster of records that are one human being.

    ``reasons`` say why the records were taken for one person, in words; ``is_willing``
    that they volunteered to be asked, by whomever.
    """

    id: str
    name: str
    position: str = ""
    company: str = ""
    location: str = ""
    url: str = ""
    emails: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    reasons: tuple[str, ...] = ()
    is_willing: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """An employer or school that several people share: a node of its own.

    ``probability`` is what one hop through it is worth, whoever the two are.
    """

    id: str
    name: str
    kind: MembershipKind
    members: Sequence[Membership] = ()
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """That somebody may be one of several people, and nothing was joined.

    ``person`` and ``candidates`` are ids of people. ``bits`` is how likely the best of
    them is, as log2 of the odds; ``is_later`` that the user wants to be asked last.
    """

    person: str
    candidates: tuple[str, ...]
    bits: float = 0.0
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """People, ties and groups: what everything after resolving works on.

    ``avoided`` are the people whom the user decided not to ask; ``voices`` the tellers
    that are the asker: of their own export, and of what they told.
    """

    me: str
    people: Mapping[str, Person] = field(default_factory=dict)
    ties: Sequence[Tie] = ()
    groups: Sequence[Group] = ()
    as_of: Day | None = None
    doubts: tuple[Doubt, ...] = ()
    avoided: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """How well a position at an employer fits a sought title.

    Attributes
    ----------
    score
        How likely it is that they are one now, in [0, 1].
    reason
        One sentence a person can check.
    kind
        How it was found: ``exact``, ``synonym``, ``employer``, ``near``, ``words``,
        ``alike``, ``named`` or ``none``.
    occupation, family
        The occupation the title was understood as, and the family it stands in, or "".
    status
        ``current``, ``student``, ``intern``, ``retired``, ``former``, ``aspiring``,
        ``negated``.
    level
        Seniority read from the position: ``""``, ``junior``, ``senior``, ``lead``,
        ``manager``, ``director``, ``vp``, ``chief``.
    near
        How likely it is that they are one or near it, in [0, 1]: a neighbour, a helper,
        in training, retired, or the head of it.
    factors
        What the fit is the product of, words and a share each; first what was found.
    """

    score: float
    reason: str
    kind: str = "none"
    occupation: str = ""
    status: str = "current"
    level: str = ""
    near: float = 0.0
    factors: tuple[tuple[str, float], ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One tie of a chain, in the direction of the asking.

    ``relation`` is what ``to`` is to ``from_``; ``via`` names the group where the hop
    goes through one.
    """

    from_: str
    to: str
    relation: str
    probability: float
    via: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Whether nobody said or showed that they know each other.

        They only share a place, as every hop through a group does.
        """
        return bool(self.via) or is_guess(self.relation)


@dataclass(frozen=True, slots=True)
class Chain:
    """You, connectors, target: one way to be introduced.

    Attributes
    ----------
    people
        From the asker to the target.
    probability
        That a request gets all the way, in (0, 1).
    interval
        Where the probability lies, 9 times in 10, if the ties are as well known as ten
        observations each.
    score
        ``probability × match.score``; what chains are sorted by.
    phrase, sentence
        The chain in words.
    first
        In how many of the draws that gave ``interval`` no chain of the answer scores
        higher, in [0, 1].
    is_level
        Whether the draws do not tell it from the chain above it.
    gain
        What would raise it most, or None where nothing would.
    alternatives
        Other chains to the same person that share nobody between with this one.
    together
        That at least one of this chain and its alternatives works, in [0, 1].
    """

    people: tuple[Person, ...]
    hops: tuple[Hop, ...]
    match: Match
    probability: float
    interval: tuple[float, float]
    score: float
    phrase: str = ""
    sentence: str = ""
    first: float = 0.0
    is_level: bool = False
    gain: Gain | None = None
    alternatives: tuple[Chain, ...] = ()
    together: float = 0.0

    @property
    def target(self) -> Person:
        """The person the chain leads to."""
        return self.people[-1]

    @property
    def is_yours(self) -> bool:
        """Whether it speaks to the asker, "your aunt", and does not name them."""
        return not self.phrase.startswith(f"{self.people[0].name}'s ")

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody's name, from the asker to the target."""
        return tuple(person.name for person in self.people)

    @property
    def weakest_hop(self) -> int:
        """Index of the least likely hop, the first of them if several are level."""
        chances = [hop.probability for hop in self.hops]
        return chances.index(min(chances))

    @property
    def band(self) -> str:
        """The chance in a word: strong, good, fair or long shot."""
        return band(self.probability)


@dataclass(frozen=True, slots=True)
class Gain:
    """What would raise a chain's probability most, and to what.

    Attributes
    ----------
    kind
        ``call`` (ask in person or by phone), ``confirm`` (find out whether a guess is
        true), ``close`` (say how close you are).
    hop
        Index of the hop it is about.
    says
        What to do, a sentence.
    probability
        Of the whole chain once it is done.
    """

    kind: str
    hop: int
    says: str
    probability: float


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody worth asking about people who are not in the data.

    Attributes
    ----------
    kind
        ``there`` (works where such people work), ``near`` (does work that is near it),
        ``circle`` (knows many people).
    reason
        Why they may know one, a sentence.
    probability
        That asking them leads to one: that the request gets to them and they act, and
        that they know one.
    knows
        That they know one at all.
    hops
        How many ties away they are.
    way
        Who they are to the asker: "your LinkedIn connection".
    question
        What to ask them, as one would say it.
    """

    person: Person
    kind: str
    reason: str
    probability: float
    knows: float
    hops: int = 1
    way: str = ""
    question: str = ""

    @property
    def score(self) -> float:
        """What leads are sorted by."""
        return self.probability


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: the question behind an :class:`Answer`."""

    title: str
    asker: str
    max_hops: int
    top: int
    as_of: Day


@dataclass(frozen=True, slots=True)
class Miss:
    """Why there is no chain, and what was nearest to one.

    Attributes
    ----------
    kind
        ``unknown`` (nobody has that title), ``doubtful`` (only people who may have it),
        ``withheld`` (the user decided not to ask those it takes), ``via`` (not through
        the people named), ``guess`` (only through a guess, and those are switched off),
        ``far`` (in more hops than asked for), ``unconnected`` (no tie leads there).
    says
        Which it is, in sentences.
    count
        How many people that is true of.
    chain
        The best chain there would be, where it may be shown.
    maybe
        Of ``doubtful``: who it is, with how well they fit, the likeliest first.
    """

    kind: str
    says: str
    count: int = 0
    chain: Chain | None = None
    maybe: tuple[tuple[Person, Match], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, with the question.

    Attributes
    ----------
    chains
        Best first.
    known
        How many people with the sought title are in the data, reached or not.
    none_because
        Why there is no chain, in a sentence; "" where there is one.
    withheld
        How many chains there would be more, or better ones, through people whom the
        user decided not to ask.
    miss
        What was nearest to a chain; None where there is one.
    together
        That at least one of the chains works, in [0, 1].
    asker
        Who asks.
    """

    query: Query
    chains: tuple[Chain, ...] = ()
    known: int = 0
    none_because: str = ""
    leads: tuple[Lead, ...] = ()
    withheld: int = 0
    miss: Miss | None = None
    together: float = 0.0
    asker: Person | None = None


_BANDS = ((0.45, "strong"), (0.25, "good"), (0.10, "fair"), (0.0, "long shot"))


def band(probability: float) -> str:
    """Say a probability in a word; the bounds are the ranking model's.

    >>> [band(p) for p in (0.5, 0.28, 0.1, 0.01)]
    ['strong', 'good', 'fair', 'long shot']
    """
    return next(word for least, word in _BANDS if probability >= least)


_TENTHS = 0.095  # below, tenths say too little
_NEARLY = 0.945  # nothing is certain, so nothing is 10 in 10


def about(probability: float) -> str:
    """Say a probability as one would.

    >>> about(0.284), about(0.04), about(0.001)
    ('about 3 in 10', 'about 4 in 100', 'less than 1 in 100')
    """
    if probability >= _NEARLY:
        return "more than 9 in 10"
    if probability >= _TENTHS:
        return f"about {round(10 * probability)} in 10"
    percent = round(100 * probability)
    return f"about {percent} in 100" if percent else "less than 1 in 100"


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence or a row of links says, before anybody is looked up."""

    people: tuple[ToldPerson, ...] = ()
    ties: tuple[ToldTie, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """A person as mentioned; ``name`` is "me" for the teller."""

    name: str
    position: str = ""
    company: str = ""
    location: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ToldTie:
    """``to`` is ``from_``'s ``relation``; both are names among the people told."""

    from_: str
    relation: str
    to: str
    via: str = ""
    since: Day | None = None
    closeness: int = 0
    note: str = field(default="", compare=False)
