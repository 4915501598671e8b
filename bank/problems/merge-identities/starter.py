from collections.abc import Collection, Mapping


def merge_identities(accounts: Mapping[str, Collection[tuple[str, str]]], most_accounts: int) -> list[list[str]]:
    """Find the accounts that belong to one person, because they share identifiers directly or across other accounts.

    accounts: account id -> its identifiers, pairs of kind and value.
    most_accounts: an identifier that more accounts carry links nobody.

    Returns the persons: each a sorted list of account ids, ordered by their first id.
    """
    raise NotImplementedError
