"""The account of an import: what became of every file and every row, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netpath.errors import NetpathError
from netpath.names import display_name
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.intake import Taken
    from netpath.model import Export, FileRead, Skipped
    from netpath.store import Added

_SHOWN = 5  # broken rows that are named; the rest are counted


@dataclass
class Accounts:
    """Collects accounts while an import goes on.

    Attributes
    ----------
    is_brief
        A line for each source instead of all its files.
    is_trial
        Nothing is kept; the words say so.
    for_machines
        What ``--format json`` prints.
    left_out
        How many files and rows were broken.
    is_alone
        Whether one export is all there is.
    """

    is_brief: bool = False
    is_trial: bool = False
    for_machines: list[dict[str, Any]] = field(default_factory=list)
    left_out: int = 0
    is_alone: bool = True
    _errors: list[NetpathError] = field(default_factory=list)
    _kinds: Counter[str] = field(default_factory=Counter)
    _total: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Taken | NetpathError) -> str:
        """Take in one source; give what to say of it, "" for what ``ending`` says."""
        if isinstance(outcome, NetpathError):
            self._errors.append(outcome)
            self.left_out += 1
            self.for_machines.append({"error": str(outcome)})
            return ""
        account, added = outcome.account, outcome.added
        self.left_out += sum(s.count for s in account.damaged)
        self._kinds[account.kind] += 1
        self._total["records"] += added.records_new
        self._total["ties"] += added.ties_new
        self.for_machines.append(_for_machines(outcome))
        return _brief(outcome) if self.is_brief else _said(outcome)

    @property
    def only_error(self) -> NetpathError | None:
        """The one error there was, where nothing else was read."""
        is_only = len(self._errors) == 1 and not self._kinds
        return self._errors[0] if is_only else None

    def ending(self) -> str:
        """Say what it comes to, and what to do next."""
        lines = []
        if self.is_brief:
            lines.append(f"\n{self._sum()}")
        lines += [f"Not read: {error}" for error in self._errors]
        if self.left_out:
            count = plural(self.left_out, "row or file", "rows or files")
            lines.append(
                f"{count} could not be read; everything else was. Mend them in the file"
                " and import it again: nothing counts twice."
            )
        if self.is_trial:
            lines.append("This was a trial (--dry-run): nothing was kept.")
        return "\n".join([*lines, self._next_step()])

    def _sum(self) -> str:
        sources = plural(sum(self._kinds.values()), "source")
        records = plural(self._total["records"], "new record")
        return f"{sources}: {records}, {plural(self._total['ties'], 'new tie')}."

    def _next_step(self) -> str:
        if not self._kinds:
            return ""
        several = self._kinds.keys() - {"linkedin"} or self._kinds["linkedin"] > 1
        if several or not self.is_alone:
            return '\nNext:  netpath find --title "public librarian"'
        return (
            "\nOne export alone holds no introductions: tell me whom you know.\n"
            '  netpath tell "My sister-in-law Ana Ruiz works with Raj Patel at Acme."\n'
            "Or ask your own people who knows one:\n"
            '  netpath leads --title "public librarian"'
        )


# --- in words -------------------------------------------------------------------------


def _brief(taken: Taken) -> str:
    account = taken.account
    title = _title(account, is_mine=taken.is_mine)
    broken = sum(s.count for s in account.damaged)
    left = f"; {plural(broken, 'broken row')} left out" if broken else ""
    return f"{title}: {_change(taken.added)[:-1].lower()}{left}"


def _said(taken: Taken) -> str:
    export = taken.account
    lines = [_title(export, is_mine=taken.is_mine)]
    width = max((len(f.name) for f in export.files if f.kind), default=0)
    lines += [f"  {_file(file, width)}" for file in export.files if file.kind]
    lines += [f"  {line}" for line in _unused(export)]
    lines += [f"  Note: {warning}" for warning in export.warnings]
    lines += _broken(export)
    lines.append(_change(taken.added))
    return "\n".join(lines)


def _title(export: Export, *, is_mine: bool) -> str:
    if export.owner is None:
        return export.source
    name = display_name(export.owner.name) or export.owner.url.partition(":")[2]
    what = "address book" if export.kind == "contacts" else "export"
    day = f" of {export.date.day} {export.date:%B %Y}" if export.date else ""
    if not name:
        hint = 'nothing in it says whose it is (--owner "Kate Spaulding" does)'
        return f"An export{day}, taken as yours: {hint}"
    taken = ", taken as yours (netpath me changes that)" if is_mine else ""
    return f"{name}'s {what}{day}{taken}"


def _file(file: FileRead, width: int) -> str:
    counts: Counter[str] = Counter()
    for one in file.skipped:
        counts[one.reason.split("\n")[0]] += one.count
    left = ", ".join(f"{count:,} {reason}" for reason, count in counts.items())
    parts = (
        file.note or _kept(file),
        f"left out: {left}" if left else "",
    )
    said = "; ".join(filter(None, parts))
    return f"{file.name:{width}}  {plural(file.rows, 'row')}: {said}"


def _kept(file: FileRead) -> str:
    if file.kind == "connections":
        return plural(file.kept, "person", "people")
    return "all kept" if file.kept == file.rows else f"{file.kept:,} kept"


def _unused(export: Export) -> Iterator[str]:
    """Count what LinkedIn sends and nobody needs; name what is unexpected."""
    unused = [f for f in export.files if not f.kind and not f.problem]
    strange = [f for f in unused if not f.is_expected]
    yield from (f"{file.name}  {file.note}" for file in strange[:_SHOWN])
    if more := len(unused) - len(strange[:_SHOWN]):
        yield f"{plural(more, 'other file is', 'other files are')} of no use here"


def _broken(export: Export) -> list[str]:
    """Name the broken rows, so that somebody can look at them and mend them."""
    rows = [one for one in export.damaged if one.line]  # whole files are warned of
    named = [f"  Broken: {said_of_skipped(one)}" for one in rows[:_SHOWN]]
    more = sum(one.count for one in rows[_SHOWN:])
    return [*named, *([f"  and {plural(more, 'more broken row')}"] if more else [])]


def said_of_skipped(one: Skipped) -> str:
    """Say where a row stands and what is wrong with it; line 0 is the whole file."""
    return f"{one.source}:{one.line}: {one.reason}" if one.line else one.reason


def _change(change: Added) -> str:
    if not change.is_new:
        return "All of it was known already; nothing changed."
    known = change.records_known + change.ties_known
    new = f"{plural(change.records_new, 'record')} and {plural(change.ties_new, 'tie')}"
    forgotten = (
        f"; {plural(change.forgotten, 'record')} left out, of people you had forgotten"
        if change.forgotten
        else ""
    )
    return f"New: {new}{f' ({known:,} known before)' if known else ''}{forgotten}."


# --- for machines ---------------------------------------------------------------------


def _for_machines(taken: Taken) -> dict[str, Any]:
    export, added = taken.account, taken.added
    owner = export.owner
    return {
        "source": export.source,
        "kind": export.kind,
        "edition": _edition(export.source),
        "owner": owner.name or None if owner else None,
        "owner_url": owner.url or None if owner else None,
        "owner_how": export.owner_how or None,
        "date": export.date.isoformat() if export.date else None,
        "records": taken.counts["records"],
        "ties": taken.counts["ties"],
        "records_new": added.records_new,
        "records_known": added.records_known,
        "ties_new": added.ties_new,
        "ties_known": added.ties_known,
        "forgotten": added.forgotten,
        "files": [_file_for_machines(file) for file in export.files],
        "warnings": list(export.warnings),
    }


def _edition(source: str) -> str | None:
    """Say which of LinkedIn's two exports it is, by its name."""
    words = source.casefold().split("_")
    return next((w for w in ("basic", "complete") if w in words), None)


def _file_for_machines(file: FileRead) -> dict[str, Any]:
    used = "used" if file.kind else "ignored" if file.is_expected else "unrecognised"
    by_loss: Counter[str] = Counter()
    for one in file.skipped:
        by_loss[one.loss] += one.count
    return {
        "name": file.name,
        "use": "unreadable" if file.problem else used,
        "kind": file.kind or None,
        "rows": file.rows,
        "kept": file.kept,
        "nameless": by_loss["nameless"],
        "damaged": by_loss["damaged"],
        "left_out": by_loss["left out"],
        "encoding": file.encoding or None,
        "mended": file.is_mended,
        "dates_unread": file.dates_unread,
        "note": file.problem or file.note or None,
        "skipped": [
            {"line": s.line, "reason": s.reason, "count": s.count, "loss": s.loss}
            for s in file.skipped
        ],
    }
