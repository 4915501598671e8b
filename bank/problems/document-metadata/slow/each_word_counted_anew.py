from __future__ import annotations

import heapq
import re
from collections import Counter
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


class DocumentError(Exception):
    """An item of the batch that gives no metadata; its text is the reason."""


def extract_metadata(documents: Iterable[object]) -> Batch:
    """Describe each document of a batch; items that cannot be read are listed in `errors`.

    Args:
        documents: Dictionaries with `id` and `text` (`str` or `bytes`). Items may be broken in any way.

    Returns:
        `{"documents": [...], "errors": [...]}`, both in the order of the input.
    """
    batch: Batch = {"documents": [], "errors": []}
    for index, document in enumerate(documents):
        document_id = id_of(document)
        try:
            batch["documents"].append(describe(document, document_id))
        except DocumentError as problem:
            batch["errors"].append({"index": index, "id": document_id, "reason": str(problem)})
    return batch


def id_of(document: object) -> str | None:
    """Give the id of an item, or None where it has no usable one."""
    value = document.get("id") if isinstance(document, dict) else None
    return value if isinstance(value, str) and value else None


def describe(document: object, document_id: str | None) -> Metadata:
    """Give the metadata of one item; raise DocumentError with the reason where there is none."""
    if not isinstance(document, dict):
        raise DocumentError("not-a-document")
    if document_id is None:
        raise DocumentError("bad-id")
    text, lossy = read_text(document.get("text"))

    found = [match[0] for match in WORD.finditer(text.lower())]
    counts = Counter({word: found.count(word) for word in set(found)})
    language = language_of(counts)
    return {
        "id": document_id,
        "title": title_of(text),
        "language": language,
        "word_count": counts.total(),
        "topics": topics_of(counts, language),
        "lossy": lossy,
    }


def read_text(value: object) -> tuple[str, bool]:
    """Give the text of a document and whether reading it lost something; raise DocumentError for other types."""
    if isinstance(value, str):
        return value, False
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8"), False
        except UnicodeDecodeError:
            # Replaced, not ignored: dropping the bytes would glue the letters on either side into words nobody wrote.
            return value.decode("utf-8", errors="replace"), True
    raise DocumentError("bad-text")


def title_of(text: str) -> str:
    """Give the first line that is not blank, at most TITLE_LIMIT characters long, or an empty string."""
    # Every line break is white space, so stripping the text removes the blank lines before the title.
    # Cutting before the lines are split keeps the work small when the whole document is one line.
    head = text.lstrip()[:TITLE_LIMIT].splitlines()
    return head[0].rstrip() if head else ""


def language_of(counts: Counter[str]) -> str:
    """Give the language whose stop words come most often, the first of them on a tie, or `unknown`."""
    scores = {language: sum(counts[word] for word in listed) for language, listed in STOP_WORDS.items()}
    # max() keeps the first of several equal items, and a dictionary keeps the order it was written in.
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "unknown"


def topics_of(counts: Counter[str], language: str) -> list[str]:
    """Give the TOPIC_LIMIT most frequent words that are no stop words of `language`, equal counts in sorted order."""
    stop_words = STOP_WORDS.get(language, frozenset())
    candidates = (word for word in counts if word not in stop_words)
    return heapq.nsmallest(TOPIC_LIMIT, candidates, key=lambda word: (-counts[word], word))
