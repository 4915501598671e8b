"""One long chain whose accounts come in no order: parts of it grow everywhere and meet late."""


def prepare(solution, n, rng):
    """Make n accounts, each of which shares one device with the next."""
    numbers = list(range(n))
    rng.shuffle(numbers)
    accounts = {f"{number:06}": [("device", str(number)), ("device", str(number + 1))] for number in numbers}
    return lambda: solution.merge_identities(accounts, 2)
