"""Climb once from each person, and stop where somebody was before."""

from collections.abc import Collection, Mapping


def common_manager(manager_of: Mapping[str, str | None], people: Collection[str]) -> str | None:
    """Find the lowest person who stands above all of these people; everybody stands above themselves.

    Returns None if nobody stands above all of them. Raises ValueError if there are no people, or one of them is unknown.
    """
    if not people:
        raise ValueError("no people")
    for person in people:
        if person not in manager_of:
            raise ValueError(f"{person!r} is unknown")

    first, *others = people
    way = []  # from the first person to the top
    above: str | None = first
    while above is not None:
        way.append(above)
        above = manager_of[above]
    height = {person: steps for steps, person in enumerate(way)}

    answer = 0  # height on that way; it only rises
    seen = set(way)
    for person in others:
        above = person
        while above is not None and above not in seen:
            seen.add(above)
            above = manager_of[above]
        if above is None:
            return None
        # Off the way, an earlier person has climbed from here already, and the answer has risen for it.
        answer = max(answer, height.get(above, 0))
    return way[answer]
