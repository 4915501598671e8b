"""Run after the examples: ends of the range, edges of bins, sampling, and the definition counted naively."""

import random

import pytest
from solution import calibration_error, corrected


def counted_naively(predictions, clicked, bins):
    """The definition itself: for each bin, look at every prediction."""
    total = 0.0
    for i in range(bins):
        members = [at for at, p in enumerate(predictions) if min(int(p * bins), bins - 1) == i]
        if members:
            mean = sum(predictions[at] for at in members) / len(members)
            share = sum(clicked[at] for at in members) / len(members)
            total += len(members) / len(predictions) * abs(mean - share)
    return total


@pytest.mark.parametrize("keep_rate", [0.001, 0.1, 0.5, 1.0])
def test_certain_predictions_stay(keep_rate):
    assert corrected(0.0, keep_rate) == 0
    assert corrected(1.0, keep_rate) == pytest.approx(1)


def test_high_predictions_are_corrected_less():
    # Odds of 9 become 0.9.
    assert corrected(0.9, 0.1) == pytest.approx(0.9 / 1.9)


def test_correction_keeps_the_order():
    values = [corrected(q / 100, 0.05) for q in range(101)]
    assert values == sorted(values) and len(set(values)) == 101


def test_correcting_twice_is_correcting_with_the_product():
    assert corrected(corrected(0.7, 0.2), 0.5) == pytest.approx(corrected(0.7, 0.1))


def test_correction_brings_predictions_back_to_the_click_rate():
    # 20 clicks in 1,000 views; a fifth of the 980 others is kept: 20 of 216.
    assert corrected(20 / 216, 0.2) == pytest.approx(20 / 1_000)


def test_perfect_predictions_have_no_error():
    assert calibration_error([0.25] * 8, [True, False, False, False] * 2, bins=4) == pytest.approx(0)


def test_sure_and_wrong_is_the_largest_error():
    assert calibration_error([1.0, 1.0, 0.0], [False, False, True]) == pytest.approx(1)


def test_a_certain_prediction_belongs_to_the_last_bin():
    # Together in the last of four bins: mean 0.9, half clicked. Apart they would give 0.5.
    assert calibration_error([1.0, 0.8], [False, True], bins=4) == pytest.approx(0.4)


def test_lower_edge_belongs_to_the_bin():
    # 0.5 is in the upper of two bins, with 0.75: mean 0.625, half clicked.
    assert calibration_error([0.5, 0.75], [True, False], bins=2) == pytest.approx(0.125)


def test_too_low_and_too_high_do_not_cancel():
    predictions = [0.2] * 10 + [0.8] * 10
    clicked = [True] * 4 + [False] * 6 + [True] * 6 + [False] * 4
    assert calibration_error(predictions, clicked, bins=2) == pytest.approx(0.2)


def test_one_bin_compares_the_means():
    assert calibration_error([0.1, 0.9], [True, False], bins=1) == pytest.approx(0)


def test_different_lengths_and_no_bins_are_refused():
    with pytest.raises(ValueError):
        calibration_error([0.5, 0.5], [True])
    with pytest.raises(ValueError):
        calibration_error([0.5], [True], bins=0)


def test_given_lists_are_left_as_they_were():
    predictions, clicked = [0.9, 0.1, 0.5], [True, False, True]
    calibration_error(predictions, clicked)
    assert (predictions, clicked) == ([0.9, 0.1, 0.5], [True, False, True])


def test_agrees_with_the_definition_counted_naively():
    rng = random.Random(88)
    for _ in range(100):
        n = rng.randrange(1, 60)
        predictions = [rng.random() for _ in range(n)]
        clicked = [rng.random() < 0.4 for _ in range(n)]
        bins = rng.choice([1, 2, 4, 8, 16, 64])
        assert calibration_error(predictions, clicked, bins) == pytest.approx(counted_naively(predictions, clicked, bins), abs=1e-9)
