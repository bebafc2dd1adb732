"""What hand-written files come to, kept beside them so that a question starts at once.

A compiled file says what it was made of. As soon as one of the written files has
changed it is passed over, and they are read instead: slower, and right.
``python -m titled.compile`` in ``tests/`` makes it anew.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def texts_of(files: Iterable[Path]) -> dict[str, str]:
    """Give the texts of files by name, in the order of their names."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(files)}


def compiled(texts: Mapping[str, str], content: Mapping[str, Any]) -> bytes:
    """Give content as it is kept, with what it was made of."""
    kept = {"made_of": _digest(texts), **content}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def read_compiled(file: Path, texts: Mapping[str, str]) -> dict[str, Any]:
    """Give what a compiled file holds; nothing if it was made of other texts."""
    try:
        kept: dict[str, Any] = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if kept.get("made_of") == _digest(texts) else {}


def _digest(texts: Mapping[str, str]) -> str:
    joined = "\0".join(f"{name}\0{text}" for name, text in texts.items())
    return blake2b(joined.encode(), digest_size=16).hexdigest()
