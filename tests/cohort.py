"""The exports that LinkedIn would send twelve students of one invented town.

``python tests/cohort.py`` writes examples/cohort anew, as town.py says who knows whom.
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from base64 import b64encode
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from made_up.chance import share
from made_up.dates import at, dashed_utc, day_month_year, padded_short_time, short_time
from made_up.dialects import PREAMBLE, QUOTED, STANDARD, UNENDED
from made_up.eras import (
    CONNECTIONS_URL,
    EDUCATION,
    INVITATIONS_URL,
    MESSAGES_FILES,
    POSITIONS,
    PROFILE_2020,
    RECOMMENDATIONS,
)
from town import Somebody, Town

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[1] / "examples"
TALKS = (
    ("Could I ask you something about Tuesday?", "Of course. I am there until four."),
    ("Thank you for the notes!", "Any time.\nTell me how it goes."),
    ("Are you coming on Thursday?", "I would not miss it."),
    ("I found the article you meant.", "Lovely, send it over."),
)
UNPACKED, SUFFIXED = "zoe-van-dijk", "kwame-mensah"
"""Whose export was unpacked, and whose browser wrote ``.zip.zip``: it happens."""


# --- files ------------------------------------------------------------------------------


def files_of(town: Town, name: str) -> dict[str, bytes]:
    """Every file of a student's export, by its name."""
    student, owner = town.students[name], town.owners[name]
    known = town.known_to(name)
    files = {
        "Connections.csv": UNENDED.encode([CONNECTIONS_URL, *_connections(name, known)], PREAMBLE),
        "Education.csv": STANDARD.encode([EDUCATION, *_education(town, student)]),
        "Invitations.csv": STANDARD.encode([INVITATIONS_URL, *_invitations(owner, known)]),
        "Positions.csv": STANDARD.encode([POSITIONS, *_positions(town, owner, student)]),
        "Profile.csv": STANDARD.encode([PROFILE_2020, _profile(town, owner, student)]),
        "messages.csv": QUOTED.encode([MESSAGES_FILES, *_messages(town, owner)]),
    }  # fmt: skip
    if boss := student.get("recommended_by"):
        row = _recommendation(town.everybody[boss], owner)
        files["Recommendations_Received.csv"] = STANDARD.encode([RECOMMENDATIONS, row])
    return dict(sorted(files.items()))


def _connections(
    name: str, known: dict[str, tuple[Somebody, date]]
) -> Iterator[tuple[str, ...]]:
    for one, day in sorted(known.values(), key=lambda k: (k[1], k[0].name), reverse=True):  # fmt: skip
        if _is_closed(name, one):
            yield ("", "", "", "", "", "", day_month_year(day))
            continue
        mail = f"{one.folder}@example.org" if share("mail", one.name) < 0.03 else ""
        url = quote(one.url, safe=":/-")
        yield (one.first, one.last, url, mail, one.company, one.position, day_month_year(day))  # fmt: skip


def _is_closed(name: str, one: Somebody) -> bool:
    return share("closed", name, one.name) < 0.02


def _education(town: Town, student: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    school = town.said["college" if student.get("at_college") else "university"]
    years = (str(student["from"]), str(student["from"] + 3))
    yield (school, *years, "", student["studies"], "")


def _positions(
    town: Town, owner: Somebody, student: dict[str, Any]
) -> Iterator[tuple[str, ...]]:
    if owner.company:
        begun = f"Sep {student['from']}"
        yield (owner.company, owner.position, "", town.said["town"], begun, "")


def _profile(town: Town, owner: Somebody, student: dict[str, Any]) -> list[str]:
    cells = {
        "First Name": owner.first,
        "Last Name": owner.last,
        "Headline": student["headline"],
        "Geo Location": town.said["town"],
    }
    return [cells.get(column, "") for column in PROFILE_2020]


def _invitations(
    owner: Somebody, known: dict[str, tuple[Somebody, date]]
) -> Iterator[tuple[str, ...]]:
    """The newest connections, as they were asked for."""
    there = [k for k in known.values() if not _is_closed(owner.name, k[0])]
    newest = sorted(there, key=lambda k: (k[1], k[0].name), reverse=True)[:3]
    for place, (one, day) in enumerate(newest):
        is_sent = share("invited", owner.name, one.name) < 0.5
        sender, other = (owner, one) if is_sent else (one, owner)
        moment = at(day - timedelta(days=1), 30_000 + place * 7_919)
        note = "It was good to meet you!" if place == 0 else ""
        way = "OUTGOING" if is_sent else "INCOMING"
        yield (sender.name, other.name, short_time(moment), note, way, sender.url, other.url)  # fmt: skip


def _messages(town: Town, owner: Somebody) -> Iterator[tuple[str, ...]]:
    """Two messages with each, the newest talk first, and an advertisement."""
    talks = [(_talk(owner.name, other), town.everybody[other]) for other in town.writes(owner.name)]  # fmt: skip
    for (key, moment, lines), other in sorted(talks, key=lambda t: t[0][1], reverse=True):  # fmt: skip
        first, second = sorted((owner, other), key=lambda p: share("begins", p.name))
        answered = moment + timedelta(hours=5)
        yield _message(key, second, first, answered, lines[1])
        yield _message(key, first, second, moment, lines[0])
    advert = "<p>Hi %FIRSTNAME%, have you thought of a boot camp?</p>"
    key, moment, _ = _talk(owner.name, "LinkedIn Member")
    yield (key, "Sponsored Conversation", "LinkedIn Member", "", owner.name, owner.url, dashed_utc(moment), "", advert, "INBOX", "")  # fmt: skip


def _talk(one: str, other: str) -> tuple[str, datetime, tuple[str, str]]:
    """What two people wrote to each other, as both of them have it."""
    part = share("talk", *sorted((one, other)))
    moment = at(date(2026, 3, 1) + timedelta(days=int(part * 240)), 40_000 + int(part * 30_000))  # fmt: skip
    number = int(part * 16**12)
    key = f"00000000-0000-4000-8000-{number:012x}_{number % 900 + 100}"
    return f"2-{b64encode(key.encode()).decode()}", moment, TALKS[number % len(TALKS)]


def _message(
    key: str, sender: Somebody, to: Somebody, moment: datetime, text: str
) -> tuple[str, ...]:
    return (key, "", sender.name, sender.url, to.name, to.url, dashed_utc(moment), "", text, "INBOX", "")  # fmt: skip


def _recommendation(boss: Somebody, owner: Somebody) -> tuple[str, ...]:
    text = f"Whoever works with {owner.first} is lucky."
    written = padded_short_time(at(date(2026, 8, 19), 54_000))
    return (
        boss.first,
        boss.last,
        boss.company,
        boss.position,
        text,
        written,
        "VISIBLE",
    )


# --- the folder -------------------------------------------------------------------------


def write(folder: Path) -> None:
    """Write everybody's export as they handed it in; one was unpacked."""
    town = Town()
    for name, owner in town.owners.items():
        home = folder / owner.folder
        day = town.students[name]["day"]
        export = f"Basic_LinkedInDataExport_{day:%m-%d-%Y}"
        files = files_of(town, name)
        if owner.folder == UNPACKED:
            home = home / export
        home.mkdir(parents=True)
        if owner.folder == UNPACKED:
            for file, data in files.items():
                (home / file).write_bytes(data)
        else:
            twice = ".zip" if owner.folder == SUFFIXED else ""
            _write_zip(home / f"{export}.zip{twice}", files, day)


def _write_zip(path: Path, files: dict[str, bytes], day: date) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 30, 0))
            member.create_system = 0  # LinkedIn's, whatever system this runs on
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else EXAMPLES / "cohort")
    shutil.rmtree(target, ignore_errors=True)
    write(target)
