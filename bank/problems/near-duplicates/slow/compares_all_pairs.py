from collections.abc import Mapping
from itertools import combinations

Shingle = tuple[str, ...]


def shingles_of(text: str, words: int) -> set[Shingle]:
    found = text.lower().split()
    if not found:
        return set()
    return {tuple(found[at : at + words]) for at in range(max(1, len(found) - words + 1))}


def similar(one: set[Shingle], other: set[Shingle], percent: int) -> bool:
    both = len(one & other)
    return 100 * both >= percent * (len(one) + len(other) - both)


def near_duplicates(documents: Mapping[str, str], words: int, percent: int) -> list[tuple[str, str]]:
    shingles = {name: shingles_of(text, words) for name, text in documents.items()}
    names = sorted(name for name in shingles if shingles[name])
    return [pair for pair in combinations(names, 2) if similar(shingles[pair[0]], shingles[pair[1]], percent)]
