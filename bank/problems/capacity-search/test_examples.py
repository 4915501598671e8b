"""Shown to the reader: the cases of the statement."""

from solution import workers_needed


def test_rounds_do_not_mix_catalogues():
    assert workers_needed([7, 3, 11], 20, 100) == 6


def test_only_whole_rounds_count():
    assert workers_needed([7, 3, 11], 20, 119) == 6
    assert workers_needed([7, 3, 11], 20, 120) == 4


def test_more_catalogues_than_rounds_are_impossible():
    assert workers_needed([7, 3, 11], 20, 59) is None
    assert workers_needed([7, 3, 11], 20, 60) == 11


def test_empty_catalogue_takes_no_round():
    assert workers_needed([7, 0, 3], 20, 40) == 7


def test_nothing_to_do_needs_no_worker():
    assert workers_needed([], 20, 100) == 0
