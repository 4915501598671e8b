"""Run after the examples: borders, equal offers, choices that must add up, and all choices tried on small inputs."""

import random
from itertools import combinations, pairwise

import pytest
from solution import best_bookings


def holds(offers, pause, chosen):
    """Whether the chosen positions are in order of start, apart from each other, and each there once."""
    return len(set(chosen)) == len(chosen) and all(offers[b][0] >= offers[a][1] + pause for a, b in pairwise(chosen))


def by_trying_all(offers, pause):
    """The largest revenue over all choices."""
    best = 0
    for size in range(1, len(offers) + 1):
        for some in combinations(sorted(range(len(offers)), key=lambda at: offers[at]), size):
            if holds(offers, pause, some):
                best = max(best, sum(offers[at][2] for at in some))
    return best


def checked(offers, pause):
    """The revenue, after the choice was found to hold and to bring it."""
    revenue, chosen = best_bookings(offers, pause)
    assert holds(offers, pause, chosen), chosen
    assert revenue == sum(offers[at][2] for at in chosen)
    return revenue


def test_single_offer_is_taken():
    assert best_bookings([(5, 6, 1)], 100) == (1, [0])


@pytest.mark.parametrize(("start", "revenue"), [(9, 20), (10, 30), (11, 30)])
def test_end_is_free_again(start, revenue):
    assert checked([(0, 10, 10), (start, 20, 20)], 0) == revenue


@pytest.mark.parametrize(("start", "revenue"), [(12, 20), (13, 30), (14, 30)])
def test_pause_is_kept_exactly(start, revenue):
    assert checked([(start, 20, 20), (0, 10, 10)], 3) == revenue


def test_no_pause_is_needed_before_the_first_and_after_the_last():
    assert best_bookings([(0, 10, 5), (20, 1_440, 5)], 10) == (10, [0, 1])


def test_equal_offers_are_two_offers_for_one_place():
    revenue, chosen = best_bookings([(0, 5, 7), (0, 5, 7), (0, 5, 7)], 0)
    assert revenue == 7
    assert len(chosen) == 1


def test_offer_around_all_others_is_taken_when_it_pays():
    inner = [(at, at + 1, 10) for at in range(10)]
    assert best_bookings([*inner, (0, 10, 101)], 0) == (101, [10])
    assert best_bookings([*inner, (0, 10, 99)], 0) == (100, list(range(10)))


def test_dearest_offer_may_be_left_out():
    assert best_bookings([(0, 6, 60), (5, 15, 100), (14, 20, 60)], 0) == (120, [0, 2])


def test_first_to_end_may_be_left_out():
    assert best_bookings([(0, 3, 1), (2, 5, 9)], 0) == (9, [1])


def test_price_an_hour_does_not_decide():
    assert best_bookings([(0, 1, 10), (0, 10, 40)], 0) == (40, [1])


def test_positions_are_in_order_of_start():
    offers = [(30, 40, 1), (0, 10, 1), (20, 30, 1), (10, 20, 1)]
    assert best_bookings(offers, 0) == (4, [1, 3, 2, 0])


def test_times_may_be_negative_and_prices_large():
    assert best_bookings([(-50, -10, 10**20), (-10, 5, 10**20), (-20, -5, 1)], 0) == (2 * 10**20, [0, 1])


def test_any_of_several_best_choices_will_do():
    assert checked([(0, 10, 5), (0, 5, 2), (5, 10, 3), (0, 4, 5)], 0) == 8
    assert checked([(0, 2, 4), (2, 4, 4), (0, 4, 8)], 0) == 8


def test_given_offers_are_left_as_they_were():
    offers = [(5, 9, 1), (0, 5, 2), (0, 5, 2)]
    best_bookings(offers, 0)
    assert offers == [(5, 9, 1), (0, 5, 2), (0, 5, 2)]


def test_offers_may_be_a_tuple():
    assert best_bookings(((5, 9, 1), (0, 5, 2)), 0) == (3, [1, 0])


@pytest.mark.parametrize("pause", [0, 1, 4])
def test_agrees_with_trying_all_choices(pause):
    rng = random.Random(pause)
    for _ in range(25):
        offers = []
        for _ in range(rng.randrange(9)):
            start = rng.randrange(20)
            offers.append((start, start + rng.randrange(1, 9), rng.randrange(1, 12)))
        assert checked(offers, pause) == by_trying_all(offers, pause), offers


def test_many_offers_in_a_row_are_all_taken():
    offers = [(10 * at, 10 * at + 8, 1) for at in range(2_000)]
    random.Random(5).shuffle(offers)
    assert checked(offers, 2) == 2_000
    assert checked(offers, 3) == 1_000
