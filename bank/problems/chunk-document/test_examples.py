"""Shown to the reader: the cases of the statement."""

import pytest
from solution import chunk_document

TEXT = "Refunds\n\nAsk within 30 days. We pay back all. (No fee!) Shipping is not paid back."


def chunks(text, most_tokens, overlap):
    return [text[start:end] for start, end in chunk_document(text, most_tokens, overlap)]


def test_chunks_end_with_sentences_and_begin_with_the_overlap():
    assert chunks(TEXT, 9, 4) == [
        "Refunds\n\nAsk within 30 days. We pay back all.",
        "We pay back all. (No fee!)",
        "(No fee!) Shipping is not paid back.",
    ]


def test_without_overlap_each_token_stands_in_one_chunk():
    assert chunks(TEXT, 6, 0) == [
        "Refunds\n\nAsk within 30 days.",
        "We pay back all. (No fee!)",
        "Shipping is not paid back.",
    ]


def test_sentence_that_is_too_long_is_cut():
    assert chunks("one two three four five six seven. Eight.", 3, 0) == [
        "one two three",
        "four five six",
        "seven. Eight.",
    ]


def test_text_without_tokens_has_no_chunks():
    assert chunk_document("", 5, 1) == []
    assert chunk_document(" \n\n ", 5, 1) == []


@pytest.mark.parametrize("overlap", [-1, 5, 6])
def test_overlap_must_be_smaller_than_a_chunk(overlap):
    with pytest.raises(ValueError):
        chunk_document("a", 5, overlap)
