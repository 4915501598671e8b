"""One document in which no word comes twice: the vocabulary is as large as the text."""


def prepare(solution, n, rng):
    """Make a document of n different words in random order; the work is a batch of that one document."""
    numbers = list(range(n))
    rng.shuffle(numbers)
    text = " ".join(f"item{number}" for number in numbers)
    return lambda: solution.extract_metadata([{"id": "d", "text": text}])
