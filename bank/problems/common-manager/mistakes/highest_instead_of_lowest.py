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
    first, *others = people
    answer = None
    ways = [set(way_up(manager_of, person)) for person in others]
    for person in way_up(manager_of, first):
        if all(person in way for way in ways):
            answer = person
    return answer
