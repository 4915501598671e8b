def chunk_document(text: str, most_tokens: int, overlap: int) -> list[tuple[int, int]]:
    """Cut a text into chunks at the ends of sentences, each beginning with some of the one before.

    most_tokens: tokens that a chunk may have.
    overlap: tokens of the chunk before that a chunk may begin with, in whole pieces.

    Returns the places of the chunks, start and end as for a slice. Raises ValueError unless 0 <= overlap < most_tokens.
    """
    raise NotImplementedError
