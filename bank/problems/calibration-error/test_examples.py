"""Shown to the reader: the cases of the statement."""

import pytest
from solution import calibration_error, corrected


def test_a_half_becomes_an_eleventh():
    assert corrected(0.5, keep_rate=0.1) == pytest.approx(1 / 11)


def test_nothing_dropped_changes_nothing():
    assert corrected(0.5, keep_rate=1.0) == pytest.approx(0.5)


def test_gaps_count_by_their_share_of_the_predictions():
    predictions = [0.1, 0.1, 0.1, 0.1, 0.8, 0.8]
    clicked = [True, False, False, False, True, False]
    assert calibration_error(predictions, clicked, bins=2) == pytest.approx(0.2)


def test_nothing_to_measure_is_refused():
    with pytest.raises(ValueError):
        calibration_error([], [])
