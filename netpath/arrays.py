"""Flat arrays in one file, opened by memory map; derived, so it may be thrown away.

The file begins with a line of JSON that names the arrays and what they were made of.
It is written whole or not at all, and readable by its owner alone.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    Arrays = Mapping[str, npt.NDArray[Any]]

_MARK = b"netpath arrays 1 "
_ALIGNED = 64
_PRIVATE = 0o600


def save_arrays(path: Path, made_of: str, arrays: Arrays) -> None:
    """Write arrays beside a note of what they were made of."""
    places: dict[str, tuple[str, list[int], int]] = {}
    place = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, list(array.shape), place)
        place += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = _MARK + json.dumps({"made_of": made_of, "arrays": places}).encode()
    header += b" " * (-(len(header) + 1) % _ALIGNED) + b"\n"
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        with open(draft, "wb", opener=_privately) as file:
            file.write(header)
            for array in arrays.values():
                file.write(np.ascontiguousarray(array).tobytes())
                file.write(b"\0" * (-array.nbytes % _ALIGNED))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_TRUNC, _PRIVATE)


def open_arrays(path: Path, made_of: str) -> dict[str, npt.NDArray[Any]] | None:
    """Give the arrays of a file without reading them, or None.

    None if there is no such file, if it is cut short or another's, or if its arrays
    were made of something else.
    """
    try:
        whole = np.memmap(path, dtype=np.uint8, mode="r")
        with path.open("rb") as file:
            line = file.readline()
        header = json.loads(line.removeprefix(_MARK)) if line.startswith(_MARK) else {}
    except (OSError, ValueError):
        return None
    if header.get("made_of") != made_of:
        return None
    found: dict[str, npt.NDArray[Any]] = {}
    for name, (dtype, shape, place) in header["arrays"].items():
        start = len(line) + place
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        if start + size > len(whole):
            return None
        part = whole[start : start + size].view(np.ndarray)
        found[name] = part.view(dtype).reshape(shape)
    return found
