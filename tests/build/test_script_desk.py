"""What a script's page hands to its tool: the target, and where each blank is kept."""

from typing import Any

from greenroom.models.scripts import Blank, Line, Script
from macros.pages import desk_data


def script(name: str, **examples: str) -> Script:
    """A script whose blanks have the examples given."""
    return Script(
        id=name,
        title=name.title(),
        situation="Now.",
        kind="behavioural",
        topics=["talking"],
        seconds=10,
        blanks=[Blank(id=each, meaning=f"the {each}", example=text) for each, text in examples.items()],
        lines=[Line(speaker="candidate", text=" ".join(f"{{{{{each}}}}}" for each in examples))],
        listens_for=[],
        pitfalls=[],
        follow_ups=[],
    )


def kept(of: Script, others: list[Script]) -> dict[str, Any]:
    """Blank -> the key it is kept under and how many other scripts share it."""
    return {each["id"]: (each["key"], each["shared"]) for each in desk_data(of, others)["blanks"]}


def test_scripts_share_a_blank_that_has_one_example_in_all_of_them() -> None:
    one, two, three = script("one", years="six"), script("two", years="six"), script("three", years="six")
    assert kept(one, [two, three]) == {"years": ("blank:years", 2)}
    assert kept(three, [one, two]) == {"years": ("blank:years", 2)}


def test_a_blank_that_means_something_else_elsewhere_is_each_script_s_own() -> None:
    one, two = script("one", result="cut it by half"), script("two", result="the delay fell by half", years="six")
    assert kept(one, [two]) == {"result": ("blank:one/result", 0)}
    assert kept(two, [one]) == {"result": ("blank:two/result", 0), "years": ("blank:years", 0)}


def test_no_two_blanks_of_a_script_share_a_key() -> None:
    keys = [key for key, _ in kept(script("one", years="six", role="a baker"), []).values()]
    assert len(keys) == len(set(keys))
