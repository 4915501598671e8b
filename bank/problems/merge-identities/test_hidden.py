"""Run after the examples: long chains, groups that meet late, shared computers, and a slow definition to compare with."""

import random

import pytest
from solution import merge_identities


def by_spreading_labels(accounts, most_accounts):
    """The definition itself: the smallest label spreads over shared identifiers until nothing changes."""
    cleaned = {
        account: {(kind, value.strip().lower() if kind == "email" else value) for kind, value in identifiers}
        for account, identifiers in accounts.items()
    }
    linking = {
        each
        for identifiers in cleaned.values()
        for each in identifiers
        if each[1] and sum(each in others for others in cleaned.values()) <= most_accounts
    }
    label = {account: account for account in accounts}
    changed = True
    while changed:
        changed = False
        for one in accounts:
            for other in accounts:
                if cleaned[one] & cleaned[other] & linking and label[one] > label[other]:
                    label[one], changed = label[other], True
    return [sorted(name for name in label if label[name] == first) for first in sorted(set(label.values()))]


def test_no_accounts_are_no_persons():
    assert merge_identities({}, 1) == []


def test_two_large_groups_meet_in_one_late_account():
    accounts = {f"a{number}": [("device", "x")] for number in range(3)}
    accounts |= {f"b{number}": [("device", "y")] for number in range(3)}
    accounts["c"] = [("device", "y"), ("device", "x")]
    assert merge_identities(accounts, 9) == [["a0", "a1", "a2", "b0", "b1", "b2", "c"]]


def test_pairs_join_to_one_person_through_their_second_members():
    accounts = {
        "a": [("device", "1")],
        "b": [("device", "1"), ("device", "9")],
        "c": [("device", "2")],
        "d": [("device", "2"), ("device", "9")],
    }
    assert merge_identities(accounts, 2) == [["a", "b", "c", "d"]]


def test_same_value_of_another_kind_is_another_identifier():
    accounts = {"a": [("email", "7")], "b": [("device", "7")], "c": [("phone", "7")], "d": [("phone", "7")]}
    assert merge_identities(accounts, 9) == [["a"], ["b"], ["c", "d"]]


@pytest.mark.parametrize("identifier", [("email", ""), ("email", "  \n"), ("device", ""), ("phone", "")])
def test_empty_value_links_nobody(identifier):
    assert merge_identities({"a": [identifier], "b": [identifier]}, 9) == [["a"], ["b"]]


def test_blank_device_is_a_value_like_any_other():
    assert merge_identities({"a": [("device", " ")], "b": [("device", " ")]}, 9) == [["a", "b"]]


@pytest.mark.parametrize(("most_accounts", "persons"), [(1, 4), (3, 4), (4, 1), (5, 1)])
def test_identifier_of_too_many_accounts_links_nobody(most_accounts, persons):
    accounts = {name: [("device", "kiosk")] for name in "abcd"}
    assert len(merge_identities(accounts, most_accounts)) == persons


def test_account_counts_once_for_an_identifier_it_lists_twice():
    accounts = {
        "a": [("email", "x@y.example"), ("email", "X@y.example"), ("email", " x@Y.example")],
        "b": [("email", "x@y.example"), ("email", "x@y.example")],
    }
    assert merge_identities(accounts, 2) == [["a", "b"]]


def test_shared_computer_does_not_cut_other_links():
    accounts = {name: [("device", "kiosk")] for name in "abc"}
    accounts["a"].append(("email", "x@y.example"))
    accounts["c"].append(("email", "x@y.example"))
    assert merge_identities(accounts, 2) == [["a", "c"], ["b"]]


def test_persons_and_their_accounts_stand_in_order():
    accounts = {
        "u9": [("device", "1")],
        "u10": [("device", "2")],
        "u3": [("device", "2")],
        "u1": [("device", "1")],
        "u2": [],
    }
    assert merge_identities(accounts, 9) == [["u1", "u9"], ["u10", "u3"], ["u2"]]


def test_given_accounts_are_left_as_they_were():
    accounts = {"b": [("email", "X@y.example")], "a": [("email", "x@y.example"), ("device", "")]}
    merge_identities(accounts, 1)
    assert accounts == {"b": [("email", "X@y.example")], "a": [("email", "x@y.example"), ("device", "")]}
    assert list(accounts) == ["b", "a"]


@pytest.mark.parametrize("step", [1, -1, 1_237])
def test_long_chain_is_one_person(step):
    size = 3_000
    order = [number * step % size for number in range(size)]
    accounts = {f"{number:05}": [("device", str(number)), ("device", str(number + 1))] for number in order}
    assert merge_identities(accounts, 2) == [sorted(accounts)]


def test_agrees_with_labels_that_spread():
    rng = random.Random(88)
    values = [("email", "a@x"), ("email", "A@X "), ("device", "a@x"), ("device", "1"), ("device", "2"), ("device", "3")]
    values += [("email", " "), ("device", "4"), ("device", "5")]
    for _ in range(120):
        accounts = {name: rng.choices(values, k=rng.randrange(3)) for name in rng.sample("abcdefgh", rng.randrange(9))}
        most_accounts = rng.randrange(1, 4)
        assert merge_identities(accounts, most_accounts) == by_spreading_labels(accounts, most_accounts), accounts
