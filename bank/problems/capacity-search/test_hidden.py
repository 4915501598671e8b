"""Run after the examples: the ends of the range, large numbers, and a slow definition to compare with."""

import random

import pytest
from solution import workers_needed


def by_trying_one_after_the_other(catalogues, seconds_per_document, deadline):
    """The definition itself, for small numbers."""
    if not any(catalogues):
        return 0
    for workers in range(1, max(catalogues) + 1):
        rounds, left = 0, list(catalogues)
        while any(left):
            at = next(index for index, size in enumerate(left) if size)
            left[at] = max(0, left[at] - workers)
            rounds += 1
        if rounds * seconds_per_document <= deadline:
            return workers
    return None


def test_one_worker_is_enough_when_there_is_time():
    assert workers_needed([3, 4, 5], 10, 120) == 1
    assert workers_needed([3, 4, 5], 10, 10_000) == 1
    assert workers_needed([3, 4, 5], 10, 119) == 2


def test_one_round_for_each_catalogue_needs_a_worker_for_each_document_of_the_largest():
    assert workers_needed([3, 9, 5], 10, 30) == 9


@pytest.mark.parametrize(("deadline", "expected"), [(9, None), (10, 1), (11, 1)])
def test_single_document_needs_one_whole_round(deadline, expected):
    assert workers_needed([1], 10, deadline) == expected


def test_catalogues_without_documents_need_nobody_even_without_time():
    assert workers_needed([0, 0], 10, 0) == 0
    assert workers_needed([], 10, 0) == 0


def test_no_time_at_all_is_impossible():
    assert workers_needed([1], 1, 0) is None


def test_many_empty_catalogues_do_not_make_it_impossible():
    assert workers_needed([0] * 50 + [8], 10, 20) == 4


def test_remainders_cost_whole_rounds():
    # Four workers leave one document over in each catalogue: three rounds each instead of two.
    assert workers_needed([9, 9, 9], 1, 8) == 5
    assert workers_needed([9, 9, 9], 1, 9) == 3


def test_order_of_the_catalogues_does_not_matter():
    sizes = [17, 4, 29, 8, 1]
    answers = {workers_needed(sizes[turn:] + sizes[:turn], 5, 60) for turn in range(5)}
    assert answers == {by_trying_one_after_the_other(sizes, 5, 60)}


def test_given_list_is_left_as_it_was():
    sizes = [7, 0, 11, 3]
    workers_needed(sizes, 20, 100)
    assert sizes == [7, 0, 11, 3]


def test_catalogues_may_be_a_tuple():
    assert workers_needed((7, 3, 11), 20, 100) == 6


def test_answer_may_be_large():
    assert workers_needed([10**9], 1, 1) == 10**9
    assert workers_needed([10**9, 10**9], 10, 40) == 500_000_000
    assert workers_needed([10**9 - 1], 7, 21) == 333_333_333


def test_deadline_may_be_large():
    assert workers_needed([10**9] * 5, 10**6, 10**15) == 5
    assert workers_needed([10**9] * 5, 10**6, 10**15 - 1) == 6


def test_one_worker_less_is_never_enough():
    rng = random.Random(12)
    sizes = [rng.randrange(1, 10_000) for _ in range(30)]
    for rounds in (30, 31, 60, 500, 5_000):
        workers = workers_needed(sizes, 3, 3 * rounds)
        assert sum((size + workers - 1) // workers for size in sizes) <= rounds
        assert sum((size + workers - 2) // (workers - 1) for size in sizes) > rounds


def test_agrees_with_trying_one_after_the_other():
    rng = random.Random(7_311)
    for _ in range(200):
        sizes = [rng.randrange(14) for _ in range(rng.randrange(6))]
        seconds, deadline = rng.randrange(1, 4), rng.randrange(40)
        expected = by_trying_one_after_the_other(sizes, seconds, deadline)
        assert workers_needed(sizes, seconds, deadline) == expected, (sizes, seconds, deadline)
