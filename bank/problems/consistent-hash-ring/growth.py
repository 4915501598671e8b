"""Lookups on a ring that gets fuller: the points lie at random, the keys evenly from end to end."""

SIZE = 2**32
KEYS = 50


def prepare(solution, n, rng):
    """Make a ring of four nodes with n points together; the work is the owner of each of 50 keys."""
    places = {}

    def place(text):
        if "#" in text:
            return places.setdefault(text, rng.randrange(SIZE))
        return int(text)

    ring = solution.HashRing(["a", "b", "c", "d"], max(1, n // 4), place)
    keys = [str(number * SIZE // KEYS) for number in range(KEYS)]

    def look_up():
        for key in keys:
            ring.node_for(key)

    return look_up
