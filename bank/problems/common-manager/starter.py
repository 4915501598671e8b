from collections.abc import Collection, Mapping


def common_manager(manager_of: Mapping[str, str | None], people: Collection[str]) -> str | None:
    """Find the lowest person who stands above all of these people; everybody stands above themselves.

    manager_of: id -> id of the manager, or None.

    Returns None if nobody stands above all of them. Raises ValueError if there are no people, or one of them is unknown.
    """
    raise NotImplementedError
