"""Run after the examples: sets and runs, exact borders, shared notices, and a comparison of all pairs."""

import random
from fractions import Fraction
from itertools import combinations

import pytest
from solution import near_duplicates


def by_comparing_all_pairs(documents, words, percent):
    """The definition itself."""
    sets = {}
    for name, text in documents.items():
        found = text.lower().split()
        runs = [" ".join(found[at : at + words]) for at in range(len(found) - words + 1)]
        sets[name] = set(runs) or ({" ".join(found)} if found else set())
    return [
        (one, other)
        for one, other in combinations(sorted(sets), 2)
        if sets[one]
        and sets[other]
        and Fraction(len(sets[one] & sets[other]), len(sets[one] | sets[other])) >= Fraction(percent, 100)
    ]


def test_no_documents_and_one_document_have_no_pairs():
    assert near_duplicates({}, 3, 50) == []
    assert near_duplicates({"a": "x y z"}, 3, 50) == []


def test_documents_without_words_belong_to_no_pair():
    assert near_duplicates({"a": "", "b": "  \n", "c": "", "d": "x"}, 2, 1) == []


def test_case_and_whitespace_do_not_matter():
    assert near_duplicates({"a": "One\ttwo  THREE\n", "b": " one Two three"}, 2, 100) == [("a", "b")]


def test_signs_belong_to_words():
    assert near_duplicates({"a": "end. of", "b": "end of"}, 1, 50) == []


def test_short_text_is_one_run():
    assert near_duplicates({"a": "x y", "b": "X y", "c": "y x", "d": "x", "e": "x y z"}, 4, 1) == [("a", "b")]


def test_text_of_exactly_one_run_is_compared():
    assert near_duplicates({"a": "x y z", "b": "x y z", "c": "x y"}, 3, 1) == [("a", "b")]


def test_words_that_run_together_are_kept_apart():
    assert near_duplicates({"a": "ab c", "b": "a bc"}, 2, 1) == []


def test_repeated_run_counts_once():
    # Runs of one word: {a, b} and {a, b, c}, two thirds.
    pair = {"x": "a a a a a b", "y": "a b c"}
    assert near_duplicates(pair, 1, 66) == [("x", "y")]
    assert near_duplicates(pair, 1, 67) == []


def test_small_document_inside_a_large_one_is_not_similar():
    assert near_duplicates({"a": "p q", "b": "p q r s t u v w"}, 1, 26) == []
    assert near_duplicates({"a": "p q", "b": "p q r s t u v w"}, 1, 25) == [("a", "b")]


@pytest.mark.parametrize(("shared", "own"), [(1, 1), (3, 1), (7, 3), (19, 1), (9, 11)])
def test_border_is_exact(shared, own):
    # `own` words more in one document: shared / (shared + own).
    common = " ".join(f"s{number}" for number in range(shared))
    documents = {"a": common, "b": common + "".join(f" o{number}" for number in range(own))}
    percent = 100 * shared // (shared + own)
    assert near_duplicates(documents, 1, percent) == [("a", "b")]
    assert near_duplicates(documents, 1, percent + 1) == []


def test_pairs_and_list_are_in_order():
    documents = {name: "same text here" for name in ("d10", "d9", "a", "B")}
    assert near_duplicates(documents, 2, 90) == [
        *[("B", "a"), ("B", "d10"), ("B", "d9")],
        *[("a", "d10"), ("a", "d9"), ("d10", "d9")],
    ]


def test_order_of_the_documents_does_not_matter():
    rng = random.Random(6)
    documents = {str(number): " ".join(rng.choices("abcd", k=6)) for number in range(30)}
    items = list(documents.items())
    expected = near_duplicates(documents, 2, 40)
    for _ in range(3):
        rng.shuffle(items)
        assert near_duplicates(dict(items), 2, 40) == expected


def test_given_documents_are_left_as_they_were():
    documents = {"b": "X  y", "a": "x Y"}
    near_duplicates(documents, 1, 50)
    assert list(documents.items()) == [("b", "X  y"), ("a", "x Y")]


def test_pairs_are_found_among_documents_with_the_same_notice():
    rng = random.Random(31)
    notice = " all rights reserved by the people who wrote this"
    texts = [" ".join(f"w{rng.randrange(4_000)}" for _ in range(20)) for _ in range(250)]
    documents = {f"d{number:03}": text + notice for number, text in enumerate(texts)}
    documents |= {f"e{number:03}": "new " + text + notice for number, text in enumerate(texts[:40])}
    assert near_duplicates(documents, 3, 80) == [(f"d{number:03}", f"e{number:03}") for number in range(40)]


@pytest.mark.parametrize("percent", [1, 20, 34, 50, 60, 75, 90, 100])
def test_agrees_with_comparing_all_pairs(percent):
    rng = random.Random(percent)
    for _ in range(12):
        letters = "abcdefgh"[: rng.randrange(2, 9)]
        texts = [" ".join(rng.choices(letters, k=rng.randrange(9))) for _ in range(12)]
        texts += [text + " " + rng.choice(letters) for text in texts[:4]]
        documents = {str(number): text for number, text in enumerate(texts)}
        words = rng.randrange(1, 4)
        assert near_duplicates(documents, words, percent) == by_comparing_all_pairs(documents, words, percent), (
            documents
        )
