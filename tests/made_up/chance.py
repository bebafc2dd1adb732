"""Chance that repeats itself: the same question under the same seed, the same answer."""

from __future__ import annotations

from hashlib import blake2b
from random import Random


def stream(*about: object) -> Random:
    """A stream of chance for one purpose; other purposes do not disturb it."""
    return Random(_question(about))  # noqa: S311 - made-up data keeps no secrets


def share(*about: object) -> float:
    """One number in [0, 1) for one question: cheaper than a stream."""
    digest = blake2b(_question(about).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def _question(about: tuple[object, ...]) -> str:
    return "\x1f".join(map(str, about))
