from collections.abc import Collection, Mapping


def common_manager(manager_of: Mapping[str, str | None], people: Collection[str]) -> str | None:
    if not people:
        raise ValueError("no people")
    for person in people:
        if person not in manager_of:
            raise ValueError(f"{person!r} is unknown")
    answer, *others = people
    for person in others:
        one: str | None = answer
        other: str | None = person
        while one != other:
            one = manager_of[one] if one is not None else None
            other = manager_of[other] if other is not None else None
        if one is None:
            return None
        answer = one
    return answer
