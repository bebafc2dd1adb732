"""What people do to their own names, at the rates of real exports (linkedin-format §3.4).

A shape takes a plain given and family name and gives what the two cells of an export
say. ``rate`` is the share of people; worlds also hold one person of every shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Cells = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NameShape:
    """One way of writing a name that is not just the name."""

    name: str
    rate: float
    write: Callable[[Random, str, str], Cells]


CREDENTIALS = """
    MBA PhD Ph.D. PMP MSc CFA CPA ACA MD CSM SPHR PHR SHRM-SCP SHRM-CP Ed.D ACCA CFP®
    BSc MA ITIL CISA GPHR MPH CPHR CSPO CISSP CIA RN EMBA MPA FRM FCCA DBA CMA MLIS PMP®
""".split()


def _credentials(chance: Random, given: str, family: str) -> Cells:
    count = chance.choice((1, 1, 1, 2, 3))
    return given, ", ".join([family, *chance.sample(CREDENTIALS, count)])


def _bold(text: str) -> str:
    """Mathematical bold letters, which some take for style."""
    return "".join(_bold_letter(c) for c in text)


def _bold_letter(letter: str) -> str:
    if "a" <= letter <= "z":
        return chr(0x1D41A + ord(letter) - ord("a"))
    if "A" <= letter <= "Z":
        return chr(0x1D400 + ord(letter) - ord("A"))
    return letter


def _nickname(given: str) -> str:
    return given[:3].rstrip("aeiou") + "y"


NAME_SHAPES: tuple[NameShape, ...] = (
    NameShape("credentials", 0.028, _credentials),
    NameShape("credential without comma", 0.005, lambda r, g, f: (g, f"{f} {r.choice(CREDENTIALS)}")),
    NameShape("junior", 0.001, lambda _, g, f: (g, f"{f}, Jr")),
    NameShape("title before", 0.012, lambda r, g, f: (f"{r.choice(('Dr.', 'Ing.', 'Prof.', 'Mgr.'))} {g}", f)),
    NameShape("comma in first name", 0.0008, lambda _, g, f: (f"{g}, MBA", f)),
    NameShape("emoji after", 0.0067, lambda r, g, f: (g, f"{f} {r.choice(('🚀', '✅', '🇺🇦', '📚'))}")),
    NameShape("emoji before", 0.0019, lambda r, g, f: (f"{r.choice(('⭐', '🌱', '✨'))} {g}", f)),
    NameShape("nickname in parentheses", 0.0035, lambda _, g, f: (f"{g} ({_nickname(g)})", f)),
    NameShape("nickname in quotes", 0.0004, lambda _, g, f: (f'{g} "{_nickname(g)}"', f)),
    NameShape("native name in parentheses", 0.002, lambda r, g, f: (g, f"{f} ({r.choice('伟雪宁远')})")),
    NameShape("maiden name", 0.003, lambda _, g, f: (g, f"{f} (née Thornwick)")),
    NameShape("pronouns", 0.0024, lambda r, g, f: (g, f"{f} {r.choice(('(she/her)', '(he/him)', '(they/them)'))}")),
    NameShape("initial with point", 0.006, lambda _, g, f: (g, f"{f[0]}.")),
    NameShape("initial", 0.003, lambda _, g, f: (g, f[0])),
    NameShape("first initial", 0.001, lambda _, g, f: (f"{g[0]}.", f)),
    NameShape("all capitals", 0.012, lambda _, g, f: (g.upper(), f.upper())),
    NameShape("capital family name", 0.017, lambda _, g, f: (g, f.upper())),
    NameShape("small letters", 0.005, lambda _, g, f: (g.lower(), f.lower())),
    NameShape("space after first name", 0.015, lambda _, g, f: (f"{g} ", f)),
    NameShape("space after last name", 0.013, lambda _, g, f: (g, f"{f} ")),
    NameShape("space before last name", 0.001, lambda _, g, f: (g, f" {f}")),
    NameShape("no-break space", 0.00002, lambda _, g, f: (f"{g}\u00a0Lee", f)),
    NameShape("zero-width space", 0.0001, lambda _, g, f: (g, f"{f[:2]}\u200b{f[2:]}")),
    NameShape("direction mark", 0.0001, lambda _, g, f: (g, f"{f}\u200e")),
    NameShape("fancy letters", 0.0004, lambda _, g, f: (_bold(g), _bold(f))),
    NameShape("digits", 0.0006, lambda r, g, f: (g, f"{f} {r.randint(2, 999)}")),
    NameShape("address in name", 0.00001, lambda _, g, f: (g, f"{f} {f.lower()}@example.org")),
)  # fmt: skip
