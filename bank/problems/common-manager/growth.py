"""Managers one above the other, each with an assistant; all assistants are asked for, in no order."""


def prepare(solution, n, rng):
    """Make a chain of n managers and n assistants."""
    manager_of = {f"m{number}": f"m{number - 1}" if number else None for number in range(n)}
    manager_of |= {f"a{number}": f"m{number}" for number in range(n)}
    people = [f"a{number}" for number in range(n)]
    rng.shuffle(people)
    people.remove(f"a{n - 1}")
    people.insert(0, f"a{n - 1}")
    return lambda: solution.common_manager(manager_of, people)
