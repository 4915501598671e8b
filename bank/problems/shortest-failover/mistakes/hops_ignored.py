from collections import defaultdict
from collections.abc import Collection, Sequence
from heapq import heappop, heappush


def failover_route(
    links: Sequence[tuple[str, str, int]], down: Collection[str], source: str, target: str
) -> tuple[int, list[str]] | None:
    failed = set(down)
    if source in failed or target in failed:
        return None
    neighbours: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for one, other, latency in links:
        if one not in failed and other not in failed:
            neighbours[one].append((other, latency))
            neighbours[other].append((one, latency))
    best = {source: (0, 0)}
    before: dict[str, str] = {}
    heap = [(0, 0, source)]
    while heap:
        latency, hops, region = heappop(heap)
        if region == target:
            return (latency, _route(before, source, target))
        if (latency, hops) > best[region]:
            continue
        for neighbour, step in neighbours[region]:
            cost = (latency + step, 0)
            if neighbour not in best or cost < best[neighbour]:
                best[neighbour] = cost
                before[neighbour] = region
                heappush(heap, (*cost, neighbour))
    return None


def _route(before: dict[str, str], source: str, target: str) -> list[str]:
    route = [target]
    while route[-1] != source:
        route.append(before[route[-1]])
    return route[::-1]
