"""The rows every tool is given, how they come in, and how an answer goes out.

Run by the peers' own interpreter: nothing of netpath may be needed here.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

COLUMNS = (
    "id", "teller", "name", "url", "email", "position", "company", "source", "seen",
    "connected_on",
)  # fmt: skip
"""A file of rows; ``connected_on`` is empty for an owner's own."""
_LEGAL = frozenset("inc llc ltd limited gmbh llp corp co".split())


def tidy_name(name: str) -> str:
    """Clean a name as the manuals of the peers advise: letters, case, asides, degrees."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name))
    text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"})
    text = re.sub(r"\([^)]*\)", " ", text)
    head, _, tail = text.partition(",")
    # "Ruiz, MBA" loses the degree, "Ruiz, Ana" is turned round.
    text = head if " " in head.strip() else f"{tail} {head}"
    return " ".join(re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", text.casefold()))


def tidy_company(company: str) -> str:
    """Clean an employer: letters, case, articles, legal forms."""
    words = re.findall(r"\w+", company.casefold().replace("&", " and "))
    words = [word for word in words if word not in _LEGAL and word != "the"]
    return " ".join(words)


def tidied(path: str):
    """Read the rows into a frame with the columns both peers match on.

    Empty cells are missing values; ``owner_day`` is who connected, and when.
    """
    import pandas as pd  # noqa: PLC0415 - netpath's own process needs no frame

    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows["export"] = rows["source"].str.partition("/")[0]
    rows["name"] = rows["name"].map(tidy_name)
    rows["given"] = rows["name"].str.split(" ").str[0]
    rows["family"] = rows["name"].str.split(" ").str[-1]
    rows["company"] = rows["company"].map(tidy_company)
    rows["position"] = rows["position"].str.casefold()
    day = rows["teller"] + " " + rows["connected_on"]
    rows["owner_day"] = day.where(rows["connected_on"] != "", "")
    return rows.where(rows != "", None)


def joined(count: int, *pairs) -> list[int]:
    """Give the cluster of every row: connected components of pairs of places."""
    import numpy as np  # noqa: PLC0415 - as above
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    left = np.concatenate([np.asarray(one, dtype=np.int64) for one, _ in pairs])
    right = np.concatenate([np.asarray(other, dtype=np.int64) for _, other in pairs])
    graph = coo_matrix((np.ones(len(left)), (left, right)), shape=(count, count))
    return connected_components(graph, directed=False)[1].tolist()


def equal(values) -> tuple:
    """Give pairs of places that chain all rows of one value together."""
    known = values.dropna()
    first = known.groupby(known).transform(lambda held: held.index[0])
    return first.to_numpy(), known.index.to_numpy()


def answer(seconds: float, clusterings: dict[str, list]) -> None:
    """Write the seconds, the peak of memory, and a label a row by setting."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
    whole = {"seconds": seconds, "megabytes": peak, "clusterings": clusterings}
    Path(sys.argv[2]).write_text(json.dumps(whole), encoding="utf-8")
