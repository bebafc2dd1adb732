"""The answer as a picture: an SVG image that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.pictures import picture
from netpath.reports.formats import REPORTS, Report
from netpath.reports.words import headline

if TYPE_CHECKING:
    from netpath.planning import Plan


def _write(plan: Plan) -> str:
    return picture(plan.answer.chains, headline(plan.answer))


REPORTS.register("svg", Report("svg", _write))
