from collections import defaultdict
from collections.abc import Mapping

Shingle = tuple[str, ...]


def shingles_of(text: str, words: int) -> dict[Shingle, None]:
    found = text.lower().split()
    if not found:
        return {}
    return {tuple(found[at : at + words]): None for at in range(max(1, len(found) - words + 1))}


def similar(one: dict[Shingle, None], other: dict[Shingle, None], percent: int) -> bool:
    both = len(one.keys() & other.keys())
    return 100 * both >= percent * (len(one) + len(other) - both)


def near_duplicates(documents: Mapping[str, str], words: int, percent: int) -> list[tuple[str, str]]:
    shingles = {name: shingles_of(text, words) for name, text in documents.items()}
    pairs = []
    carriers: dict[Shingle, list[str]] = defaultdict(list)
    for name, own in shingles.items():
        in_order = list(own)
        needed = -(-percent * len(own) // 100)
        candidates = set()
        for shingle in in_order[: len(own) - needed + 1]:
            candidates.update(carriers[shingle])
            carriers[shingle].append(name)
        for other in candidates:
            if similar(own, shingles[other], percent):
                pairs.append((min(name, other), max(name, other)))
    return sorted(pairs)
