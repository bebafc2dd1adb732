"""How fast chains are found, beside libraries for graphs. ``pytest -s`` shows the table.

All search the same ties of a made-up pool, without its groups, which the others do not
know. What the peers find is not the same: their paths are as long as they like. Twelve
of a hundred people of the smaller pool, and most of the larger one, have a likeliest
path that is too long to be walked. ``NETPATH_FULL=1`` takes 1,000 exports, too.
"""

from __future__ import annotations

import os
import sys
import time
import tracemalloc
from itertools import islice

import numpy as np
import pytest
from woven import weave

from netpath.arrays import Ids
from netpath.ranking.chains import Search
from netpath.ranking.index import Hubs, Index, Ties, costs
from netpath.ranking.layers import Layers, Rules
from netpath.ranking.rows import FAR, Rows

FULL = bool(os.environ.get("NETPATH_FULL"))
POOLS = [(50, 41_000), *([(1000, 650_000)] if FULL else [])]
HOPS, K = 4, 10


@pytest.fixture(scope="module", params=POOLS, ids=lambda pool: f"{pool[0]} exports")
def web(request):
    exports, people = request.param
    return weave(7, exports=exports, people=people, rows=2300)


def index_of(web):
    count = len(web.hub_chances)
    about = np.stack(
        [costs(web.hub_chances), np.arange(count), np.zeros(count)], axis=1
    )
    return Index(
        Ids([f"p{i:07}" for i in range(web.people)]),
        Ties.of(web.a, web.b, costs(web.chances), web.people),
        Hubs.of(web.hub, web.member, about, web.people),
        Rows.of(web.member, web.hub, web.people)[0],
        np.zeros(web.people, bool),
        np.zeros(web.people, int),
    )


@pytest.fixture(scope="module")
def index(web):
    return index_of(web)


def asker_and_targets(index, count=10):
    """The owner of a middling export, and people some way off."""
    sizes = np.diff(index.ties.rows.first)
    owners = np.flatnonzero(sizes > 100)
    me = int(owners[np.argsort(sizes[owners])[len(owners) // 2]])
    reached = Layers(index, Rules(me, HOPS, with_hubs=False)).layers
    far = np.flatnonzero((reached[-1].costs < FAR) & (reached[1].costs >= FAR))
    return me, np.random.default_rng(1).choice(far, count, replace=False).tolist()


def timed(work, times=3):
    best, value = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        value = work()
        best = min(best, time.perf_counter() - start)
    return best, value


def say(line):
    sys.stdout.write(f"\n{line}")


def edges(web):
    return list(zip(web.a.tolist(), web.b.tolist(), strict=True))


def ten_best(index, me, target):
    search = Search(index, Rules(me, HOPS, with_hubs=False), {target: 0})
    return list(islice(search.every(target), K))


def test_ten_best_chains_to_one_target(web, index):
    me, targets = asker_and_targets(index)
    runs = [timed(lambda t=t: ten_best(index, me, t)) for t in targets]
    ours = float(np.median([seconds for seconds, _ in runs]))
    say(f"{len(web.a):,} ties, {K} best chains of at most {HOPS} hops to one target")
    say(f"  netpath              {ours * 1000:10.1f} ms")
    for name, peer in (("networkx", _networkx), ("igraph", _igraph)):
        if name == "networkx" and web.people > 100_000:
            continue  # it takes minutes a target there
        module = pytest.importorskip(name)
        ask = peer(module, web, me)
        theirs, found = timed(lambda ask=ask: ask(targets[0]), times=1)
        say(f"  {name:20} {theirs * 1000:10.1f} ms  {theirs / ours:8,.0f} x")
        short = [chain for chain in found if len(chain) <= HOPS + 1]
        best = runs[0][1][0]
        if short and short[0] == found[0]:
            assert found[0] == list(best.nodes)  # where it is short enough, it is ours


def _networkx(nx, web, me):
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        (a, b, cost)
        for (a, b), cost in zip(edges(web), costs(web.chances).tolist(), strict=True)
    )
    return lambda t: list(islice(nx.shortest_simple_paths(graph, me, t, "weight"), K))


def _igraph(igraph, web, me):
    graph = igraph.Graph(n=web.people, edges=edges(web))
    weights = costs(web.chances).astype(float).tolist()
    return lambda t: graph.get_k_shortest_paths(me, t, k=K, weights=weights)


def test_the_best_chain_to_everybody(web, index):
    scipy = pytest.importorskip("scipy.sparse")
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - optional

    me, _ = asker_and_targets(index)
    rules = Rules(me, HOPS, with_hubs=False)
    ours, layers = timed(lambda: Layers(index, rules), times=5)
    weights = costs(web.chances).astype(float)
    matrix = scipy.csr_matrix((weights, (web.a, web.b)), shape=(web.people,) * 2)
    matrix = matrix + matrix.T
    theirs, found = timed(
        lambda: dijkstra(matrix, indices=me, return_predecessors=True), times=3
    )
    hubs, _ = timed(lambda: Layers(index, Rules(me, HOPS)), times=3)
    reached = layers.layers[-1].costs
    least = found[0]
    nearer = (reached < FAR) & (np.abs(reached - least) < 1)
    say(f"best chain to everybody, at most {HOPS} hops")
    say(
        f"  netpath              {ours * 1000:10.1f} ms, through groups too {hubs * 1000:.1f} ms"
    )
    say(f"  scipy dijkstra       {theirs * 1000:10.1f} ms  {theirs / ours:8.1f} x")
    say(
        f"  of all paths of scipy {nearer.sum() / np.isfinite(least).sum():.0%} have so few hops"
    )
    assert (reached[reached < FAR] >= least[reached < FAR] - 0.5).all()


def test_bytes_for_each_tie(web, index):
    nx = pytest.importorskip("networkx")
    ties = index.ties
    arrays = [ties.rows.first, ties.rows.other, ties.price, ties.number]
    ours = sum(array.nbytes for array in arrays) / len(web.a)
    few = min(len(web.a), 50_000)
    tracemalloc.start()
    graph = nx.Graph()
    graph.add_edges_from(
        (a, b, {"probability": p})
        for (a, b), p in zip(
            islice(edges(web), few), web.chances[:few].tolist(), strict=True
        )
    )
    theirs = tracemalloc.get_traced_memory()[0] / few
    tracemalloc.stop()
    say(
        f"memory: netpath {ours:.0f} bytes a tie, networkx {theirs:.0f} ({theirs / ours:.0f} x)"
    )
    assert ours <= 40


def test_groups_as_hubs_and_not_as_pairs(web, index):
    sizes = np.diff(index.hubs.members.first)
    pairs = int((sizes * (sizes - 1) // 2).sum())
    kept = sum(
        array.nbytes
        for array in (
            index.hubs.members.first,
            index.hubs.members.other,
            index.hubs.seats.first,
            index.hubs.seats.other,
            index.hubs.price,
        )
    )
    say(
        f"groups: {len(web.hub):,} memberships in {kept / 1e6:.1f} MB stand for"
        f" {pairs:,} pairs ({pairs * 24 / 1e6:,.0f} MB)\n"
    )
    assert kept < 24 * pairs  # what a tie for each pair would take
