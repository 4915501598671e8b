"""As many slots as advertisers: a page of results that is never full."""


def prepare(solution, n, rng):
    """Make n bids of as many advertisers, in no order, and a slot for each."""
    bids = [(f"ad-{number:05d}", rng.randrange(50, 1_000), rng.randrange(1, 500)) for number in range(n)]
    return lambda: solution.run_auction(bids, n, 50)
