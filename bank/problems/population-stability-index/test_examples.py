"""Shown to the reader: the cases of the statement."""

import pytest
from solution import stability_index


def test_worked_example():
    current = [5, 6, 7, 8, 5, 6, 7, 8]
    assert stability_index([1, 2, 3, 4, 5, 6, 7, 8], current, bins=4, epsilon=0.001) == pytest.approx(3.0963, abs=1e-4)


def test_same_scores_in_another_order_have_not_moved():
    assert stability_index([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(0)


def test_samples_without_overlap_are_far_apart():
    assert stability_index([0.1, 0.2, 0.3, 0.4], [0.8, 0.9], bins=2) > 4


def test_empty_samples_are_refused():
    with pytest.raises(ValueError):
        stability_index([], [0.5])
    with pytest.raises(ValueError):
        stability_index([0.5], [])
