"""What is generally known of personal names: which are common, which are short forms.

Two people called Maria Garcia are nothing unusual, and Bob Quill may well be Robert
Quill. The names live in ``data/names.toml``, which also says where they come from; this
module answers questions about them. Words are names as :func:`netpath.names.fold`
leaves them, one at a time. Particles such as "de" and "van" are not in the lists.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from netpath.names import fold


def is_common_given(word: str) -> bool:
    """Whether a given name is one of the most common ones of some language.

    >>> is_common_given("maria"), is_common_given("bjorn"), is_common_given("teodor")
    (True, True, False)
    """
    return word in _common("given")


def is_common_family(word: str) -> bool:
    """Whether a family name is one of the most common ones of some language.

    >>> is_common_family("garcia"), is_common_family("王"), is_common_family("quill")
    (True, True, False)
    """
    return word in _common("family")


def full_forms(word: str) -> frozenset[str]:
    """Give the full names a given name may stand for; itself, if nothing is known.

    A name may stand for several, which does not make those one name.

    >>> sorted(full_forms("bob")), sorted(full_forms("robert"))
    (['robert'], ['robert'])
    >>> sorted(full_forms("gabby")), sorted(full_forms("zebulon"))
    (['gabrielle'], ['zebulon'])
    """
    return _full_forms().get(word) or frozenset({word})


def are_forms_of_one(a: str, b: str) -> bool:
    """Whether two given names can be the same name: some full form is both's.

    Not transitive: "alex" can be either of two names that cannot be each other.

    >>> are_forms_of_one("bob", "rob"), are_forms_of_one("bob", "bill")
    (True, False)
    >>> are_forms_of_one("alex", "alexander"), are_forms_of_one("alex", "alexandra")
    (True, True)
    >>> are_forms_of_one("alexander", "alexandra")
    False
    """
    return not full_forms(a).isdisjoint(full_forms(b))


@cache
def _data() -> dict[str, Any]:
    source = Path(__file__).with_name("data") / "names.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _common(kind: str) -> frozenset[str]:
    words = set(" ".join(_data()["common"][kind].values()).split())
    return frozenset(map(fold, words))


@cache
def _full_forms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for text in _data()["nicknames"].values():
        for line in fold(text).splitlines():  # folds ASCII at once
            words = line.split()
            full = frozenset(words[:1])
            for word in words:
                found[word] = found[word] | full if word in found else full
    return found
