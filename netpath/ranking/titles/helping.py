"""Help with a query: how it was understood, what else it could mean, what is near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.ranking.titles.sought import alternatives
from netpath.ranking.titles.words import phrase_of

if TYPE_CHECKING:
    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.knowledge import Knowledge
    from netpath.ranking.titles.sought import Sought

_ALIKE = 78.0  # of 100; below, two names are two words
_LIKENESS = 0.6
_MOST = 4


@dataclass(frozen=True)
class Advice:
    """What netpath made of one title.

    Attributes
    ----------
    query
        The title.
    occupation
        What it was understood as, or "".
    also
        Other occupations that go by the same name.
    did_you_mean
        Occupations called alike, if none was understood.
    near
        Occupations and titles near the one understood.
    """

    query: str
    occupation: str
    also: tuple[str, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def advise(query: str, knows: Knowledge) -> list[Advice]:
    """Say of each title in a query how it was understood.

    >>> from netpath.ranking.titles.knowledge import knowledge
    >>> advise("public librarion", knowledge())[0].did_you_mean[0]
    'public librarian'
    """
    return [_advice(sought, knows) for sought in alternatives(query, knows.lexicon)]


def _advice(sought: Sought, knows: Knowledge) -> Advice:
    known = sought.occupation
    if known is None:
        return Advice(sought.query, "", did_you_mean=_close(sought, knows))
    return Advice(
        sought.query, known.id, _also(sought, known, knows), near=_near(known, knows)
    )


def _also(sought: Sought, known: Occupation, knows: Knowledge) -> tuple[str, ...]:
    kin = knows.lexicon.kin(known)
    owners = knows.lexicon.owners_of(" ".join(sought.keys))
    return tuple(owner.id for owner in owners if owner.id not in kin)


def _near(known: Occupation, knows: Knowledge) -> tuple[str, ...]:
    lexicon = knows.lexicon
    kinds = [kind.id for kind in lexicon.kinds_of(known.id)]
    wider = [entry.id for entry in lexicon.wider(known)]
    entries = [name for name in known.near if lexicon.occupation(name)]
    return tuple(dict.fromkeys([*kinds, *wider, *entries]))


def _close(sought: Sought, knows: Knowledge) -> tuple[str, ...]:
    """Give occupations whose names are spelled or worded alike, the closest first."""
    from rapidfuzz import process  # noqa: PLC0415 - only a miss needs it
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - the same

    lexicon = knows.lexicon
    text = " ".join(sought.keys)
    hits = process.extract(
        text, list(lexicon.names), scorer=ratio, limit=20, score_cutoff=_ALIKE
    )
    spelled = [lexicon.owners_of(name)[0].id for name, _, _ in hits]
    return tuple(dict.fromkeys([*spelled, *_worded(sought, knows)]))[:_MOST]


def _worded(sought: Sought, knows: Knowledge) -> list[str]:
    vectors = knows.vectors
    if vectors is None:
        return []
    rated = [
        (vectors.likeness(sought.keys, phrase_of(key)), key)
        for key in knows.lexicon.rows
    ]
    rated.sort(key=lambda pair: (-pair[0], pair[1]))
    return [key for likeness, key in rated[:_MOST] if likeness >= _LIKENESS]
