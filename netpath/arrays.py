"""Flat arrays in one file, opened by memory map; derived, so it may be thrown away.

The file begins with a line of JSON that names the arrays and what they were made of.
It is written whole or not at all, and readable by its owner alone.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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


class Texts(Sequence[str]):
    """Texts end to end, decoded when asked for."""

    def __init__(
        self, data: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]
    ) -> None:
        self._data, self._ends = data, ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> list[str]: ...
    def __getitem__(self, i: int | slice) -> str | list[str]:
        if isinstance(i, slice):
            return [self[place] for place in range(len(self))[i]]
        if not 0 <= i < len(self._ends):
            raise IndexError(i)
        start = int(self._ends[i - 1]) if i else 0
        return bytes(self._data[start : int(self._ends[i])]).decode()


class Ids(Sequence[str]):
    """Sorted ids, found by halving; those given out lately are remembered."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lately: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[str]: ...
    def __getitem__(self, i: int | slice) -> str | Sequence[str]:
        if isinstance(i, slice):
            return self._texts[i]
        text = self._texts[i]
        self._lately[text] = i
        return text

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """Give the place of an id."""
        place = self._lately.get(value, -1)
        if place < 0:
            place = bisect_left(self._texts, value)
        is_inside = start <= place < (len(self) if stop is None else stop)
        if not is_inside or self._texts[place] != value:
            raise ValueError(value)
        return place


def text_arrays(name: str, texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Give texts end to end as bytes, and where each ends."""
    encoded = [text.encode() for text in texts]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    data = np.frombuffer(b"".join(encoded), np.uint8)
    return {name: data, f"{name}_ends": np.cumsum(sizes)}


def ints(values: Iterable[int]) -> npt.NDArray[np.int32]:
    """Give whole numbers as an array."""
    return np.fromiter(values, np.int32)
