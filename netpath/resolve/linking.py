"""Links: pairs that are one person beyond doubt, or may be, with their weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.resolve import weights

if TYPE_CHECKING:
    from netpath.resolve.comparing import Bits, Comparisons
    from netpath.resolve.pool import Ints, Mask, Pool


@dataclass(frozen=True)
class Links:
    """Pairs of nodes, the lesser first, and the weight of each."""

    a: Ints
    b: Ints
    bits: Bits

    def only(self, chosen: Mask) -> Links:
        """Give some of them."""
        return Links(self.a[chosen], self.b[chosen], self.bits[chosen])

    def best(self) -> Links:
        """Give each pair once, with its best weight, the heaviest first."""
        a, b = np.minimum(self.a, self.b), np.maximum(self.a, self.b)
        order = np.lexsort((-self.bits, b, a))
        a, b, bits = a[order], b[order], self.bits[order]
        first = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))[: len(a)]
        first &= a != b
        a, b, bits = a[first], b[first], bits[first]
        order = np.lexsort((b, a, -bits))
        return Links(a[order], b[order], bits[order])


def links_of(found: Comparisons, nodes: Ints, pool: Pool) -> Links:
    """Give what is worth a doubt at least, between nodes instead of rows."""
    day = found.levels[weights.FACTORS.index(weights.DAY)]
    email = found.levels[weights.FACTORS.index(weights.EMAIL)]
    bits = found.bits.copy()
    # Two addresses are two people, unless somebody changed theirs.
    two = pool.has_address[found.a] & pool.has_address[found.b]
    capped = two & (day != 1) & (email != 1)
    bits[capped] = np.minimum(bits[capped], weights.MERGE - 1)
    kept = bits >= weights.DOUBT
    return Links(nodes[found.a[kept]], nodes[found.b[kept]], bits[kept]).best()
