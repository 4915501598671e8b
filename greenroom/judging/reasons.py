"""Why code was not accepted: one reason of a fixed list, the finding in a sentence, and what to do next."""

import sys
from dataclasses import dataclass, field
from typing import Literal

from greenroom.judging import signatures
from greenroom.judging.limits import TimeLimit
from greenroom.judging.messages import MEMORY_MEGABYTES, SOLUTION, TYPED, own_name, reader_frames, reader_line, said
from greenroom.judging.network import wanted_network
from greenroom.judging.output import OUTPUT_LIMIT, OutputLimit

Reason = Literal[
    "",
    "wrong-answer",
    "exception",
    "timeout",
    "memory",
    "output",
    "network",
    "no-such-function",
    "wrong-signature",
    "not-written",
    "syntax",
    "missing-module",
    "recursion",
    "input",
    "exit",
    "tests",
]
Doing = Literal["run", "test", "try"]


@dataclass(frozen=True)
class Finding:
    """What is wrong and what to do about it; `message` is "" where Python's own words are enough."""

    reason: Reason
    message: str = ""
    advice: str = ""

    def data(self) -> dict[str, str]:
        """The part of a result that tells it."""
        return {"reason": self.reason, "message": self.message, "advice": self.advice}


@dataclass(frozen=True)
class Place:
    """Where the code ran: the folder of the reader's files, the names of test files in it, and what was being done."""

    folder: str = ""
    tests: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    doing: Doing = "run"
    files: frozenset[str] = field(default_factory=lambda: frozenset({SOLUTION}))
    """The files that are the reader's: the solution and what lies beside it, tests apart."""


class SolutionError(Exception):
    """An error the judge finds itself, in a language other than Python: reason, message, advice and line are given."""

    def __init__(self, finding: Finding, line: int | None = None) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.solution_line = line


def is_assertion(error: BaseException) -> bool:
    """Whether an error is a failed check of a test: an AssertionError, or what pytest.fail and pytest.raises raise."""
    outcomes = sys.modules.get("_pytest.outcomes")
    failed = outcomes.fail.Exception if outcomes is not None else AssertionError
    return isinstance(error, AssertionError | failed)


def raised_in(error: BaseException, place: Place) -> str:
    """Name of the reader's or the tests' file whose frame is the innermost; "" when there is none."""
    named = [frame.filename for frame in reader_frames(error.__traceback__, place.folder) if _known(frame.filename)]
    return named[-1] if named else ""


def _known(filename: str) -> bool:
    return "/" not in filename and "<" not in filename


def diagnose(error: BaseException, place: Place) -> Finding:
    """Why the code ended in an error."""
    if isinstance(error, SolutionError):
        return error.finding
    for kind, finding in _PLAIN.items():
        if isinstance(error, kind):
            return finding
    if wanted_network(error):
        return _network(error)
    for named in (_by_kind(error, place), _of_test(error, place) if place.doing == "test" else None):
        if named is not None:
            return named
    if isinstance(error, ModuleNotFoundError):
        return _missing_module(error)
    return _exception(error, place)


def _by_kind(error: BaseException, place: Place) -> Finding | None:
    """The finding for an error whose kind alone says what happened."""
    if isinstance(error, SyntaxError) and own_name(error.filename, place.folder):
        return _syntax(error, place)
    if isinstance(error, SystemExit):
        return _exit(error, place)
    if isinstance(error, EOFError) and str(error).startswith("input()"):
        return _input(error, place)
    if isinstance(error, NotImplementedError):
        return _not_written(error, place)
    return None


def _of_test(error: BaseException, place: Place) -> Finding | None:
    """The finding for an error that only a test can bring up: a failed check, or names and parameters that do not fit."""
    if is_assertion(error) and raised_in(error, place) not in place.files:
        return _wrong_answer(error, place)
    found = signatures.misfit(error, place.folder, place.tests)
    return Finding(*found) if found is not None else None


_PLAIN: dict[type[BaseException], Finding] = {
    TimeLimit: Finding(
        "timeout",
        "The code ran out of time.",
        "Look for a loop whose condition never becomes false; if there is none, look for work that is done again and again.",
    ),
    OutputLimit: Finding(
        "output",
        f"Output was cut after {OUTPUT_LIMIT:,} characters.",
        "Is there a print in a loop that never ends? Print less, or only for a small input.",
    ),
    MemoryError: Finding(
        "memory",
        f"The code asked for more memory than the {MEMORY_MEGABYTES} MB a run may use.",
        "Build smaller structures or generate values as they are needed.",
    ),
    RecursionError: Finding(
        "recursion",
        "The code called itself too deeply.",
        "Check the base case, or turn the recursion into a loop with a stack of your own.",
    ),
}


def _syntax(error: SyntaxError, place: Place) -> Finding:
    name = own_name(error.filename, place.folder)
    where = f"line {error.lineno}" + ("" if name == SOLUTION else f" of {name}")
    advice = "Look at that line and at the end of the one before it: a bracket, a quote or a colon is often missing."
    if isinstance(error, IndentationError):
        advice = "Indent all lines of a block by the same number of spaces, and do not mix tabs with spaces."
    if name in place.tests:
        return Finding("tests", f"Python cannot read {where}: {error.msg}.", TESTS_ADVICE)
    return Finding("syntax", f"Python cannot read {where}: {error.msg}.", advice)


def _network(error: BaseException) -> Finding:
    advice = "Pass the data in as an argument, or stand in for the call with a small function of your own."
    if isinstance(error, ModuleNotFoundError):
        return Finding("network", f"There is no network where the code runs, and so no module {error.name!r}.", advice)
    return Finding("network", "There is no network where the code runs.", advice)


def _exit(error: SystemExit, place: Place) -> Finding:
    message = f"The program ended itself by sys.exit({error.code if error.code is not None else ''})."
    if place.doing == "run":
        return Finding("", message)
    return Finding("exit", message, "Return from the function instead of ending the program.")


def exit_on_import() -> Finding:
    """A solution that ends the program before anything of it can be called."""
    return Finding(
        "exit",
        "The code ends the program by sys.exit() as soon as it is imported, so nothing can be tested.",
        'Remove the call, or put it under `if __name__ == "__main__":`.',
    )


def _input(error: EOFError, place: Place) -> Finding:
    if place.doing == "run":
        return Finding("input", str(error), "Type one line for every call of input().")
    message = "The code asked for input(), and nobody types here."
    return Finding("input", message, "Take the values as parameters and return the answer.")


def _not_written(error: NotImplementedError, place: Place) -> Finding:
    frames = [each for each in reader_frames(error.__traceback__, place.folder) if each.filename == SOLUTION]
    inside = frames and frames[-1].name != "<module>"
    where = f" in `{frames[-1].name}` (line {frames[-1].lineno})" if inside else ""
    advice = f"Replace the `raise NotImplementedError`{where} with your own code."
    return Finding("not-written", "This part of the code is not written yet.", advice)


def _wrong_answer(error: BaseException, place: Place) -> Finding:
    if raised_in(error, place) in place.hidden:
        advice = "The test's name says what it checks: build such an input yourself and run your code on it."
    else:
        advice = "Follow this input through your code by hand and find the first value that is not what you expect."
    return Finding("wrong-answer", str(error), advice)


def _missing_module(error: ModuleNotFoundError) -> Finding:
    message = f"There is no module {error.name!r} here."
    if (error.name or "").partition(".")[0] in sys.stdlib_module_names:
        return Finding(
            "missing-module", message, "This part of the standard library cannot work in a browser; do without it."
        )
    advice = "The standard library is available; other packages are not, as in most interviews."
    return Finding("missing-module", message, advice)


def _exception(error: BaseException, place: Place) -> Finding:
    text, line = said(error), reader_line(error, place.folder)
    where = raised_in(error, place)
    if "'NoneType' object" in text:
        advice = (
            "A value is None where the code goes on with it: check that every path through the code returns something."
        )
    elif "can't start new thread" in text:
        advice = "Threads do not start in a browser: do the work in the one that is there."
    elif where in place.hidden:
        advice = "The test went on with what your code gave back: check its type and shape."
    elif where in place.tests:
        advice = "The test went on with what your code gave back: check its type and shape against the statement."
    elif where == TYPED:
        advice = "Check the lines you typed: they are run after your code, with its names."
    elif line is not None:
        advice = f"Print the values that line {line} uses, just before it."
    else:
        advice = "Read the last line of the traceback first, then go up to your own line."
    return Finding("exception", text if place.doing == "test" else "", advice)


TESTS_ADVICE = "That is a fault of the tests, not of your code."


def unreadable_tests() -> Finding:
    """Tests that cannot even be collected: an error of the problem."""
    return Finding("tests", "The tests could not be read.", TESTS_ADVICE)
