"""Run after the examples: equal scores, open ends, sizes, and the definition counted naively."""

import random
from math import log

import pytest
from solution import stability_index


def counted_naively(reference, current, bins, epsilon):
    """The definition itself: for each bin, look at every score."""
    ordered = sorted(reference)
    cuts = sorted({ordered[i * len(ordered) // bins - 1] for i in range(1, bins) if i * len(ordered) // bins})
    edges = [float("-inf"), *cuts, float("inf")]
    total = 0.0
    for low, high in zip(edges, edges[1:]):
        then = max(sum(low < score <= high for score in reference) / len(reference), epsilon)
        now = max(sum(low < score <= high for score in current) / len(current), epsilon)
        total += (now - then) * log(now / then)
    return total


def test_no_bins_are_refused():
    with pytest.raises(ValueError):
        stability_index([1.0], [1.0], bins=0)


def test_one_bin_sees_no_movement():
    assert stability_index([1, 2, 3], [100, 200], bins=1) == pytest.approx(0)


def test_size_of_the_sample_does_not_matter():
    reference = [n / 100 for n in range(100)]
    assert stability_index(reference, reference * 7) == pytest.approx(0)
    assert stability_index(reference * 3, reference) == pytest.approx(0)


def test_equal_scores_make_one_cut():
    # Cuts 0, 0, 0 and 5 of five bins are two: shares 0.6, 0.2, 0.2 then and 0.2, 0.2, 0.6 now.
    reference, current = [0, 0, 0, 5, 9], [0, 5, 9, 9, 9]
    expected = 2 * 0.4 * log(3)
    assert stability_index(reference, current, bins=5) == pytest.approx(expected)


def test_all_reference_scores_equal():
    # One cut, at 0.5: all of the reference lies up to it, and so does half of today.
    expected = (0.5 - 1) * log(0.5) + (0.5 - 1e-4) * log(0.5 / 1e-4)
    assert stability_index([0.5] * 20, [0.4, 0.5, 0.6, 0.7]) == pytest.approx(expected)


def test_scores_outside_the_reference_fall_into_the_outer_bins():
    reference = [1, 2, 3, 4]
    assert stability_index(reference, [-100, 2, 3, 100], bins=4) == pytest.approx(0)


def test_crowded_scores_get_fine_bins():
    # All below 0.01 but one: only bins that follow the crowd see that its lower half is gone.
    reference = [n / 10_000 for n in range(100)] + [1.0]
    current = [n / 10_000 for n in range(50, 100)] * 2 + [1.0]
    assert stability_index(reference, current) > 1


def test_more_bins_than_scores():
    assert stability_index([3, 1, 2], [2, 2, 2], bins=50) == pytest.approx(counted_naively([3, 1, 2], [2, 2, 2], 50, 1e-4))


def test_epsilon_is_the_least_share():
    small, large = (stability_index([1, 2], [2, 2], bins=2, epsilon=each) for each in (1e-6, 1e-2))
    assert small == pytest.approx((1e-6 - 0.5) * log(1e-6 / 0.5) + 0.5 * log(2))
    assert large == pytest.approx((1e-2 - 0.5) * log(1e-2 / 0.5) + 0.5 * log(2))


def test_swapped_shares_give_the_same_index():
    assert stability_index([1, 1, 1, 2], [1, 2, 2, 2], bins=4) == pytest.approx(2 * 0.5 * log(3))


def test_given_samples_are_left_as_they_were():
    reference, current = [3, 1, 2], [2, 9, 4]
    stability_index(reference, current)
    assert (reference, current) == ([3, 1, 2], [2, 9, 4])


def test_agrees_with_the_definition_counted_naively():
    rng = random.Random(2_025)
    for _ in range(150):
        reference = [rng.randrange(30) / 10 for _ in range(rng.randrange(1, 40))]
        current = [rng.randrange(40) / 10 for _ in range(rng.randrange(1, 40))]
        bins = rng.randrange(1, 12)
        expected = counted_naively(reference, current, bins, 1e-3)
        assert stability_index(reference, current, bins, 1e-3) == pytest.approx(expected, abs=1e-9)
