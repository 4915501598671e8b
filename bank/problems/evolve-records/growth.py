"""Records of the oldest version; every other one lacks a field."""


def prepare(solution, n, rng):
    """Make n records, two versions behind, in no order."""
    steps = [[solution.Rename("ms", "watched")], [solution.Add("tags", 0)]]
    records = [{"version": 1, "ms": number} if number % 2 else {"version": 1, "s": number} for number in range(n)]
    rng.shuffle(records)
    return lambda: solution.evolve(records, steps, {"watched": int, "tags": int})
