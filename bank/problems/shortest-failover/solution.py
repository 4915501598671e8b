"""Fastest route around failed regions: Dijkstra's algorithm with a heap of (latency, hops, region)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from heapq import heappop, heappush


def failover_route(
    links: Sequence[tuple[str, str, int]], down: Collection[str], source: str, target: str
) -> tuple[int, list[str]] | None:
    """Find the fastest route between two regions that avoids those that are down.

    links: (region, region, milliseconds), usable in both directions.

    Returns the latency and the regions on the way, the fewest of equally fast routes; None if there is no route.
    """
    failed = set(down)
    if source in failed or target in failed:
        return None
    neighbours: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for one, other, latency in links:
        if one not in failed and other not in failed:
            neighbours[one].append((other, latency))
            neighbours[other].append((one, latency))
    best = {source: (0, 0)}  # region -> least (latency, hops) known
    before: dict[str, str] = {}  # region -> the region it is reached from
    heap = [(0, 0, source)]
    while heap:
        latency, hops, region = heappop(heap)
        if region == target:
            return latency, _route(before, source, target)
        if (latency, hops) > best[region]:
            continue  # a better way to it was found after this entry
        for neighbour, step in neighbours[region]:
            cost = (latency + step, hops + 1)
            if neighbour not in best or cost < best[neighbour]:
                best[neighbour] = cost
                before[neighbour] = region
                heappush(heap, (*cost, neighbour))
    return None


def _route(before: dict[str, str], source: str, target: str) -> list[str]:
    """Follow the regions back from the target and give them in the order of travel."""
    route = [target]
    while route[-1] != source:
        route.append(before[route[-1]])
    return route[::-1]
