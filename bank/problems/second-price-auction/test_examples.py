"""Shown to the reader: the cases of the statement."""

from solution import run_auction

BIDS = [("cedar", 150, 300), ("atlas", 300, 200), ("birch", 500, 100), ("atlas", 290, 200), ("delta", 90, 400)]


def test_winner_pays_the_least_bid_that_keeps_its_slot():
    assert run_auction(BIDS, 3, 50) == [("atlas", 250), ("birch", 451), ("cedar", 120)]


def test_last_in_the_ranking_pays_the_reserve():
    assert run_auction(BIDS, 4, 50) == [("atlas", 250), ("birch", 451), ("cedar", 120), ("delta", 50)]


def test_bid_below_the_reserve_sets_no_price():
    assert run_auction(BIDS, 3, 100) == [("atlas", 250), ("birch", 451), ("cedar", 100)]


def test_best_loser_sets_the_price_of_the_last_slot():
    assert run_auction(BIDS, 1, 50) == [("atlas", 250)]


def test_no_bids_fill_no_slots():
    assert run_auction([], 3, 50) == []
