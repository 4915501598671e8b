"""Run after the examples: ties, the whole page, calls of the costly function, and the definition."""

import random

from solution import diverse_page


def nothing_alike(one, other):
    return 0.0


def by_the_definition(candidates, similarity, length, weight):
    """Score every candidate against the whole page at each place."""
    left, page = list(candidates), []
    while left and len(page) < length:
        best = None
        for item, relevance in left:
            most = max((similarity(item, other) for other in page), default=0.0)
            score = (weight * relevance - (1 - weight) * most, relevance)
            if best is None or score > best[0]:
                best = (score, (item, relevance))
        left.remove(best[1])
        page.append(best[1][0])
    return page


def test_likeness_to_any_item_on_the_page_counts():
    # c is a copy of a, which stands two places above; d is a little like both.
    alike = {frozenset("ac"): 1.0, frozenset("ad"): 0.6, frozenset("bd"): 0.8}
    candidates = [("a", 1.0), ("b", 0.9), ("c", 0.8), ("d", 0.7)]
    page = diverse_page(candidates, lambda one, other: alike.get(frozenset((one, other)), 0.0), 4, 0.5)
    assert page == ["a", "b", "d", "c"]


def test_ties_go_to_the_more_relevant():
    candidates = [("low", 0.1), ("high", 0.9), ("mid", 0.5)]
    assert diverse_page(candidates, nothing_alike, 3, 0.0) == ["high", "mid", "low"]


def test_equal_candidates_keep_their_order():
    candidates = [("d", 0.5), ("b", 0.5), ("c", 0.5), ("a", 0.5)]
    assert diverse_page(candidates, nothing_alike, 4, 0.7) == ["d", "b", "c", "a"]


def test_page_is_filled_although_scores_are_negative():
    candidates = [("a", 0.3), ("b", 0.2), ("c", 0.1)]
    assert diverse_page(candidates, lambda one, other: 1.0, 3, 0.2) == ["a", "b", "c"]


def test_weight_of_zero_avoids_likeness_alone():
    alike = {frozenset("ab"): 0.2, frozenset("ac"): 0.1, frozenset("bc"): 0.9}
    candidates = [("a", 0.9), ("b", 0.8), ("c", 0.1)]
    assert diverse_page(candidates, lambda *pair: alike[frozenset(pair)], 2, 0.0) == ["a", "c"]


def test_similarity_is_asked_at_most_once_for_a_pair():
    asked = []

    def similarity(one, other):
        asked.append(frozenset((one, other)))
        return (ord(one) * ord(other)) % 7 / 7

    candidates = [(letter, (ord(letter) * 31) % 10 / 10) for letter in "abcdefghijkl"]
    diverse_page(candidates, similarity, 6, 0.5)
    assert len(asked) == len(set(asked))
    assert all(len(pair) == 2 for pair in asked)


def test_one_place_needs_no_likeness():
    def similarity(one, other):
        raise AssertionError("asked for a likeness that decides nothing")

    assert diverse_page([("a", 0.1), ("b", 0.2)], similarity, 1, 0.5) == ["b"]


def test_same_input_gives_the_same_page():
    rng = random.Random(3)
    candidates = [(f"i{n}", rng.random()) for n in range(30)]
    pages = [diverse_page(candidates, lambda one, other: (len(one) + len(other)) / 10, 10, 0.4) for _ in range(3)]
    assert pages[0] == pages[1] == pages[2]


def test_given_list_is_left_as_it_was():
    candidates = [("a", 0.1), ("b", 0.2)]
    diverse_page(candidates, nothing_alike, 2, 0.5)
    assert candidates == [("a", 0.1), ("b", 0.2)]


def test_agrees_with_the_definition():
    rng = random.Random(64)
    for _ in range(60):
        names = [f"i{n}" for n in range(rng.randrange(1, 14))]
        table = {frozenset((one, other)): rng.randrange(6) / 5 for one in names for other in names if one < other}
        candidates = [(name, rng.randrange(6) / 5) for name in names]
        weight, length = rng.randrange(5) / 4, rng.randrange(15)

        def similarity(one, other, table=table):
            return table[frozenset((one, other))]

        expected = by_the_definition(candidates, similarity, length, weight)
        assert diverse_page(candidates, similarity, length, weight) == expected
