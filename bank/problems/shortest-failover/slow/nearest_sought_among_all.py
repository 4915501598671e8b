from collections import defaultdict
from collections.abc import Collection, Sequence


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
    far = (10**15, 0)
    best = {region: far for region in neighbours}
    best[source] = (0, 0)
    before: dict[str, str] = {}
    open_regions = set(best)
    while open_regions:
        region = min(open_regions, key=lambda each: best[each])
        if best[region] == far:
            return None
        open_regions.remove(region)
        latency, hops = best[region]
        if region == target:
            route = [target]
            while route[-1] != source:
                route.append(before[route[-1]])
            return latency, route[::-1]
        for neighbour, step in neighbours[region]:
            if (latency + step, hops + 1) < best[neighbour]:
                best[neighbour] = (latency + step, hops + 1)
                before[neighbour] = region
    return None
