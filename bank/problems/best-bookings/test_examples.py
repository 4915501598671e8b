"""Shown to the reader: the cases of the statement."""

from solution import best_bookings

OFFERS = [(9, 12, 500), (10, 11, 300), (11, 14, 400), (12, 15, 350), (14, 16, 250)]


def test_bookings_may_touch_without_a_pause():
    assert best_bookings(OFFERS, 0) == (950, [1, 2, 4])


def test_pause_lies_between_two_bookings():
    assert best_bookings(OFFERS, 1) == (750, [0, 4])


def test_one_dear_offer_beats_several_cheap_ones():
    assert best_bookings([(0, 2, 10), (1, 9, 50), (3, 5, 10), (6, 8, 10)], 0) == (50, [1])


def test_several_cheap_offers_beat_a_dear_one():
    assert best_bookings([(0, 2, 20), (1, 9, 50), (3, 5, 20), (6, 8, 20)], 0) == (60, [0, 2, 3])


def test_no_offers_bring_nothing():
    assert best_bookings([], 5) == (0, [])
