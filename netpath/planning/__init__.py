"""What to do with the chains found: whom to ask, in what words, when, and what then."""

from netpath.planning.making import make_plan
from netpath.planning.plan import (
    STATUSES,
    Ask,
    Letter,
    Pick,
    Plan,
    Step,
    Theme,
    Wishes,
)
from netpath.planning.profile import Profile

__all__ = [
    "STATUSES",
    "Ask",
    "Letter",
    "Pick",
    "Plan",
    "Profile",
    "Step",
    "Theme",
    "Wishes",
    "make_plan",
]
