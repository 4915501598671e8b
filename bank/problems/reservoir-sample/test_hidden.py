"""Run after the examples: fairness counted over many seeds, what is held, and what belongs to the caller.

The margins are five standard deviations and more, so that a right algorithm hardly ever fails, whatever it draws.
"""

import gc
import random
from collections import Counter
from itertools import combinations

import pytest
from solution import Reservoir


def filled(k, items, seed):
    """A reservoir that has seen all items."""
    reservoir = Reservoir(k, random.Random(seed))
    for item in items:
        reservoir.add(item)
    return reservoir


class Prediction:
    """An item that cannot be hashed or compared, and that is counted as long as it lives."""

    alive = 0
    __hash__ = None

    def __init__(self):
        Prediction.alive += 1

    def __del__(self):
        Prediction.alive -= 1

    def __eq__(self, other):
        raise TypeError("predictions cannot be compared")


def test_each_item_of_a_longer_stream_is_equally_likely():
    counts = Counter()
    for seed in range(2_000):
        counts.update(filled(5, range(20), seed).sample())
    assert set(counts) == set(range(20))
    assert all(390 < counts[item] < 610 for item in range(20)), counts


def test_single_place_is_fair():
    counts = Counter(filled(1, range(4), seed).sample()[0] for seed in range(4_000))
    assert all(850 < counts[item] < 1_150 for item in range(4)), counts


def test_all_pairs_are_equally_likely():
    counts = Counter(tuple(sorted(filled(2, range(6), seed).sample())) for seed in range(6_000))
    assert set(counts) == set(combinations(range(6), 2))
    assert all(300 < count < 510 for count in counts.values()), counts


def test_sample_is_fair_at_every_moment():
    counts = {4: Counter(), 6: Counter(), 9: Counter()}
    for seed in range(2_500):
        reservoir = Reservoir(3, random.Random(seed))
        for item in range(9):
            reservoir.add(item)
            if item + 1 in counts:
                counts[item + 1].update(reservoir.sample())
    for seen, found in counts.items():
        expected = 2_500 * 3 / seen
        assert all(abs(found[item] - expected) < 135 for item in range(seen)), (seen, found)


def test_early_and_late_items_of_a_long_stream_have_the_same_chance():
    halves = Counter()
    for seed in range(60):
        halves.update(item < 300 for item in filled(30, range(600), seed).sample())
    assert abs(halves[True] - halves[False]) < 230


def test_equal_items_count_as_often_as_they_arrive():
    # Nine of ten arrivals are "no".
    found = Counter()
    for seed in range(1_500):
        found.update(filled(2, ["no"] * 9 + ["yes"], seed).sample())
    assert 220 < found["yes"] < 380
    assert filled(4, ["no"] * 4, 1).sample() == ["no"] * 4


@pytest.mark.parametrize("k", [1, 3, 10])
def test_stream_of_exactly_k_items_is_kept_whole(k):
    assert sorted(filled(k, range(k), 3).sample()) == list(range(k))


def test_no_more_than_k_items_are_held():
    gc.collect()
    before, reservoir = Prediction.alive, Reservoir(10, random.Random(4))
    for _ in range(60):
        reservoir.add(Prediction())
        if Prediction.alive - before > 10:
            gc.collect()
        assert Prediction.alive - before <= 10
    assert len(reservoir.sample()) == 10


def test_items_need_not_be_hashable_or_comparable():
    reservoir = filled(3, ([number] for number in range(50)), 8)
    found = reservoir.sample()
    assert len({each[0] for each in found}) == 3
    reservoir = filled(3, (Prediction() for _ in range(50)), 8)
    assert all(isinstance(each, Prediction) for each in reservoir.sample())


def test_none_and_zero_are_items():
    assert filled(3, [None, 0], 1).sample() in ([None, 0], [0, None])


def test_looking_changes_nothing():
    looked, alone = Reservoir(3, random.Random(6)), filled(3, range(60), 6)
    for item in range(60):
        looked.add(item)
        assert sorted(looked.sample()) == sorted(looked.sample())
    assert sorted(looked.sample()) == sorted(alone.sample())


def test_list_given_out_belongs_to_the_caller():
    reservoir = filled(3, range(30), 9)
    before = sorted(reservoir.sample())
    reservoir.sample().clear()
    assert sorted(reservoir.sample()) == before
    taken = reservoir.sample()
    for item in range(30, 300):
        reservoir.add(item)
    assert sorted(taken) == before


def test_only_the_given_generator_is_used():
    random.seed(1)
    first, state = filled(4, range(100), 2).sample(), random.getstate()
    random.seed(99)
    assert sorted(filled(4, range(100), 2).sample()) == sorted(first)
    random.seed(1)
    filled(4, range(100), 2)
    assert random.getstate() == state
    assert len({tuple(sorted(filled(4, range(100), seed).sample())) for seed in range(10)}) > 5


def test_two_reservoirs_share_nothing():
    one, other = filled(2, "ab", 1), filled(2, "cd", 1)
    assert (sorted(one.sample()), sorted(other.sample())) == (["a", "b"], ["c", "d"])


def test_k_zero_stays_empty_at_every_length():
    reservoir = Reservoir(0, random.Random(1))
    for item in range(50):
        reservoir.add(item)
        assert reservoir.sample() == []
