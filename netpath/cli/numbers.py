"""``netpath model``: where the numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netpath.relations import tie_classes
from netpath.text import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command(
    epilog="""\b
Examples:
  netpath model
"""
)
def model_command() -> None:
    """Print every number of the ranking, and whether it is judgement."""
    for line in _model():
        click.echo(terminal(line))


def _model() -> Iterator[str]:
    from netpath.ranking import strength as s  # noqa: PLC0415 - only when asked
    from netpath.ranking.shared import STUDY_YEARS  # noqa: PLC0415 - the same

    yield "What a tie is worth before anything else is known: p = e × a"
    yield "  e: the tie is real;  a: the other acts when properly asked"
    yield ""
    head = "half of what fades, floor"
    yield f"  {'relation':48} {'e':>5} {'a':>5} {'p':>5}  {head}"
    for tie_class in tie_classes().values():
        p = tie_class.exists * tie_class.acts
        fades = (
            f"{tie_class.half_life:g} years, {tie_class.floor:g}"
            if tie_class.half_life
            else "does not fade"
        )
        yield (
            f"  {tie_class.says:48} {tie_class.exists:5.2f} {tie_class.acts:5.2f}"
            f" {p:5.2f}  {fades}"
        )
        yield f"      {tie_class.basis}: {tie_class.source}"
    yield ""
    yield "Evidence moves a on the log-odds scale, the largest whole, then 1/2, 1/4,"
    yield "1/8, together at most ±1.5, and raises e to at least:"
    yield ""
    yield f"  {'evidence':48} {'odds':>5} {'e':>5}"
    for effect in s.EFFECTS.values():
        least = f"{effect.exists:5.2f}" if effect.exists else "    -"
        yield f"  {effect.says:48} ×{effect.odds:4.1f} {least}  {effect.basis}"
    yield ""
    yield "How close you say you are (1, 2, 3) replaces all of that:"
    for closeness, name in s.CLOSENESS.items():
        tie_class = tie_classes()[name]
        p = tie_class.exists * tie_class.acts
        yield f"  {closeness}: as {tie_class.says.split(',')[0]}, {p:.2f}  judgement"
    yield ""
    yield f"A chain: {s.AVAILABILITY:.2f} (the target has time, judgement) × the ties ×"
    yield f"  {s.DILUTION:.2f} for each step beyond the second (judgement)."
    yield f"Who volunteered to be asked has time with {s.WILLING:.2f} (judgement)."
    yield f"A tie lies within [{s.LEAST:.2f}, {s.MOST:.2f}]."
    yield "Who was at one employer or school in the same year may know each other (the"
    yield f"two guesses above); who gives one year studied {STUDY_YEARS} (judgement)."
    yield f"For comparison, a message to a stranger: {s.COLD_MESSAGE:.2f} (judgement)."
    yield ""
    yield from _how_sure()
    yield ""
    yield from _whom_to_ask()
    yield ""
    yield from _who_is_who()


def _how_sure() -> Iterator[str]:
    from netpath.ranking import draws as d  # noqa: PLC0415 - only when asked
    from netpath.ranking import gains as g  # noqa: PLC0415 - the same
    from netpath.ranking import together as t  # noqa: PLC0415 - the same

    yield f"How sure: a tie counts as {d.SURENESS} observations (judgement), and is"
    yield f"drawn {d.DRAWS:,} times. A chain is level with the one above unless that"
    yield f"one is ahead in {d.TOLD_APART:.0%} of the draws (judgement)."
    yield ""
    yield "That one of several chains works: a tie that several go through works or"
    yield "fails once, and so does a target's time. Exact for up to"
    yield f"{t.MOST_EXACT} chains that hang together; more are drawn {t.DRAWS:,} times."
    yield ""
    yield f"What would help is named where it adds {g.WORTHWHILE - 1:.0%} (judgement):"
    yield f"  asking in person or by phone: odds × {g.BY_VOICE:g} on the first tie"
    yield "      judgement: asked face to face, people say yes more often than expected"
    yield "      (Flynn & Lake 2008), by e-mail less often (Roghanizad & Bohns 2017)"
    for guess, word in g.CONFIRMED.items():
        yield f"  if true, {tie_classes()[guess].says}: as {word}"


def _whom_to_ask() -> Iterator[str]:
    from netpath.ranking import circles as c  # noqa: PLC0415 - only when asked
    from netpath.ranking import scale_up as s  # noqa: PLC0415 - the same
    from netpath.ranking.strength import ACQUAINTED  # noqa: PLC0415 - the same

    yield "Leads: that somebody knows one of those sought. Of d people they know about"
    yield "d × those with a job × how common the work is × field; besides, one may"
    yield "know one at work, or from doing such work oneself."
    yield ""
    judged, study = "judgement", "McCormick, Salganik & Zheng 2010"
    for says, number, basis in (
        ("how many people one knows, the median", s.MEDIAN_CIRCLE, study),
        ("  at least, where their own export is smaller", s.LEAST_CIRCLE, study),
        ("  at most, where it is larger: 0.9 × 611", s.MOST_CIRCLE, study),
        ("the part of them who have a job", s.EMPLOYED, "national statistics"),
        ("clumping: variance by mean", s.CLUMPING, judged),
        ("colleagues one knows", ACQUAINTED, judged),
        ("knows one: at an employer of the right kind", s.THERE, judged),
        ("  at one that is likely of it", s.PERHAPS_THERE, judged),
        ("  at one whose name hints at its industry: ×", s.UNSURE, judged),
        ("  at the employer asked for", s.NAMED_PLACE, judged),
        ("knows one: does the same work elsewhere", s.SAME_WORK, judged),
        ("  leads such people", s.HEADS, judged),
        *((f"  {status}", chance, judged) for status, chance in s.BEEN.items()),
        ("field: neighbouring work, times as many", c.NEIGHBOUR, judged),
        ("  the same field, at least", c.SAME_FIELD, judged),
        ("  or so much of one's circle is in one's field", c.OWN_FIELD, judged),
        ("only one of a certain kind, or place: ×", s.NARROWED, judged),
    ):
        yield f"  {says:48} {number:6g}  {basis}"
    for trade, ids in c.by_trade().items():
        yield f"  {trade.says:48} ×{trade.times:5g}  {judged}: {ids}"
    yield "How common an occupation is, and the basis: netpath/data/commonness.toml."


def _who_is_who() -> Iterator[str]:
    from netpath.resolve import weights as w  # noqa: PLC0415 - only when asked

    yield "Who is who: bits, each of which doubles the odds that two records are one"
    yield "person (Fellegi and Sunter 1969); judgement, checked on made-up pools. Three"
    yield "numbers: a name of rare words, of one common word, of two."
    yield ""
    yield f"  {'any two records':52} {w.PRIOR:5.1f}"
    for factor in w.FACTORS:
        for level in filter(lambda level: level.words, factor):
            bits = sorted(set(level.bits), reverse=True)
            yield f"  {level.words:52}" + "".join(f" {b:5.1f}" for b in bits)
    yield ""
    yield f"One person from {w.MERGE:.1f} bits on (90 to 1); asked about from"
    yield f"{w.DOUBT:.1f} on; of two who cannot be one, the better by {w.MARGIN:.1f}."
