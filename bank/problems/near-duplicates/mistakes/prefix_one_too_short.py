from collections import Counter, defaultdict
from collections.abc import Mapping

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
    frequency = Counter(shingle for each in shingles.values() for shingle in each)
    pairs = []
    carriers: dict[Shingle, list[str]] = defaultdict(list)
    for name, own in shingles.items():
        in_order = sorted(own, key=lambda shingle: (frequency[shingle], shingle))
        needed = -(-percent * len(own) // 100)
        candidates = set()
        for shingle in in_order[: len(own) - needed]:
            candidates.update(carriers[shingle])
            carriers[shingle].append(name)
        for other in candidates:
            if similar(own, shingles[other], percent):
                pairs.append((min(name, other), max(name, other)))
    return sorted(pairs)
