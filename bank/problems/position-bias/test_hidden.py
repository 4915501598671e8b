"""Run after the examples: edges of the logs, the clipping, and a simulation in which the true rates are known."""

import random

import pytest
from solution import debiased_rates, position_propensities


def shuffled_log(*counts):
    """Pairs for position 1, 2, ...: each count is (impressions, clicks)."""
    return [
        (position, number < clicks)
        for position, (shown, clicks) in enumerate(counts, start=1)
        for number in range(shown)
    ]


def test_propensity_above_one_is_set_to_one():
    assert position_propensities(shuffled_log((10, 4), (10, 5), (10, 2)), 3) == pytest.approx([1.0, 1.0, 0.5])


def test_position_without_impressions_takes_that_of_the_one_above():
    found = position_propensities(shuffled_log((10, 5), (10, 2), (0, 0), (10, 1), (0, 0), (0, 0)), 6)
    assert found == pytest.approx([1.0, 0.4, 0.4, 0.2, 0.2, 0.2])


def test_position_shown_but_never_clicked_has_propensity_zero():
    assert position_propensities(shuffled_log((10, 5), (10, 0)), 2) == pytest.approx([1.0, 0.0])


def test_positions_may_have_different_numbers_of_impressions():
    assert position_propensities(shuffled_log((4, 2), (100, 25)), 2) == pytest.approx([1.0, 0.5])


def test_positions_beyond_those_asked_for_are_ignored():
    assert position_propensities(shuffled_log((4, 2), (4, 1), (4, 1)), 2) == pytest.approx([1.0, 0.5])


@pytest.mark.parametrize("shuffled", [[], [(2, True)], [(1, False)]])
def test_nothing_to_divide_by_is_refused(shuffled):
    with pytest.raises(ValueError):
        position_propensities(shuffled, 2)


def test_single_position_has_propensity_one():
    assert position_propensities(iter([(1, True), (1, False)]), 1) == [1.0]


def test_position_beyond_the_list_has_the_last_propensity():
    log = [("pier", 9, True), ("pier", 2, True), ("pier", 3, False), ("pier", 40, False)]
    assert debiased_rates(log, [1.0, 0.5], 10) == pytest.approx({"pier": 1.0})


def test_propensity_zero_gives_the_largest_weight():
    assert debiased_rates([("pier", 2, True), ("pier", 2, False)], [1.0, 0.0], 6) == pytest.approx({"pier": 3.0})


def test_rate_may_be_above_one():
    assert debiased_rates([("pier", 2, True)], [1.0, 0.25], 10) == pytest.approx({"pier": 4.0})


def test_each_click_is_weighted_by_its_own_position():
    log = [("pier", 1, True), ("pier", 4, True), ("pier", 4, False), ("pier", 1, False)]
    # Weights 1 and 8; the mean position is 2.5 and says nothing.
    assert debiased_rates(log, [1.0, 0.5, 0.25, 0.125], 10) == pytest.approx({"pier": 9 / 4})


def test_each_weight_is_clipped_and_not_the_rate():
    log = [("pier", 1, True), ("pier", 2, True), ("pier", 2, False), ("pier", 2, False)]
    assert debiased_rates(log, [1.0, 0.1], 4) == pytest.approx({"pier": 5 / 4})
    assert debiased_rates(log, [1.0, 0.1], 1) == pytest.approx({"pier": 2 / 4})


def test_empty_log_has_no_items():
    assert debiased_rates([], [1.0], 10) == {}


def test_log_may_be_a_generator_and_inputs_are_left_alone():
    log, propensities = [("pier", 1, True), ("barn", 2, False)], [1.0, 0.5]
    assert debiased_rates((each for each in log), propensities, 10) == pytest.approx({"pier": 1.0, "barn": 0.0})
    debiased_rates(log, propensities, 10)
    assert (log, propensities) == ([("pier", 1, True), ("barn", 2, False)], [1.0, 0.5])


def test_weights_bring_the_true_rates_back_from_a_biased_log():
    rng = random.Random(17)
    seen, rates = [1.0, 0.6, 0.3], {"good": 0.6, "fair": 0.3}
    log = []
    for _ in range(8_000):
        # An older ranker had it the wrong way round: the better item mostly stood last.
        for item, position in (("good", rng.choice([2, 3, 3])), ("fair", rng.choice([1, 1, 2]))):
            log.append((item, position, rng.random() < seen[position - 1] * rates[item]))
    plain = {item: sum(c for i, _, c in log if i == item) / 8_000 for item in rates}
    found = debiased_rates(log, seen, 20)
    assert plain["good"] < plain["fair"]
    assert found == pytest.approx(rates, abs=0.06)


def test_agrees_with_the_definition_item_by_item():
    rng = random.Random(90)
    for _ in range(60):
        log = [(rng.choice("abcde"), rng.randrange(1, 8), rng.random() < 0.4) for _ in range(rng.randrange(60))]
        seen = [1.0] + [rng.choice([0.0, 0.05, 0.2, 0.5, 0.9]) for _ in range(rng.randrange(6))]
        cap = rng.choice([1, 2.5, 10, 100])
        expected = {}
        for item in {each[0] for each in log}:
            own = [(seen[min(position, len(seen)) - 1], clicked) for name, position, clicked in log if name == item]
            total = sum(cap if chance == 0 else min(cap, 1 / chance) for chance, clicked in own if clicked)
            expected[item] = total / len(own)
        assert debiased_rates(log, seen, cap) == pytest.approx(expected, abs=1e-9)
