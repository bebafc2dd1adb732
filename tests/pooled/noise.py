"""How often what goes wrong: every rate of a pool, by name."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Noise:
    """Rates in [0, 1]. Each is drawn independently of all others.

    Those of *people* change what is true of somebody from some day on, so that exports
    of different days differ; those of *rows* change how one row writes it.

    Attributes
    ----------
    without_url
        Rows without a profile address (all of exports before mid-2023 are).
    emails
        Rows with an e-mail address. Whoever shows it shows it to most.
    slug_changes
        People whose profile address changed at some day of 2021 to 2026. Export owners
        keep theirs, as it is their key.
    job_changes
        Changes of job a person makes in a year, on average.
    marriages
        People whose family name changed at some day of 2021 to 2026; three of ten later
        rows tell the former name in parentheses.
    homonyms
        People planted to have exactly the name of somebody else, besides those whom
        chance makes namesakes. ``homonyms_at_work`` of them have the other's job, and
        ``homonyms_in_sight`` of them stand wherever the other does.
    typos
        Rows with a letter of the name lost, doubled, swapped or wrong.
    forms
        Rows in other Unicode: decomposed, full width, fancy letters, without accents,
        no-break spaces, zero-width characters. (Names without accents in full ASCII can
        only be full width, fancy or spaced otherwise.)
    credentials
        Rows with ", MBA" or the like.
    nicknames
        Rows with "Bob" for Robert, of those whose given name has a short form.
    middles
        Rows with a middle name or its initial.
    initials
        Rows with the surname's initial only.
    turned
        Rows with the family name first.
    capitals
        Rows all in capitals.
    respelled_employers, respelled_titles
        Rows that write the employer or the title otherwise.
    two_exports
        Owners of whom there are two exports, half a year to two and a half years apart.
    """

    without_url: float = 0.03
    emails: float = 0.025
    slug_changes: float = 0.02
    job_changes: float = 0.10
    marriages: float = 0.01
    homonyms: float = 0.01
    homonyms_at_work: float = 0.3
    homonyms_in_sight: float = 0.1
    typos: float = 0.01
    forms: float = 0.02
    credentials: float = 0.035
    nicknames: float = 0.05
    middles: float = 0.03
    initials: float = 0.009
    turned: float = 0.002
    capitals: float = 0.012
    respelled_employers: float = 0.05
    respelled_titles: float = 0.05
    two_exports: float = 0.10

    def __post_init__(self) -> None:
        """Refuse what is no rate: a pool of 3 instead of 0.03 would measure nonsense."""
        for field in fields(self):
            if not 0 <= getattr(self, field.name) <= 1:
                raise ValueError(f"{field.name} is a rate in [0, 1]")
