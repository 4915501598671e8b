from collections.abc import Collection, Mapping


def common_manager(manager_of: Mapping[str, str | None], people: Collection[str]) -> str | None:
    if not people:
        raise ValueError("no people")
    for person in people:
        if person not in manager_of:
            raise ValueError(f"{person!r} is unknown")
    first, *others = people
    way = []
    above: str | None = first
    while above is not None:
        way.append(above)
        above = manager_of[above]
    height = {person: steps for steps, person in enumerate(way)}
    answer = 0
    seen = set(way)
    for person in others:
        above = person
        while above is not None and above not in seen:
            seen.add(above)
            above = manager_of[above]
        if above is None:
            above = way[-1]
        answer = max(answer, height.get(above, 0))
    return way[answer]
