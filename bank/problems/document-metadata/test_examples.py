"""Shown to the reader: the everyday cases of the statement."""

from solution import extract_metadata


def describe(text):
    """The metadata of one good document."""
    batch = extract_metadata([{"id": "d", "text": text}])
    assert batch["errors"] == []
    return batch["documents"][0]


def test_english_note_gives_every_field():
    batch = extract_metadata([{"id": "a", "text": "\n  Tide tables \nThe moon moves the water."}])
    assert batch == {
        "documents": [
            {
                "id": "a",
                "title": "Tide tables",
                "language": "en",
                "word_count": 7,
                "topics": ["moon", "moves", "tables", "tide", "water"],
                "lossy": False,
            }
        ],
        "errors": [],
    }


def test_empty_document_is_not_an_error():
    batch = extract_metadata([{"id": "a", "text": ""}])
    assert batch == {
        "documents": [
            {"id": "a", "title": "", "language": "unknown", "word_count": 0, "topics": [], "lossy": False},
        ],
        "errors": [],
    }


def test_missing_text_does_not_stop_the_batch():
    batch = extract_metadata([{"id": "a", "text": "one"}, {"id": "b"}, {"id": "c", "text": "two"}])
    assert [document["id"] for document in batch["documents"]] == ["a", "c"]
    assert batch["errors"] == [{"index": 1, "id": "b", "reason": "bad-text"}]


def test_bytes_that_are_not_utf8_are_read_and_marked():
    document = describe(b"caf\xe9 noir")
    assert document["title"] == "caf\ufffd noir"
    assert document["topics"] == ["caf", "noir"]
    assert document["lossy"] is True


def test_topics_are_the_most_frequent_words_first():
    document = describe("pine oak ash oak pine oak elm fir yew")
    assert document["topics"] == ["oak", "pine", "ash", "elm", "fir"]
