"""Dates as each file of an export writes them (linkedin-format §12).

Months come from tables here, not from ``strftime``: exports are English everywhere.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def at(day: date, seconds: int) -> datetime:
    """A moment of a day."""
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return datetime(day.year, day.month, day.day, hours, minutes, second, tzinfo=UTC)


def day_month_year(day: date) -> str:
    """``09 Feb 2026``: Connected On since 13 November 2018."""
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def short_time(moment: datetime) -> str:
    """``2/8/26, 4:05 PM``: invitations, contacts, messages and connections of 2018."""
    return f"{moment.month}/{moment.day}/{moment.year % 100:02}, {_twelve(moment, '')}"


def padded_short_time(moment: datetime) -> str:
    """``08/19/24, 11:04 PM``: recommendations, and nothing else."""
    day = f"{moment.month:02}/{moment.day:02}/{moment.year % 100:02}"
    return f"{day}, {_twelve(moment, '02')}"


def _twelve(moment: datetime, width: str) -> str:
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment.hour % 12 or 12:{width}}:{moment.minute:02} {half}"


def dashed_utc(moment: datetime) -> str:
    """``2024-05-28 17:02:11 UTC``: messages since 2020."""
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def slashed_utc(moment: datetime) -> str:
    """``2023/01/05 17:02:11 UTC``: endorsements."""
    return f"{moment:%Y/%m/%d %H:%M:%S} UTC"


def java(moment: datetime) -> str:
    """``Tue Mar 05 17:02:11 UTC 2019``: followed companies."""
    month = MONTHS[moment.month - 1]
    clock = f"{moment:%H:%M:%S}"
    return f"{DAYS[moment.weekday()]} {month} {moment.day:02} {clock} UTC {moment.year}"


def month_year(day: date | None) -> str:
    """``Mar 2020``, or nothing for what has not ended: positions, certificates."""
    return f"{MONTHS[day.month - 1]} {day.year}" if day else ""
