"""Union-find: accounts that share an identifier are put into one group; groups are found again by their root."""

from collections import defaultdict
from collections.abc import Collection, Mapping


class Groups:
    """Disjoint groups of names, each known by its root."""

    def __init__(self, names: Collection[str]) -> None:
        """Start with each name in a group of its own."""
        self._parent = {name: name for name in names}
        self._size = dict.fromkeys(names, 1)

    def root(self, name: str) -> str:
        """Give the root of the name's group, and halve the way to it for the next search."""
        parent = self._parent
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Make one group of the groups of two names; the smaller one goes below the larger."""
        small, large = sorted((self.root(one), self.root(other)), key=self._size.__getitem__)
        if small != large:
            self._parent[small] = large
            self._size[large] += self._size[small]


def comparable(kind: str, value: str) -> str:
    """Give the form in which values of this kind are compared."""
    return value.strip().lower() if kind == "email" else value


def merge_identities(accounts: Mapping[str, Collection[tuple[str, str]]], most_accounts: int) -> list[list[str]]:
    """Give the persons, each a sorted list of account ids, ordered by their first id."""
    carriers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for account, identifiers in accounts.items():
        # A set, because an account counts once for each identifier, however often and in whatever spelling it lists it.
        for kind, value in {(kind, comparable(kind, value)) for kind, value in identifiers}:
            if value:
                carriers[kind, value].append(account)

    groups = Groups(accounts)
    for first, *others in carriers.values():
        if len(others) < most_accounts:
            for other in others:
                groups.join(first, other)

    persons: dict[str, list[str]] = defaultdict(list)
    for account in sorted(accounts):
        persons[groups.root(account)].append(account)
    # A dictionary keeps the order in which its keys came, and each person came with its smallest account.
    return list(persons.values())
