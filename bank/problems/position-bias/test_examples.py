"""Shown to the reader: the cases of the statement."""

import pytest
from solution import debiased_rates, position_propensities


def impressions(item, position, shown, clicks):
    """So many impressions of an item at a position, the first ones clicked."""
    return [(item, position, number < clicks) for number in range(shown)]


LOG = impressions("dunes", 1, 4, 2) + impressions("harbour", 3, 8, 1)


def test_propensity_is_the_rate_relative_to_the_first_position():
    shuffled = [(position, number < clicks) for position, clicks in ((1, 4), (2, 2), (3, 1)) for number in range(10)]
    assert position_propensities(shuffled, 3) == pytest.approx([1.0, 0.5, 0.25])


def test_click_far_down_weighs_more():
    assert debiased_rates(LOG, [1.0, 0.5, 0.25], 10) == pytest.approx({"dunes": 0.5, "harbour": 0.5})


def test_weight_is_clipped():
    assert debiased_rates(LOG, [1.0, 0.5, 0.25], 3) == pytest.approx({"dunes": 0.5, "harbour": 0.375})


def test_item_without_clicks_has_rate_zero():
    assert debiased_rates([("attic", 2, False)], [1.0, 0.5], 10) == {"attic": 0.0}


def test_first_position_without_click_is_refused():
    with pytest.raises(ValueError):
        position_propensities([(1, False), (2, True)], 2)
