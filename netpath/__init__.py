"""Find warm introductions: chains of people from you to someone with a sought job.

>>> import netpath
>>> graph = netpath.load(netpath.demo_folder())
>>> netpath.find_chains(graph, "public librarian")[0].phrase
"your sister-in-law's coworker's wife"

The names load when they are first used, so that importing netpath costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netpath.api import (
        demo_folder,
        find_chains,
        find_leads,
        find_questions,
        load,
        match_title,
        prepare,
    )
    from netpath.errors import NetpathError
    from netpath.model import Chain, Hop, Lead, Match, Person
    from netpath.planning import Profile
    from netpath.results import Chains, Leads

__version__ = "0.1.0"

_HOMES = {
    "Chain": "netpath.model",
    "Chains": "netpath.results",
    "Hop": "netpath.model",
    "Lead": "netpath.model",
    "Leads": "netpath.results",
    "Match": "netpath.model",
    "NetpathError": "netpath.errors",
    "Person": "netpath.model",
    "Profile": "netpath.planning",
    "demo_folder": "netpath.api",
    "find_chains": "netpath.api",
    "find_leads": "netpath.api",
    "find_questions": "netpath.api",
    "load": "netpath.api",
    "match_title": "netpath.api",
    "prepare": "netpath.api",
}

__all__ = [
    "Chain",
    "Chains",
    "Hop",
    "Lead",
    "Leads",
    "Match",
    "NetpathError",
    "Person",
    "Profile",
    "__version__",
    "demo_folder",
    "find_chains",
    "find_leads",
    "find_questions",
    "load",
    "match_title",
    "prepare",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module 'netpath' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
