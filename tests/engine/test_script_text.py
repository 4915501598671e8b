"""A script's text and rehearsal, as the page's own code computes them: run under node, no browser."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MODULES = ("speech", "rehearsal")

Call = tuple[str, list[Any]]


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two modules as node can load them."""
    folder = tmp_path_factory.mktemp("script")
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    for name in MODULES:
        source = ROOT / "frontend" / "src" / "script" / f"{name}.ts"
        subprocess.run(
            [str(esbuild), str(source), "--bundle", "--format=esm", "--log-level=warning", f"--outfile={name}.mjs"],
            cwd=folder,
            check=True,
            timeout=60,
        )
    return folder


def under_node(folder: Path, script: str, given: Any) -> Any:
    """What `script` makes of `given`, with the modules' functions in scope as `speech` and `rehearsal`."""
    node = shutil.which("node")
    assert node is not None, "node is not on PATH; run 'make setup'"
    imports = "".join(f"import * as {name} from './{name}.mjs';" for name in MODULES)
    code = f"{imports} const given = JSON.parse(process.argv[1]); console.log(JSON.stringify({script}));"
    done = subprocess.run(
        [node, "--input-type=module", "-e", code, json.dumps(given)],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def speech(folder: Path, calls: list[Call]) -> list[Any]:
    """The answers of functions of `speech.ts`."""
    found: list[Any] = under_node(folder, "given.map(([name, values]) => speech[name](...values))", calls)
    return found


def rehearse(folder: Path, own: list[bool], steps: list[tuple[str, int]]) -> dict[str, Any]:
    """Where a rehearsal stands after steps, each with its moment in milliseconds."""
    script = "given.steps.reduce((run, [name, at]) => rehearsal[name](run, at), rehearsal.begin(given.own, 0))"
    found: dict[str, Any] = under_node(folder, script, {"own": own, "steps": steps})
    return found


def test_a_length_in_seconds_comes_from_150_words_a_minute(bundles: Path) -> None:
    text = "Ten words – and one sign = that nobody says: 40 GB."
    calls: list[Call] = [("countWords", [text]), ("secondsFor", [150]), ("secondsFor", [131]), ("countWords", ["  "])]
    assert speech(bundles, calls) == [10, 60, 52, 0]


def test_lengths_and_targets_are_told_in_words(bundles: Path) -> None:
    assert speech(
        bundles,
        [
            ("lengthText", [1]),
            ("lengthText", [59]),
            ("lengthText", [120]),
            ("lengthText", [61]),
            ("targetText", [51, 55]),
            ("targetText", [70, 60]),
            ("targetText", [55, 55]),
            ("clockText", [67_900]),
        ],
    ) == [
        "1 second",
        "59 seconds",
        "2 minutes",
        "1 minute 1 second",
        "4 seconds under the target of 55 seconds",
        "10 seconds over the target of 1 minute",
        "exactly the target of 55 seconds",
        "1:07",
    ]


def test_only_a_length_that_a_listener_would_notice_is_too_long(bundles: Path) -> None:
    assert speech(bundles, [("isTooLong", [60, 55]), ("isTooLong", [61, 55])]) == [False, True]


def test_a_blank_shows_its_example_until_it_has_words_and_never_two_full_stops(bundles: Path) -> None:
    assert speech(
        bundles,
        [
            ("shownText", ["", "six", " years"]),
            ("shownText", [" \n", "six", " years"]),
            ("shownText", [" twelve\n or so ", "six", " years"]),
            ("shownText", ["It works.", "x", ". Then"]),
            ("shownText", ["It works.", "x", " Then"]),
            ("shownText", ["and so on...", "x", "."]),
        ],
    ) == ["six", "six", "twelve or so", "It works", "It works.", "and so on..."]


def test_a_copy_names_the_speaker_once_a_turn_and_ends_with_what_is_asked_next(bundles: Path) -> None:
    lines = [
        {"speaker": "interviewer", "beat": "", "paragraphs": ["Who are you?"]},
        {"speaker": "candidate", "beat": "Who", "paragraphs": ["I am Robin."]},
        {"speaker": "candidate", "beat": "Why", "paragraphs": ["I bake.", "At three."]},
    ]
    asked = [{"question": "Why?", "answer": ["Because."]}]
    assert speech(bundles, [("plainText", ["Hello", lines, asked])]) == [
        (
            "Hello\n\nInterviewer: Who are you?\n\nYou: I am Robin.\n\nI bake.\n\nAt three.\n\n"
            "What they ask next\n\nInterviewer: Why?\n\nYou: Because.\n"
        )
    ]


def test_own_lines_are_hidden_and_timed_until_revealed_and_the_others_are_not(bundles: Path) -> None:
    own = [False, True, True]
    first = rehearse(bundles, own, [])
    assert (first["at"], first["revealed"], "since" in first) == (0, True, False)
    run = rehearse(bundles, own, [("next", 5_000), ("reveal", 12_000), ("next", 30_000), ("reveal", 33_000)])
    assert (run["at"], run["revealed"], run["spent"]) == (2, True, [0, 7_000, 3_000])


def test_going_on_without_revealing_takes_the_time_too_and_the_end_stays_the_end(bundles: Path) -> None:
    run = rehearse(bundles, [True], [("next", 4_000), ("next", 9_000), ("reveal", 9_000)])
    assert (run["at"], run["spent"]) == (1, [4_000])


def test_a_step_back_hides_the_line_again_and_times_it_anew(bundles: Path) -> None:
    run = rehearse(bundles, [True, True], [("reveal", 4_000), ("next", 5_000), ("back", 8_000), ("reveal", 10_000)])
    assert (run["at"], run["revealed"], run["spent"]) == (0, True, [2_000, 0])
    assert rehearse(bundles, [True], [("back", 3_000)])["at"] == 0


def test_a_pause_stops_the_clock(bundles: Path) -> None:
    run = rehearse(bundles, [True], [("pause", 2_000), ("resume", 60_000), ("reveal", 61_000)])
    assert run["spent"] == [3_000]
