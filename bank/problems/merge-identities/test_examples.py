"""Shown to the reader: the cases of the statement."""

import pytest
from solution import merge_identities

ACCOUNTS = {
    "u1": [("email", "Ana@Mail.example"), ("device", "d-1")],
    "u2": [("device", "d-1"), ("device", "kiosk")],
    "u3": [("email", "ana@mail.example ")],
    "u4": [("device", "kiosk"), ("email", "")],
    "u5": [("device", "kiosk"), ("email", "")],
    "u6": [],
}


@pytest.mark.parametrize(
    ("most_accounts", "expected"),
    [
        (2, [["u1", "u2", "u3"], ["u4"], ["u5"], ["u6"]]),
        (3, [["u1", "u2", "u3", "u4", "u5"], ["u6"]]),
    ],
)
def test_accounts_of_one_person_are_found_across_several_steps(most_accounts, expected):
    assert merge_identities(ACCOUNTS, most_accounts) == expected


def test_email_is_compared_without_case_and_blanks():
    accounts = {"b": [("email", " X@y.example")], "a": [("email", "x@Y.example\t")]}
    assert merge_identities(accounts, 5) == [["a", "b"]]


def test_device_is_compared_exactly():
    accounts = {"a": [("device", "D-1")], "b": [("device", "d-1")], "c": [("device", "d-1 ")]}
    assert merge_identities(accounts, 5) == [["a"], ["b"], ["c"]]


def test_account_without_identifiers_is_a_person():
    assert merge_identities({"b": [], "a": []}, 5) == [["a"], ["b"]]
