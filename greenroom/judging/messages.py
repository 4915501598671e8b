"""The reader's own frames of a traceback: which files are theirs, which line it was, and Python's words without ours."""

import traceback
from types import TracebackType

SOLUTION = "solution.py"
TYPED = "your input"
"""Name, in tracebacks, of the lines the reader typed to try the code."""
# Frames of the judge, of pytest and of what drives the code say nothing to the reader.
_OURS = (
    "_pytest/",
    "pluggy/",
    "greenroom/judging/",
    "unittest/case.py",
    "unittest/async_case.py",
    "asyncio/runners.py",
    "asyncio/base_events.py",
)
MEMORY_MEGABYTES = 512
TEXT_LIMIT = 6_000
"""Characters of a text that are shown."""


def clip(text: str, limit: int = TEXT_LIMIT) -> str:
    """A text short enough to show, with a sentence that says what was cut."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n... {len(text) - limit:,} more characters are not shown."


def reader_frames(trace: TracebackType | None, folder: str = "") -> traceback.StackSummary:
    """The frames of a traceback that are the reader's, without those of the judge around them; file names lose the folder."""
    frames = traceback.extract_tb(trace)
    start = next((i for i, frame in enumerate(frames) if is_reader_file(frame.filename, folder)), len(frames))
    kept = [frame for frame in frames[start:] if not any(part in frame.filename for part in _OURS)]
    for frame in kept:
        frame.filename = frame.filename.removeprefix(f"{folder}/") if folder else frame.filename
    return traceback.StackSummary.from_list(kept)


def is_reader_file(filename: str, folder: str = "") -> bool:
    """Whether a file of a frame is the reader's: the solution, the lines typed, or one of the files beside it."""
    return filename in {SOLUTION, TYPED} or (bool(folder) and filename.startswith(f"{folder}/"))


def own_name(filename: str | None, folder: str = "") -> str:
    """The name under which the reader knows a file of a frame; "" for a file that is not theirs."""
    if not filename or not is_reader_file(filename, folder):
        return ""
    return filename.removeprefix(f"{folder}/") if folder else filename


def reader_line(error: BaseException, folder: str = "") -> int | None:
    """The line of the reader's solution in which the error came up, or None."""
    if isinstance(error, SyntaxError) and own_name(error.filename, folder):
        return error.lineno if own_name(error.filename, folder) == SOLUTION else None
    lines = [frame.lineno for frame in reader_frames(error.__traceback__, folder) if frame.filename == SOLUTION]
    return lines[-1] if lines else getattr(error, "solution_line", None)


def format_error(error: BaseException, folder: str = "", without: frozenset[str] = frozenset()) -> str:
    """Python's traceback of an error with the reader's own file and line numbers, without the judge's frames.

    Frames of the files `without` are left out: the source of hidden tests is not shown.
    """
    frames = reader_frames(error.__traceback__, folder)
    if without:
        frames = traceback.StackSummary.from_list(frame for frame in frames if frame.filename not in without)
    parts = []
    if frames and not (isinstance(error, SyntaxError) and own_name(error.filename, folder)):
        parts = ["Traceback (most recent call last):\n", *shorten(frames.format())]
    parts += last_lines(error)
    text = "".join(parts)
    return clip(text.replace(f"{folder}/", "") if folder else text)


def last_lines(error: BaseException) -> list[str]:
    """What Python says of the error itself, which asks an exception of the reader's for its text: that may fail too."""
    try:
        return traceback.format_exception_only(error)
    except Exception:
        return [f"{type(error).__name__}\n"]


def said(error: BaseException) -> str:
    """Type and text of an error in one line, as at the end of a traceback."""
    try:
        text = str(error)
    except Exception:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def shorten(lines: list[str], most: int = 24) -> list[str]:
    """The first and last lines of a long traceback, with the number of those between."""
    if len(lines) <= most:
        return lines
    half = most // 2
    return [*lines[:half], f"  ... {len(lines) - most} more frames ...\n", *lines[-half:]]
