"""Shown to the reader: the cases of the statement."""

from solution import near_duplicates

DOCUMENTS = {
    "d1": "The cat sat on the mat today",
    "d2": "the cat sat on the mat",
    "d3": "the dog lay on the mat",
    "d4": "on the mat the cat sat",
    "d5": "The  cat",
    "d6": "the cat",
    "d7": "",
}


def test_similar_documents_are_found():
    assert near_duplicates(DOCUMENTS, 3, 80) == [("d1", "d2"), ("d5", "d6")]


def test_similarity_just_below_is_not_enough():
    assert near_duplicates(DOCUMENTS, 3, 81) == [("d5", "d6")]


def test_order_of_words_matters_for_runs_and_not_for_single_words():
    pair = {"a": "one two three", "b": "three two one"}
    assert near_duplicates(pair, 2, 10) == []
    assert near_duplicates(pair, 1, 100) == [("a", "b")]


def test_equal_documents_are_fully_similar():
    assert near_duplicates({"b": "x y z", "a": "x y z", "c": "x y"}, 2, 100) == [("a", "b")]
