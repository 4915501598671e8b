"""Run after the examples: ends of sentences, places in the text, full chunks, and a slow definition to compare with."""

import random

import pytest
from solution import chunk_document


def chunks(text, most_tokens, overlap):
    """The texts of the chunks."""
    return [text[start:end] for start, end in chunk_document(text, most_tokens, overlap)]


def by_following_the_rules(sentences, most_tokens, overlap):
    """The rules on lists of words: chunks as lists of the words."""
    pieces = []
    for words in sentences:
        pieces += [words[at : at + most_tokens] for at in range(0, len(words), most_tokens)]
    found, begin, new = [], [], 0
    while new < len(pieces):
        chunk = list(begin)
        while new < len(pieces) and sum(map(len, chunk)) + len(pieces[new]) <= most_tokens:
            chunk.append(pieces[new])
            new += 1
        found.append([word for piece in chunk for word in piece])
        if new < len(pieces):
            room = min(overlap, most_tokens - len(pieces[new]))
            begin = next(chunk[at:] for at in range(len(chunk) + 1) if sum(map(len, chunk[at:])) <= room)
    return found


@pytest.mark.parametrize("end", ["a.", "a!", "a?", 'a."', "a?')", "(a!)]", "e.g.", "...", '."', "3."])
def test_token_that_ends_a_sentence(end):
    assert chunks(f"x {end} b c", 3, 0) == [f"x {end}", "b c"]


@pytest.mark.parametrize("token", ["3.5", "a.b", "a,", "a:", ".a", "!x", ".-", '"', "a.*", "?!x"])
def test_token_that_ends_no_sentence(token):
    assert chunks(f"x {token} b c", 3, 0) == [f"x {token} b", "c"]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\n\n\t", " \n\t\n "])
def test_blank_line_ends_a_sentence(gap):
    assert chunks(f"a b{gap}c d", 3, 0) == ["a b", "c d"]


@pytest.mark.parametrize("gap", [" ", "\n", "\t \n", "   "])
def test_single_line_end_is_no_end_of_a_sentence(gap):
    assert chunks(f"a b{gap}c d", 3, 0) == [f"a b{gap}c", "d"]


def test_chunks_keep_the_text_between_their_tokens():
    assert chunks("  a\t b.\n\n  c   d.  ", 4, 0) == ["a\t b.\n\n  c   d."]


def test_places_count_characters_of_the_text():
    text = "\n é 日本.  😀 ok!\n"
    assert chunk_document(text, 2, 0) == [(2, 7), (9, 14)]


def test_full_chunk_takes_a_piece_that_just_fits():
    assert chunks("a b. c d e. f.", 5, 0) == ["a b. c d e.", "f."]


def test_overlap_gives_way_so_that_the_new_piece_fits():
    assert chunks("a. b. c. d e f g.", 5, 3) == ["a. b. c.", "c. d e f g."]
    assert chunks("a. b. c. d e f g h.", 5, 3) == ["a. b. c.", "d e f g h."]


def test_overlap_holds_whole_pieces_only():
    assert chunks("a. b c d. e f. g h.", 6, 4) == ["a. b c d. e f.", "e f. g h."]
    assert chunks("a b. c d e. f g.", 5, 2) == ["a b. c d e.", "f g."]


def test_overlap_may_be_several_pieces():
    assert chunks("a. b. c. d. e. f. g.", 4, 2) == ["a. b. c. d.", "c. d. e. f.", "e. f. g."]


def test_overlap_may_go_back_into_the_overlap_before():
    assert chunks("a. b. c. d. e.", 3, 2) == ["a. b. c.", "b. c. d.", "c. d. e."]


def test_part_of_a_long_sentence_can_be_overlap():
    assert chunks("a b c d e f g h. i. j.", 3, 2) == ["a b c", "d e f", "g h. i.", "i. j."]


def test_long_sentence_of_exactly_two_chunks_leaves_nothing_over():
    assert chunks("a b c d e f. g.", 3, 0) == ["a b c", "d e f.", "g."]


def test_one_chunk_is_enough_for_a_short_text():
    assert chunks("All of it. Fits here.", 5, 4) == ["All of it. Fits here."]


def test_large_overlap_of_a_long_text_is_found_in_time():
    text = "x. " * 3_000
    found = chunk_document(text, 1_000, 999)
    assert len(found) == 2_001
    assert found[:2] == [(0, 2_999), (3, 3_002)]
    assert found[-1] == (6_000, 8_999)


def test_agrees_with_the_rules_on_words():
    rng = random.Random(58)
    for _ in range(250):
        sentences = [["w"] * rng.randrange(8) + [rng.choice(["e.", "e!", 'e?"'])] for _ in range(rng.randrange(12))]
        sentences = [
            [f"{number}.{at}{word}" for at, word in enumerate(words)] for number, words in enumerate(sentences)
        ]
        text = " ".join(word for words in sentences for word in words)
        most_tokens = rng.randrange(1, 12)
        overlap = rng.randrange(most_tokens)
        expected = [" ".join(words) for words in by_following_the_rules(sentences, most_tokens, overlap)]
        assert chunks(text, most_tokens, overlap) == expected, (text, most_tokens, overlap)
