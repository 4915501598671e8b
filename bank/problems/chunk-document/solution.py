"""Cut into pieces first, then move a window over the pieces: it grows at its end and shrinks to the overlap."""

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(r"\S+")
CLOSING = "\"')]"
ENDS = (".", "!", "?")


class Piece(NamedTuple):
    """A sentence, or a part of one that is too long: its place in the text and its tokens."""

    start: int
    end: int
    tokens: int


def pieces_of(text: str, most_tokens: int) -> Iterator[Piece]:
    """Give the pieces of a text in order."""
    start = end = tokens = 0
    ended = False
    for token in TOKEN.finditer(text):
        gap = text[end : token.start()]
        if tokens and (ended or tokens == most_tokens or gap.count("\n") >= 2):
            yield Piece(start, end, tokens)
            tokens = 0
        if tokens == 0:
            start = token.start()
        tokens += 1
        end = token.end()
        ended = token[0].rstrip(CLOSING).endswith(ENDS)
    if tokens:
        yield Piece(start, end, tokens)


def chunk_document(text: str, most_tokens: int, overlap: int) -> list[tuple[int, int]]:
    """Give the places of the chunks, start and end as for a slice.

    Raises ValueError unless 0 <= overlap < most_tokens.
    """
    if not 0 <= overlap < most_tokens:
        raise ValueError(f"overlap must be between 0 and {most_tokens - 1}, not {overlap}")
    pieces = list(pieces_of(text, most_tokens))
    chunks = []
    first = held = 0  # the chunk begins with this piece and holds so many tokens
    for number, piece in enumerate(pieces):
        if held + piece.tokens > most_tokens:
            chunks.append((pieces[first].start, pieces[number - 1].end))
            kept = min(overlap, most_tokens - piece.tokens)
            while held > kept:
                held -= pieces[first].tokens
                first += 1
        held += piece.tokens
    if pieces:
        chunks.append((pieces[first].start, pieces[-1].end))
    return chunks
