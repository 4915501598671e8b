"""One account gains followers one by one: how a repeat is noticed shows."""

from post_store import Store


def prepare(solution, n, rng):
    """Let n readers follow one account, in no order."""
    readers = [f"reader{number}" for number in range(n)]
    rng.shuffle(readers)

    def work():
        timelines = solution.Timelines(Store(), limit=10)
        for reader in readers:
            timelines.follow(reader, "ann")

    return work
