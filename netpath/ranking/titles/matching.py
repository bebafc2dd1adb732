"""A known occupation, ready to be found in thousands of titles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.ranking.titles import roles
from netpath.ranking.titles.findings import (
    BLOCKED_SHARE,
    Finding,
    Held,
    Spot,
    found,
    off_level,
    seller_among,
)
from netpath.ranking.titles.loosely import LooseNames
from netpath.ranking.titles.phrases import Hit, Phrase, Phrasebook
from netpath.ranking.titles.segments import Segment, segments_of
from netpath.ranking.titles.words import phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.knowledge import Knowledge
    from netpath.ranking.titles.lexicon import Lexicon, Named
    from netpath.ranking.titles.sought import Sought

_BASES = {"exact": 0.98, "name": 0.97, "short": 0.95, "title": 0.94, "near": 0.4}
_LEADS, _HELPS, _LEARNS = 0.38, 0.3, 0.98
_OTHER_HEAD, _GOVERNED = 0.35, 0.35
_BESIDE = 0.75  # a licence beside another job: "Case Manager, RN"
_MENDED = 0.9
_WIDER = 0.4  # any physician may be a cardiologist
_OWN = frozenset({"name", "short"})
_OTHER = 0.1  # "teacher" in "teacher librarian"
# What may stand between a field and who leads it: "library services manager".
_UNITS = frozenset(
    """operation program service department team group practice division section unit
    strategy function office delivery""".split()
)


class KnownTitle:
    """Finds one occupation in positions, in all its names."""

    def __init__(
        self, sought: Sought, occupation: Occupation, knowledge: Knowledge
    ) -> None:
        lexicon = knowledge.lexicon
        self._sought = sought
        self._lexicon = lexicon
        self._is_bare_kind = bool(occupation.is_a) and occupation.setting is None
        self._kin = lexicon.kin(occupation)
        if occupation.setting and occupation.is_a:
            # "Chemistry teacher" is another kind by subject, and any by the employer.
            self._kin |= {kind.id for kind in lexicon.kinds_of(occupation.is_a)}
        whole = phrase_of(sought.query)
        phrases = [
            phrase
            for phrase in phrases_of(occupation, lexicon)
            if phrase.sort != "near" or phrase_of(phrase.text) != whole
        ]
        self._book = Phrasebook(phrases, lexicon.vocabulary)
        self._loose = LooseNames(p for p in phrases if p.sort == "name")
        self._sells = any(
            roles.seeks(keys) for keys in (sought.keys, phrase_of(occupation.id))
        )
        self.phrases = self._book.phrases
        self.endings, self.unspaced = self._book.endings, self._book.unspaced
        self.find = lru_cache(maxsize=65536)(self._find)

    def _find(self, position: str) -> tuple[Finding, ...]:
        """Give what a position holds of the occupation, and what holds it back."""
        segments = segments_of(position)
        findings = tuple(self._in_all(segments, mended=False))
        return findings or tuple(self._in_all(segments, mended=True))

    def _in_all(
        self, segments: tuple[Segment, ...], *, mended: bool
    ) -> Iterator[Finding]:
        for number, segment in enumerate(segments):
            keys = segment.keys
            if mended:
                keys = self._book.corrected(keys)
                if keys == segment.keys:
                    continue
            for hit, finding in self._in_one(segment, keys, number):
                # "Solar sales engineer": what stands between is no part of the name.
                end = hit.end if hit.looseness == 1 else hit.start
                seller = seller_among(segments, segment, hit.start, end)
                yield finding.hold(
                    Held("slip", _MENDED, "") if mended else None,
                    None if self._sells else seller,
                )

    def _in_one(
        self, segment: Segment, keys: tuple[str, ...], number: int
    ) -> Iterator[tuple[Hit, Finding]]:
        hits = self._book.find(keys)
        if not any(hit.phrase.sort in {"name", "short", "not"} for hit in hits):
            hits += self._loose.find(keys)
        if not hits:
            return
        others = self._others(keys)
        for hit in hits:
            if any(other.covers(hit) for other in hits):
                continue
            spot = Spot(segment, hit.start, hit.end, number)
            finding = self._judged(spot, keys, hit)
            if finding:
                yield hit, finding.hold(_blocked(hit, hits) or _covered(hit, others))

    def _others(self, keys: tuple[str, ...]) -> list[Named]:
        """Give the names of other occupations, which hold back what they contain."""
        return [
            named
            for named in self._lexicon.names_in(keys)
            if named.occupation not in self._kin and not named.mark
        ]

    def _judged(self, spot: Spot, keys: tuple[str, ...], hit: Hit) -> Finding | None:
        sort, phrase = hit.phrase.sort, hit.phrase
        if sort == "not" or (phrase.is_whole and not roles.is_whole(keys, *spot[1:3])):
            return None
        if sort == "field":
            return self._by_field(spot, keys, hit)
        sort_said = self._sort_said(keys, hit)
        finding = found(
            sort_said,
            _BASES[sort],
            spot,
            phrase.language,
            is_settled=phrase.is_settled,
            is_named=sort in _OWN,
        )
        wanted = "" if sort_said == "exact" else self._sought.level
        is_wider = self._is_bare_kind and not phrase.is_settled and sort in _OWN
        return finding.hold(
            Held("kind", _WIDER, "") if is_wider else None,
            Held("loose", hit.looseness, ""),
            self._head(keys, hit),
            _governor(keys, hit),
            off_level(wanted, finding.level),
        )

    def _sort_said(self, keys: tuple[str, ...], hit: Hit) -> str:
        if hit.looseness < 1:
            return "words"
        is_query = keys[hit.start : hit.end] == self._sought.keys
        return "exact" if is_query and hit.phrase.sort == "name" else hit.phrase.sort

    def _by_field(self, spot: Spot, keys: tuple[str, ...], hit: Hit) -> Finding | None:
        """Judge who somebody is to the field: its director, assistant or student."""
        start, end, role = field_role(keys, hit.start, hit.end)
        sort, base = self._part_in_field(role)
        if not sort:
            return None
        spot = spot._replace(start=start, end=end)
        finding = found(sort, base, spot, is_settled=hit.phrase.is_settled)
        if role in roles.LEADS:
            return finding.hold(off_level(self._sought.level, roles.level_of(keys)))
        return finding

    def _part_in_field(self, role: str) -> tuple[str, float]:
        if role in roles.LEADS:
            is_meant = roles.rank_of(self._sought.level) > roles.rank_of("lead")
            return ("name", _BASES["name"]) if is_meant else ("leads", _LEADS)
        if role in roles.LEARNS:
            return "name", _LEARNS
        return ("helps", _HELPS) if role in roles.HELPS else ("", 0.0)

    def _head(self, keys: tuple[str, ...], hit: Hit) -> Held | None:
        """Hold back a name that is not the head: "nurse" in "nurse manager"."""
        if hit.phrase.puts_head_first:
            head = roles.head_before(keys, hit.start)
        else:
            head = roles.head_after(keys, hit.end)
        if not head and hit.phrase.sort == "short":
            return self._beside(keys, hit)
        if not head or head == "lead" or head in roles.LEARNS | roles.SEEKS:
            return None
        if self._sought.level and roles.LEVELS.get(head) == self._sought.level:
            return None
        return Held("head", _OTHER_HEAD, head)

    def _beside(self, keys: tuple[str, ...], hit: Hit) -> Held | None:
        """Hold back a licence that stands beside another job."""
        main = keys[: keys.index(",")] if "," in keys else ()
        if hit.start <= len(main) or not main:
            return None
        role = next((key for key in reversed(main) if roles.is_role(key)), "")
        if not role or any(h.phrase.sort == "name" for h in self._book.find(main)):
            return None
        return Held("head", _OTHER_HEAD if role in roles.LEADS else _BESIDE, role)


def _governor(keys: tuple[str, ...], hit: Hit) -> Held | None:
    word = roles.governor(keys, hit.start)
    return Held("governor", _GOVERNED, word) if word else None


def _covered(hit: Hit, others: list[Named]) -> Held | None:
    size = hit.end - hit.start
    inside = (
        other.occupation
        for other in others
        if other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > size
    )
    occupation = next(inside, "")
    return Held("other", _OTHER, occupation) if occupation else None


def _blocked(hit: Hit, hits: list[Hit]) -> Held | None:
    """Hold back what an entry says is something else; a kind speaks for itself only."""
    nots = (other.phrase for other in hits if other.phrase.sort == "not")
    text = next((p.text for p in nots if p.entry in {"", hit.phrase.entry}), "")
    return Held("blocked", BLOCKED_SHARE, text) if text else None


def field_role(keys: tuple[str, ...], start: int, end: int) -> tuple[int, int, str]:
    """Give who somebody is to a field of work, "" if nothing, and where that is said.

    >>> field_role(("director", "of", "nursing"), 2, 3)
    (0, 3, 'director')
    >>> field_role(("library", "service", "manager"), 0, 1)
    (0, 3, 'manager')
    >>> field_role(("product", "safety", "manager"), 0, 1)
    (0, 1, '')
    """
    behind = end
    while behind < len(keys) and keys[behind] in _UNITS:
        behind += 1
    head = roles.head_after(keys, behind)
    if head and keys[behind] in _ROLE_WORDS:
        return start, keys.index(head, behind) + 1, head
    before = start - 1 if start and keys[start - 1] in _JOINTS else start
    if before and keys[before - 1] in _ROLE_WORDS:
        return before - 1, end, keys[before - 1]
    return start, end, ""


_ROLE_WORDS = roles.LEADS | roles.HELPS | roles.LEARNS
_JOINTS = frozenset({",", "of", "de", "in", "di", "der", "for", "da", "do", "en"})


def phrases_of(occupation: Occupation, lexicon: Lexicon) -> Iterator[Phrase]:
    """Give everything to look for: own names, those of kinds of it, of wider ones."""
    is_kind = bool(occupation.is_a)
    for entry in (occupation, *lexicon.kinds_of(occupation.id)):
        yield from _names(entry, is_settled=is_kind or entry is not occupation)
        for text in entry.field:
            yield Phrase(text, "field", is_settled=is_kind)
    for entry in lexicon.kinds_of(occupation.id):
        yield from (Phrase(text, "not", entry=entry.id) for text in entry.blockers)
    for entry in lexicon.wider(occupation):
        yield from _names(entry, is_settled=False)
        yield from (Phrase(text, "field") for text in entry.field)
    if occupation.setting:
        yield from (Phrase(text, "title") for text in occupation.setting.titles)
    for entry in (occupation, *lexicon.wider(occupation)):
        others = (text for text in entry.blockers if text not in occupation.near)
        yield from (Phrase(text, "not") for text in others)
        yield from _neighbours(entry, lexicon, is_settled=entry is occupation)


def _names(entry: Occupation, *, is_settled: bool) -> Iterator[Phrase]:
    yield Phrase(entry.id, "name", "en", is_settled, entry.id)
    for language, name in entry.names:
        yield Phrase(name, "name", language, is_settled, entry.id)
    for text in entry.short:
        yield Phrase(text, "short", "en", is_settled, entry.id)


def _neighbours(
    entry: Occupation, lexicon: Lexicon, *, is_settled: bool
) -> Iterator[Phrase]:
    for text in entry.near:
        neighbour = lexicon.occupation(text)
        yield Phrase(text, "near", "en", is_settled)
        if neighbour:
            for language, name in neighbour.names:
                yield Phrase(name, "near", language, is_settled)
            for short in neighbour.short:
                yield Phrase(short, "near", "en", is_settled)
