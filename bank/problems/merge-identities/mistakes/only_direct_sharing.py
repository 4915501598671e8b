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
    smallest = {account: account for account in accounts}
    for holders in carriers.values():
        if len(holders) <= most_accounts:
            for account in holders:
                smallest[account] = min(smallest[account], *holders)
    persons: dict[str, list[str]] = defaultdict(list)
    for account in sorted(accounts):
        persons[smallest[account]].append(account)
    return list(persons.values())
