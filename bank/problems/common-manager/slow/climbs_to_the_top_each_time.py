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
    common = way_up(manager_of, first)
    for person in others:
        way = set(way_up(manager_of, person))
        common = [each for each in common if each in way]
    return common[0] if common else None
