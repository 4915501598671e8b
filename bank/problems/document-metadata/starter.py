from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypedDict

TITLE_LIMIT = 100
TOPIC_LIMIT = 5

# Letters and digits, with apostrophes inside: "don't" is one word, "well-known" is two.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> frozenset[str]:
    """Give the set of the words in a line."""
    return frozenset(text.split())


# The order of the languages settles ties.
STOP_WORDS: dict[str, frozenset[str]] = {
    "en": words("a an and are as by for from in is it not of on or that the this to was were with"),
    "de": words("auf das dem den der des die ein eine für im in ist mit nicht oder und von war zu"),
    "fr": words("au dans de des du en est et la le les ne ou pas pour que sur un une avec"),
    "es": words("a al con de del el en es la las los no o para por que un una y"),
}


class Metadata(TypedDict):
    """What is known of one document."""

    id: str
    title: str
    language: str
    word_count: int
    topics: list[str]
    lossy: bool


class Failure(TypedDict):
    """Why one item of the batch gave no metadata."""

    index: int
    id: str | None
    reason: str


class Batch(TypedDict):
    """The outcome of a batch; both lists keep the order of the input."""

    documents: list[Metadata]
    errors: list[Failure]


def extract_metadata(documents: Iterable[object]) -> Batch:
    """Describe each document of a batch; items that cannot be read are listed in `errors`.

    Args:
        documents: Dictionaries with `id` and `text` (`str` or `bytes`). Items may be broken in any way.

    Returns:
        `{"documents": [...], "errors": [...]}`; the statement gives the fields.
    """
    raise NotImplementedError
