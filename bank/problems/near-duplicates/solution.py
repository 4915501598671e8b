"""Prefix filter: similar sets share one of their rarest shingles, so only these are indexed; candidates are checked exactly."""

from collections import Counter, defaultdict
from collections.abc import Mapping

Shingle = tuple[str, ...]


def shingles_of(text: str, words: int) -> set[Shingle]:
    """Give the runs of so many words; a shorter text is one run, a text without words has none."""
    found = text.lower().split()
    if not found:
        return set()
    return {tuple(found[at : at + words]) for at in range(max(1, len(found) - words + 1))}


def similar(one: set[Shingle], other: set[Shingle], percent: int) -> bool:
    """Tell whether the Jaccard similarity is at least percent per cent, in whole numbers."""
    both = len(one & other)
    return 100 * both >= percent * (len(one) + len(other) - both)


def near_duplicates(documents: Mapping[str, str], words: int, percent: int) -> list[tuple[str, str]]:
    """Give the pairs of ids whose documents are similar, the smaller first, in ascending order."""
    shingles = {name: shingles_of(text, words) for name, text in documents.items()}
    frequency = Counter(shingle for each in shingles.values() for shingle in each)

    pairs = []
    carriers: dict[Shingle, list[str]] = defaultdict(list)  # of the prefixes of documents already seen
    for name, own in shingles.items():
        # All documents sort their shingles alike, the rarest first.
        in_order = sorted(own, key=lambda shingle: (frequency[shingle], shingle))
        needed = -(-percent * len(own) // 100)  # shingles that a similar document must share at least
        candidates = set()
        for shingle in in_order[: len(own) - needed + 1]:
            candidates.update(carriers[shingle])
            carriers[shingle].append(name)
        for other in candidates:
            if similar(own, shingles[other], percent):
                pairs.append((min(name, other), max(name, other)))
    return sorted(pairs)
