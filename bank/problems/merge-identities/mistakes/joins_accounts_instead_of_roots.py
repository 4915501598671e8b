from collections import defaultdict
from collections.abc import Collection, Mapping


class Groups:
    def __init__(self, names: Collection[str]) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: str) -> str:
        parent = self._parent
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        if self.root(one) != self.root(other):
            self._parent[other] = one


def comparable(kind: str, value: str) -> str:
    return value.strip().lower() if kind == "email" else value


def merge_identities(accounts: Mapping[str, Collection[tuple[str, str]]], most_accounts: int) -> list[list[str]]:
    carriers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for account, identifiers in accounts.items():
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
    return list(persons.values())
