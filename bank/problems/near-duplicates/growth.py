"""Short documents with words of their own and the same notice at the end; every eighth is a copy of another."""


def prepare(solution, n, rng):
    """Make n documents of five words."""
    texts = [f"w{rng.randrange(10**6)} w{rng.randrange(10**6)}" for _ in range(n)]
    for number in range(0, n - 1, 8):
        texts[number] = texts[number + 1].upper()
    documents = {f"d{number:06}": f"{text} all rights reserved" for number, text in enumerate(texts)}
    return lambda: solution.near_duplicates(documents, 2, 70)
