"""Run after the examples: ties, damaged input and large documents."""

import copy

import pytest
from solution import extract_metadata


def describe(text):
    """The metadata of one good document."""
    batch = extract_metadata([{"id": "d", "text": text}])
    assert batch["errors"] == []
    return batch["documents"][0]


def test_every_kind_of_bad_item_has_its_reason():
    batch = extract_metadata(
        [
            None,
            "text alone",
            {"text": "no id"},
            {"id": "", "text": "empty id"},
            {"id": 7, "text": "number as id"},
            {"id": "f", "text": None},
            {"id": "g", "text": ["a", "list"]},
            {},
            {"id": "ok", "text": "fine"},
        ]
    )
    assert batch["errors"] == [
        {"index": 0, "id": None, "reason": "not-a-document"},
        {"index": 1, "id": None, "reason": "not-a-document"},
        {"index": 2, "id": None, "reason": "bad-id"},
        {"index": 3, "id": None, "reason": "bad-id"},
        {"index": 4, "id": None, "reason": "bad-id"},
        {"index": 5, "id": "f", "reason": "bad-text"},
        {"index": 6, "id": "g", "reason": "bad-text"},
        {"index": 7, "id": None, "reason": "bad-id"},
    ]
    assert [document["id"] for document in batch["documents"]] == ["ok"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour is closed and the boats are in the bay"),
        ("de", "Der Hafen ist nicht offen und die Boote sind im Wasser"),
        ("fr", "Le port est fermé et les bateaux sont dans la baie"),
        ("es", "El puerto no abre y los barcos esperan en la bahía"),
        ("unknown", "2026 zinc copper"),
    ],
)
def test_language_follows_the_stop_words(language, text):
    assert describe(text)["language"] == language


def test_equal_scores_go_to_the_language_listed_first():
    assert describe("in")["language"] == "en"
    assert describe("de la")["language"] == "fr"


def test_repeated_stop_words_score_each_time():
    # Two different English stop words once each, one German stop word three times.
    assert describe("und Tee und Rum und the of")["language"] == "de"


def test_language_ignores_case():
    assert describe("THE HARBOUR AND THE BAY")["language"] == "en"


def test_stop_words_match_whole_words_only():
    assert describe("Estimate thermal andesite")["language"] == "unknown"


def test_word_count_includes_stop_words_and_repetitions():
    assert describe("The cat and the dog and the bird")["word_count"] == 8


def test_only_stop_words_of_the_detected_language_are_left_out():
    # "war" and "die" are German stop words and ordinary English ones.
    document = describe("The war of the roses: war, and the roses die")
    assert document["language"] == "en"
    assert document["topics"] == ["roses", "war", "die"]


def test_topics_ignore_case_and_tie_in_sorted_order():
    assert describe("Zinc ZINC tin Tin lead iron gold copper")["topics"] == ["tin", "zinc", "copper", "gold", "iron"]


def test_words_keep_inner_apostrophes_and_split_at_hyphens():
    document = describe("Don't 'quote' well-known snake_case l’eau")
    assert document["word_count"] == 7
    assert document["topics"] == ["case", "don't", "known", "l’eau", "quote"]


def test_title_is_stripped_and_cut_to_100_characters():
    assert describe("\r\n\t\n   " + "x" * 250 + "\nsecond line")["title"] == "x" * 100
    assert describe("  " + "y" * 99 + " tail")["title"] == "y" * 99
    assert describe(" \n\t\n ")["title"] == ""


def test_valid_utf8_bytes_are_not_marked_as_lossy():
    document = describe("Crème brûlée".encode())
    assert document["title"] == "Crème brûlée"
    assert document["topics"] == ["brûlée", "crème"]
    assert document["lossy"] is False


def test_bad_byte_splits_a_word_instead_of_joining_its_parts():
    document = describe(b"sea\xffside")
    assert document["word_count"] == 2
    assert document["topics"] == ["sea", "side"]


def test_large_document_is_counted_to_its_end():
    text = "alpha " * 20_000 + "the omega " * 10_001
    document = describe(text)
    assert document["word_count"] == 40_002
    assert document["language"] == "en"
    assert document["topics"] == ["alpha", "omega"]


def test_batch_may_be_a_generator_and_items_stay_unchanged():
    items = [{"id": "a", "text": b"one", "owner": 3}, {"id": "a", "text": "two"}]
    before = copy.deepcopy(items)
    batch = extract_metadata(item for item in items)
    assert [document["title"] for document in batch["documents"]] == ["one", "two"]
    assert items == before


def test_replacement_character_in_good_text_is_not_damage():
    assert describe("tide \ufffd table")["lossy"] is False
    assert describe("tide \ufffd table".encode())["lossy"] is False


def test_lines_end_where_splitlines_ends_them():
    assert describe("first\rsecond")["title"] == "first"
    assert describe("\u2028\x0cfirst\x0bsecond")["title"] == "first"


def test_words_are_lower_cased_and_not_folded():
    assert describe("Fuß fuß")["topics"] == ["fuß"]
