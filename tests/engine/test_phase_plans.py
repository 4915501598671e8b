"""A plan of the reader's own, as the page's own code reads what was typed: run under node, no browser."""

from typing import Any

from tests.node import under_node

TROUBLES = """
import { MOST_PHASES, troublesOf } from "./timer/own-plan";
const phase = (n) => ({ id: String(n), title: "Talk", time: "5", purpose: "" });
export const run = ({ over }) => troublesOf({
  id: "", title: "x".repeat(80 + over), phases: Array.from({ length: MOST_PHASES + over }, (_, n) => phase(n)),
}).map(({ finding, mend }) => `${finding}; ${mend}`);
"""


def troubles(over: int) -> Any:
    """What must be mended in a plan that is over each limit by so many."""
    return under_node(TROUBLES, {"over": over})


def test_what_is_too_many_is_counted_in_good_english() -> None:
    assert troubles(0) == []
    assert troubles(1) == ["it has 1 character too many; shorten it to 80", "there is 1 too many; delete down to 40"]
    assert troubles(2) == ["it has 2 characters too many; shorten it to 80", "there are 2 too many; delete down to 40"]
