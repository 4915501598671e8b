from collections.abc import Collection, Sequence


def failover_route(
    links: Sequence[tuple[str, str, int]], down: Collection[str], source: str, target: str
) -> tuple[int, list[str]] | None:
    """Find the fastest route between two regions that avoids those that are down.

    links: (region, region, milliseconds), usable in both directions.

    Returns the latency and the regions on the way, the fewest of equally fast routes; None if there is no route.
    """
    raise NotImplementedError
