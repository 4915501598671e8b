from collections import Counter
from collections.abc import Collection, Mapping


def way_up(manager_of: Mapping[str, str | None], person: str) -> list[str]:
    way = []
    above: str | None = person
    while above is not None:
        way.append(above)
        above = manager_of[above]
    return way


def common_manager(manager_of: Mapping[str, str | None], people: Collection[str]) -> str | None:
    if not people:
        raise ValueError("no people")
    for person in people:
        if person not in manager_of:
            raise ValueError(f"{person!r} is unknown")
    below: Counter[str] = Counter()
    for person in people:
        below.update(way_up(manager_of, person))
    for person in way_up(manager_of, next(iter(people))):
        if below[person] == len(set(people)):
            return person
    return None
