from collections import defaultdict
from collections.abc import Collection, Mapping


def comparable(kind: str, value: str) -> str:
    return value.strip().lower() if kind == "email" else value


def merge_identities(accounts: Mapping[str, Collection[tuple[str, str]]], most_accounts: int) -> list[list[str]]:
    carriers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for account, identifiers in accounts.items():
        for kind, value in {(kind, comparable(kind, value)) for kind, value in identifiers}:
            if value:
                carriers[kind, value].append(account)
    label = {account: account for account in accounts}
    for first, *others in carriers.values():
        if len(others) < most_accounts:
            for other in others:
                old, new = (label[other], label[first])
                if old != new:
                    for account in label:
                        if label[account] == old:
                            label[account] = new
    persons: dict[str, list[str]] = defaultdict(list)
    for account in sorted(accounts):
        persons[label[account]].append(account)
    return list(persons.values())
