"""Shown to the reader: the cases of the statement."""

import pytest
from solution import common_manager

MANAGER_OF = {"ana": None, "ben": "ana", "cem": "ana", "dia": "ben", "eli": "ben", "fay": "eli", "gus": None}


@pytest.mark.parametrize(
    ("people", "expected"),
    [(["dia", "fay"], "ben"), (["fay", "dia"], "ben"), (["dia", "fay", "cem"], "ana")],
)
def test_lowest_person_above_all_is_found(people, expected):
    assert common_manager(MANAGER_OF, people) == expected


def test_person_stands_above_themselves():
    assert common_manager(MANAGER_OF, ["fay", "eli"]) == "eli"
    assert common_manager(MANAGER_OF, ["ben"]) == "ben"


def test_people_of_two_companies_have_nobody_above_them():
    assert common_manager(MANAGER_OF, ["dia", "gus"]) is None


def test_unknown_person_is_an_error():
    with pytest.raises(ValueError):
        common_manager(MANAGER_OF, ["dia", "hal"])
