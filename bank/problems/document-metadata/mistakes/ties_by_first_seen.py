from __future__ import annotations

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


def extract_metadata(documents: Iterable[object]) -> Batch:
    batch: Batch = {"documents": [], "errors": []}
    for index, document in enumerate(documents):
        if not isinstance(document, dict):
            batch["errors"].append({"index": index, "id": None, "reason": "not-a-document"})
            continue
        document_id = document.get("id")
        if not isinstance(document_id, str) or not document_id:
            batch["errors"].append({"index": index, "id": None, "reason": "bad-id"})
            continue
        text = document.get("text")
        if not isinstance(text, (str, bytes)):
            batch["errors"].append({"index": index, "id": document_id, "reason": "bad-text"})
            continue

        lossy = False
        if isinstance(text, bytes):
            try:
                text = text.decode("utf-8")
            except UnicodeDecodeError:
                text = text.decode("utf-8", errors="replace")
                lossy = True

        counts = Counter(WORD.findall(text.lower()))
        scores = {language: sum(counts[word] for word in listed) for language, listed in STOP_WORDS.items()}
        language = max(scores, key=lambda name: scores[name])
        if scores[language] == 0:
            language = "unknown"

        stop_words = STOP_WORDS.get(language, frozenset())
        topics = [word for word, _ in counts.most_common() if word not in stop_words]

        lines = [line.strip() for line in text.splitlines() if line.strip()]
        batch["documents"].append(
            {
                "id": document_id,
                "title": lines[0][:TITLE_LIMIT].rstrip() if lines else "",
                "language": language,
                "word_count": counts.total(),
                "topics": topics[:TOPIC_LIMIT],
                "lossy": lossy,
            }
        )
    return batch
