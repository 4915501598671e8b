"""Sentences of one token and an overlap of nearly a whole chunk: most sentences stand in many chunks."""


def prepare(solution, n, rng):
    """Make a text of n sentences of one token; a chunk has half of them and begins one after the last."""
    text = "Yes. " * n
    return lambda: solution.chunk_document(text, n // 2, n // 2 - 1)
