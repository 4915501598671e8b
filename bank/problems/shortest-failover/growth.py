"""A chain of n regions with two random links more for each, and a target that is reached last."""


def prepare(solution, n, rng):
    """Make n regions, links of random latency, and a distant target behind the last region."""
    regions = [f"region-{number:05d}" for number in range(n)]
    links = [(regions[number], regions[number - 1], rng.randrange(1, 1_000)) for number in range(1, n)]
    links += [(*rng.sample(regions, 2), rng.randrange(1, 1_000)) for _ in range(2 * n)]
    links.append((regions[-1], "far-away", 10**6))
    rng.shuffle(links)
    return lambda: solution.failover_route(links, set(), regions[0], "far-away")
