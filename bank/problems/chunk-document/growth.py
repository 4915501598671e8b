"""Sentences of two tokens and an overlap of nearly a whole chunk: most pieces stand in many chunks."""


def prepare(solution, n, rng):
    """Make a text of n tokens in sentences of two; a chunk has half of them."""
    text = "it is. " * (n // 2)
    return lambda: solution.chunk_document(text, n // 2, n // 2 - 2)
