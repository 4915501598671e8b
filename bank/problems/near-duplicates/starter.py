from collections.abc import Mapping


def near_duplicates(documents: Mapping[str, str], words: int, percent: int) -> list[tuple[str, str]]:
    """Find all pairs of documents whose sets of shingles have a Jaccard similarity of at least percent per cent.

    documents: id -> text.
    words: length of a shingle in words.

    Returns pairs of ids, the smaller first, in ascending order.
    """
    raise NotImplementedError
