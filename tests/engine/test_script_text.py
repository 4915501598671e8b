"""A script's text and rehearsal, as the page's own code computes them: run under node, no browser."""

from typing import Any

from tests.node import under_node

Call = tuple[str, list[Any]]

SPEECH = """
import * as speech from "./script/speech";
export const run = (calls) => calls.map(([name, values]) => speech[name](...values));
"""
REHEARSAL = """
import * as rehearsal from "./script/rehearsal";
export const run = ({ own, steps }) => steps.reduce((run, [name, at]) => rehearsal[name](run, at), rehearsal.begin(own, 0));
"""


def speech(calls: list[Call]) -> list[Any]:
    """The answers of functions of `speech.ts`."""
    found: list[Any] = under_node(SPEECH, calls)
    return found


def rehearse(own: list[bool], steps: list[tuple[str, int]]) -> dict[str, Any]:
    """Where a rehearsal stands after steps, each with its moment in milliseconds."""
    found: dict[str, Any] = under_node(REHEARSAL, {"own": own, "steps": steps})
    return found


def test_a_length_in_seconds_comes_from_150_words_a_minute() -> None:
    text = "Ten words – and one sign = that nobody says: 40 GB."
    calls: list[Call] = [("countWords", [text]), ("secondsFor", [150]), ("secondsFor", [131]), ("countWords", ["  "])]
    assert speech(calls) == [10, 60, 52, 0]


def test_targets_are_told_in_words() -> None:
    assert speech(
        [
            ("targetText", [51, 55]),
            ("targetText", [70, 60]),
            ("targetText", [55, 55]),
        ],
    ) == [
        "4 seconds under the target of 55 seconds",
        "10 seconds over the target of 1 minute",
        "exactly the target of 55 seconds",
    ]


def test_only_a_length_that_a_listener_would_notice_is_too_long() -> None:
    assert speech([("isTooLong", [60, 55]), ("isTooLong", [61, 55])]) == [False, True]


def test_a_blank_shows_its_example_until_it_has_words_and_never_two_full_stops() -> None:
    assert speech(
        [
            ("shownText", ["", "six", " years"]),
            ("shownText", [" \n", "six", " years"]),
            ("shownText", [" twelve\n or so ", "six", " years"]),
            ("shownText", ["It works.", "x", ". Then"]),
            ("shownText", ["It works.", "x", " Then"]),
            ("shownText", ["and so on...", "x", "."]),
        ],
    ) == ["six", "six", "twelve or so", "It works", "It works.", "and so on..."]


def test_a_copy_names_the_speaker_once_a_turn_and_ends_with_what_is_asked_next() -> None:
    lines = [
        {"speaker": "interviewer", "beat": "", "paragraphs": ["Who are you?"]},
        {"speaker": "candidate", "beat": "Who", "paragraphs": ["I am Robin."]},
        {"speaker": "candidate", "beat": "Why", "paragraphs": ["I bake.", "At three."]},
    ]
    asked = [{"question": "Why?", "answer": ["Because."]}]
    assert speech([("plainText", ["Hello", lines, asked])]) == [
        (
            "Hello\n\nInterviewer: Who are you?\n\nYou: I am Robin.\n\nI bake.\n\nAt three.\n\n"
            "What they ask next\n\nInterviewer: Why?\n\nYou: Because.\n"
        )
    ]


def test_own_lines_are_hidden_and_timed_until_revealed_and_the_others_are_not() -> None:
    own = [False, True, True]
    first = rehearse(own, [])
    assert (first["at"], first["revealed"], "since" in first) == (0, True, False)
    run = rehearse(own, [("next", 5_000), ("reveal", 12_000), ("next", 30_000), ("reveal", 33_000)])
    assert (run["at"], run["revealed"], run["spent"]) == (2, True, [0, 7_000, 3_000])


def test_going_on_without_revealing_takes_the_time_too_and_the_end_stays_the_end() -> None:
    run = rehearse([True], [("next", 4_000), ("next", 9_000), ("reveal", 9_000)])
    assert (run["at"], run["spent"]) == (1, [4_000])


def test_a_step_back_hides_the_line_again_and_times_it_anew() -> None:
    run = rehearse([True, True], [("reveal", 4_000), ("next", 5_000), ("back", 8_000), ("reveal", 10_000)])
    assert (run["at"], run["revealed"], run["spent"]) == (0, True, [2_000, 0])
    assert rehearse([True], [("back", 3_000)])["at"] == 0


def test_a_pause_stops_the_clock() -> None:
    run = rehearse([True], [("pause", 2_000), ("resume", 60_000), ("reveal", 61_000)])
    assert run["spent"] == [3_000]
