"""Shown to the reader: the cases of the statement."""

from solution import diverse_page

CANDIDATES = [("a", 0.9), ("b", 0.8), ("c", 0.5)]


def similarity(one, other):
    return {frozenset("ab"): 0.9}.get(frozenset((one, other)), 0.0)


def test_diversity_beats_a_near_copy():
    assert diverse_page(CANDIDATES, similarity, 3, 0.5) == ["a", "c", "b"]


def test_weight_of_one_is_plain_relevance():
    assert diverse_page(CANDIDATES, similarity, 3, 1.0) == ["a", "b", "c"]


def test_page_is_as_long_as_asked():
    assert diverse_page(CANDIDATES, similarity, 2, 0.5) == ["a", "c"]
    assert diverse_page(CANDIDATES, similarity, 0, 0.5) == []


def test_fewer_candidates_than_places():
    assert diverse_page(CANDIDATES[:1], similarity, 5, 0.5) == ["a"]
    assert diverse_page([], similarity, 5, 0.5) == []
