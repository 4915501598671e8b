from random import Random

import pytest
from solution import moving_sum


def test_each_whole_stretch_counts():
    assert moving_sum([1, 2, 3, 4, 5, 6], 3) == [6, 9, 12, 15]


def test_a_window_longer_than_the_list_gives_nothing():
    assert moving_sum([1, 2], 3) == []


def test_the_list_is_left_as_it_was():
    numbers = [4, 5, 6, 7]
    moving_sum(numbers, 2)
    assert numbers == [4, 5, 6, 7]


def test_negative_numbers():
    assert moving_sum([-1, 1, -1, 1], 2) == [0, 0, 0]


def test_zeros():
    assert moving_sum([0] * 5, 2) == [0] * 4


def test_a_window_of_one_gives_the_numbers():
    assert moving_sum([5, -3, 8], 1) == [5, -3, 8]


@pytest.mark.parametrize("seed", range(5))
def test_random_lists_agree_with_sums_taken_one_by_one(seed):
    rng = Random(seed)
    numbers = [rng.randrange(-50, 50) for _ in range(rng.randrange(1, 60))]
    k = rng.randrange(1, 10)
    assert moving_sum(numbers, k) == [sum(numbers[i : i + k]) for i in range(len(numbers) - k + 1)]


def test_large_list():
    assert moving_sum([1] * 20_000, 100) == [100] * 19_901
