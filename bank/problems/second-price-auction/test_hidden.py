"""Run after the examples: ties, rounding, the reserve, several bids of one advertiser, and the price by trying."""

import random

import pytest
from solution import run_auction


def by_trying_prices(bids, slots, reserve):
    """The definition itself: the ranking, then one cent after the other until the slot is kept."""
    ranking = []
    for arrival, (name, bid, quality) in enumerate(bids):
        if bid >= reserve and quality > 0:
            ranking.append((name, bid * quality, arrival, quality))
    ranking.sort(key=lambda each: (-each[1], each[2]))
    alone = []
    for each in ranking:
        if each[0] not in [name for name, *_ in alone]:
            alone.append(each)
    winners = []
    for place, (name, _, arrival, quality) in enumerate(alone[:slots]):
        price = reserve
        for _, score, other, _ in alone[place + 1 : place + 2]:
            while (-price * quality, arrival) > (-score, other):
                price += 1
        winners.append((name, price))
    return winners


def test_quality_can_beat_a_higher_bid():
    assert run_auction([("loud", 900, 100), ("liked", 200, 500)], 1, 10) == [("liked", 181)]


def test_price_is_rounded_up_to_whole_cents():
    # 1,000 / 300 = 3.33: with 3 cents the score would be 900.
    assert run_auction([("a", 10, 300), ("b", 10, 100)], 1, 1) == [("a", 4)]


def test_higher_price_by_one_cent_beats_an_earlier_equal_score():
    assert run_auction([("b", 10, 100), ("a", 10, 200)], 1, 1) == [("a", 6)]
    assert run_auction([("a", 10, 200), ("b", 10, 100)], 1, 1) == [("a", 5)]


def test_equal_scores_rank_by_arrival_and_the_first_pays_its_whole_bid():
    assert run_auction([("late-name", 20, 100), ("early-name", 10, 200)], 2, 5) == [
        ("late-name", 20),
        ("early-name", 5),
    ]


def test_price_is_never_below_the_reserve():
    assert run_auction([("a", 100, 500), ("b", 60, 10)], 2, 60) == [("a", 60), ("b", 60)]


def test_bid_equal_to_the_reserve_takes_part():
    assert run_auction([("a", 60, 10)], 1, 60) == [("a", 60)]
    assert run_auction([("a", 59, 10)], 1, 60) == []


def test_quality_zero_never_wins_and_sets_no_price():
    assert run_auction([("a", 10**9, 0), ("b", 30, 50)], 5, 10) == [("b", 10)]


def test_own_second_bid_neither_wins_nor_sets_the_price():
    bids = [("a", 100, 100), ("a", 99, 100), ("a", 98, 100), ("b", 40, 100)]
    assert run_auction(bids, 3, 10) == [("a", 40), ("b", 10)]


def test_later_bid_of_the_same_advertiser_may_be_its_best():
    assert run_auction([("a", 20, 100), ("b", 30, 100), ("a", 50, 100)], 2, 10) == [("a", 31), ("b", 10)]


def test_high_bid_of_poor_quality_is_not_an_advertisers_best():
    assert run_auction([("a", 900, 1), ("a", 50, 100), ("b", 20, 100)], 1, 10) == [("a", 20)]


def test_earlier_of_two_equal_bids_of_an_advertiser_counts():
    assert run_auction([("a", 50, 100), ("b", 30, 100), ("a", 50, 100)], 1, 10) == [("a", 30)]


@pytest.mark.parametrize("slots", [0, 1, 2, 3, 10])
def test_there_are_no_more_winners_than_slots_or_advertisers(slots):
    bids = [("a", 10, 10), ("b", 20, 10), ("a", 30, 10)]
    assert run_auction(bids, slots, 1) == [("a", 21), ("b", 1)][:slots]


def test_large_scores_stay_exact():
    assert run_auction([("b", 10**9 - 1, 9_999), ("a", 10**9, 10_000)], 1, 1) == [("a", 999_900_000)]
    assert run_auction([("b", 999_999_999, 10_000), ("a", 10**9, 10_000)], 1, 1) == [("a", 10**9)]


def test_given_list_is_left_as_it_was():
    bids = [("a", 10, 10), ("b", 20, 10)]
    run_auction(bids, 2, 1)
    assert bids == [("a", 10, 10), ("b", 20, 10)]
    assert run_auction(tuple(bids), 1, 1) == [("b", 11)]


def test_no_winner_pays_more_than_its_best_bid():
    rng = random.Random(5)
    bids = [(f"n{rng.randrange(300)}", rng.randrange(1, 900), rng.randrange(1, 400)) for _ in range(1_000)]
    highest = {}
    for name, bid, _ in bids:
        highest[name] = max(bid, highest.get(name, 0))
    winners = run_auction(bids, 200, 20)
    assert len(winners) == 200
    assert all(20 <= price <= highest[name] for name, price in winners)


def test_agrees_with_trying_one_price_after_the_other():
    rng = random.Random(2_027)
    for _ in range(250):
        bids = [(rng.choice("abcdef"), rng.randrange(1, 30), rng.randrange(6)) for _ in range(rng.randrange(9))]
        slots, reserve = rng.randrange(5), rng.randrange(1, 12)
        assert run_auction(bids, slots, reserve) == by_trying_prices(bids, slots, reserve), (bids, slots, reserve)
