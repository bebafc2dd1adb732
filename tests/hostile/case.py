"""What a case is, and the harmless rows that harmful ones stand among."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,Librarian,09 Feb 2026\n"
BO = "Bo,Li,https://www.linkedin.com/in/bo-li,,Acme,Cook,08 Feb 2026\n"
GOOD = (HEADER + ANA + BO).encode()


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile file.

    Attributes
    ----------
    make
        Writes it into a folder and gives its path; the number is a size, 1.0 being
        full size.
    """

    name: str
    make: Callable[[Path, float], Path]
    fate: Literal["refused", "left", "read"]
    words: str = ""
