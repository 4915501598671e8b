from solution import moving_sum


def test_example_of_the_statement():
    assert moving_sum([3, 1, 4, 1, 5], 2) == [4, 5, 5, 6]


def test_one_number_is_its_own_sum():
    assert moving_sum([7], 1) == [7]


def test_a_window_as_long_as_the_list_gives_one_sum():
    assert moving_sum([1, 2, 3], 3) == [6]


def test_no_numbers_give_nothing():
    assert moving_sum([], 1) == []
