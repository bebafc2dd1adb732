"""How much each agreement weighs, in bits: the whole judgement in one table.

After Fellegi and Sunter (1969), *A Theory for Record Linkage*, J. Am. Stat. Assoc. 64:
a level of agreement weighs log2(m / u), where m is how often records of one person
agree so, and u how often records of two people do. The sum is the log odds that two
records are one person; it starts at those of any two people out of a million.

The numbers are judgement, checked on made-up pools with known truth: a name at an
employer is enough where the name is not among the most common of its language, a name
alone never is.
"""

from __future__ import annotations

from dataclasses import dataclass

PRIOR = -20.0
"""Two records picked at random: one in a million."""

MERGE = 6.5
"""From here on two records are one person: 90 to 1."""

DOUBT = 0.0
"""From here on somebody should look: as likely as not."""

MARGIN = 3.0
"""So far must the best of several people be ahead of the next, or it is nobody."""


@dataclass(frozen=True, slots=True)
class Level:
    """A way in which two records agree or differ.

    Attributes
    ----------
    bits
        Its weight for a name of rare words, of one common word, of two.
    words
        What it is, as said to users.
    """

    words: str
    bits: tuple[float, float, float]


def _flat(words: str, bits: float) -> Level:
    return Level(words, (bits, bits, bits))


NAME = (
    _flat("another name", -8),
    Level("the same name", (20, 17, 13)),
    Level("a short form of the same name", (18, 15, 11)),
    Level("the same name but for a middle one", (18, 15, 11)),
    Level("the same name, one of them in brackets", (17, 14, 10)),
    Level("the same name but for one letter", (16, 13, 9)),
    Level("an initial that fits the name", (13, 9, 6)),
    Level("the same given name and another family name", (3, 1, 1)),
    _flat("the same family name and another given name", -6),
    _flat("one of them has no full name", 0),
)
OTHER, SAME, SHORT, MIDDLE, ALIAS, TYPO, INITIAL, GIVEN, FAMILY, UNNAMED = range(10)

PROFILE = (_flat("", 0), _flat("two profile addresses", -6))
EMAIL = (_flat("", 0), _flat("the same e-mail address", 28))
EMPLOYER = (
    _flat("", 0),
    _flat("the same employer", 10),
    _flat("the same employer, a very large one", 6),
    _flat("two employers", -2),
)
TITLE = (
    _flat("", 0),
    _flat("the same title", 4),
    _flat("the same title, a common one", 2),
)
DAY = (
    _flat("", 0),
    _flat("connected with the same person on the same day", 22),
    _flat("connected with the same person on two days", -12),
)
CIRCLE = (_flat("", 0), _flat("those who know them know each other", 1.5))

FACTORS = (NAME, PROFILE, EMAIL, EMPLOYER, TITLE, DAY, CIRCLE)
