from collections import defaultdict
from collections.abc import Collection, Mapping


class Groups:
    def __init__(self, names: Collection[str]) -> None:
        self._parent = {name: name for name in names}
        self._size = dict.fromkeys(names, 1)

    def root(self, name: str) -> str:
        parent = self._parent
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        small, large = sorted((self.root(one), self.root(other)), key=self._size.__getitem__)
        if small != large:
            self._parent[small] = large
            self._size[large] += self._size[small]


def comparable(kind: str, value: str) -> str:
    return value.strip().lower() if kind == "email" else value


def merge_identities(accounts: Mapping[str, Collection[tuple[str, str]]], most_accounts: int) -> list[list[str]]:
    carriers: dict[tuple[str, str], list[str]] = defaultdict(list)
    groups = Groups(accounts)
    for account, identifiers in accounts.items():
        for kind, value in {(kind, comparable(kind, value)) for kind, value in identifiers}:
            if value:
                carriers[kind, value].append(account)
                if len(carriers[kind, value]) <= most_accounts:
                    groups.join(carriers[kind, value][0], account)
    persons: dict[str, list[str]] = defaultdict(list)
    for account in sorted(accounts):
        persons[groups.root(account)].append(account)
    return list(persons.values())
