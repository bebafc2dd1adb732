"""Rivals: of several who fit one person and cannot be one, who does, if anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netpath.resolve import weights

if TYPE_CHECKING:
    from netpath.resolve.comparing import Bits
    from netpath.resolve.pool import Ints, Mask


def contest(cluster: Ints, token: Ints, value: Ints, bits: Bits) -> tuple[Mask, Mask]:
    """Tell who loses and who is too close to call among rivals for one cluster.

    Rivals share a token and differ in its value; those of one value are one camp.
    """
    lost, unclear = np.zeros(len(bits), np.bool_), np.zeros(len(bits), np.bool_)
    if not len(bits):
        return lost, unclear
    order = np.lexsort((value, token, cluster))
    new_group = _changes(cluster[order], token[order])
    new_camp = new_group | _changes(value[order])
    group, camp = np.cumsum(new_group) - 1, np.cumsum(new_camp) - 1
    camps, group_of_camp = np.flatnonzero(new_camp), group[new_camp]
    best_of_camp = np.maximum.reduceat(bits[order], camps)
    first_camps = np.flatnonzero(_changes(group_of_camp))
    best = np.maximum.reduceat(best_of_camp, first_camps)
    leads = best_of_camp == best[group_of_camp]
    behind = np.where(leads, -np.inf, best_of_camp)
    second = np.maximum.reduceat(behind, first_camps)
    level = np.add.reduceat(leads.astype(np.int64), first_camps) > 1
    has_rivals = np.isfinite(second) | level
    is_close = has_rivals & (level | (best - second < weights.MARGIN))
    near = bits[order] > best[group] - weights.MARGIN
    unclear[order] = is_close[group] & near
    lost[order] = has_rivals[group] & ~unclear[order] & (is_close[group] | ~leads[camp])
    return lost, unclear


def _changes(*columns: Ints) -> Mask:
    """Whether each row differs from the one above it; the first does."""
    changed = np.zeros(len(columns[0]), dtype=np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed
