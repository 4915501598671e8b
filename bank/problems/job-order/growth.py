"""One job that all others need: when it is done, they are ready together, in no order."""


def prepare(solution, n, rng):
    """Make n jobs that wait for the same one."""
    names = [f"{number:06}" for number in range(n)]
    rng.shuffle(names)
    needs = {name: ["first"] for name in names}
    return lambda: solution.job_order(needs)
