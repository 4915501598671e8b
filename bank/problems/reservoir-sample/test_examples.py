"""Shown to the reader: the cases of the statement."""

import random
from collections import Counter

from solution import Reservoir


def sampled(k, items, seed):
    """The sample after all items."""
    reservoir = Reservoir(k, random.Random(seed))
    for item in items:
        reservoir.add(item)
    return reservoir.sample()


def test_short_stream_is_kept_whole():
    reservoir = Reservoir(2, random.Random(5))
    assert reservoir.sample() == []
    reservoir.add("a")
    assert reservoir.sample() == ["a"]
    reservoir.add("b")
    assert sorted(reservoir.sample()) == ["a", "b"]


def test_each_pair_of_three_is_equally_likely():
    pairs = Counter("".join(sorted(sampled(2, "abc", seed))) for seed in range(3_000))
    assert set(pairs) == {"ab", "ac", "bc"}
    assert all(850 < count < 1_150 for count in pairs.values()), pairs


def test_sample_holds_k_different_arrivals():
    for seed in range(50):
        found = sampled(5, range(40), seed)
        assert len(found) == len(set(found)) == 5
        assert set(found) <= set(range(40))


def test_same_seed_gives_the_same_sample():
    assert sampled(5, range(200), 11) == sampled(5, range(200), 11)


def test_k_zero_keeps_nothing():
    assert sampled(0, range(10), 1) == []
