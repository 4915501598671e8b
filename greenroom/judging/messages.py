"""What happened to the reader's code, in a sentence: the finding and what to do next."""

import traceback
from types import TracebackType

SOLUTION = "solution.py"
# Frames of the judge and of pytest between the reader's own say nothing to the reader.
_OURS = ("/_pytest/", "/pluggy/", "greenroom/judging/")
MEMORY_MEGABYTES = 512


def explain(error: BaseException) -> str:
    """One or two sentences for an exception that ended the code, or "" where Python's own words are enough."""
    if isinstance(error, SyntaxError):
        return f"Python cannot read line {error.lineno}: {error.msg}."
    if isinstance(error, MemoryError):
        return f"The code asked for more memory than the {MEMORY_MEGABYTES} MB a run may use. Build smaller structures or generate values as they are needed."
    if isinstance(error, RecursionError):
        return "The code called itself too deeply. Check the base case, or turn the recursion into a loop with a stack of your own."
    if isinstance(error, ModuleNotFoundError):
        return f"There is no module {error.name!r} here. The whole standard library is available; other packages are not, as in most interviews."
    if isinstance(error, SystemExit):
        return f"The program ended itself by sys.exit({error.code if error.code is not None else ''})."
    if isinstance(error, EOFError) and str(error).startswith("input()"):
        return str(error)
    if isinstance(error, NotImplementedError):
        return "This part of the code is not written yet."
    return ""


def reader_frames(trace: TracebackType | None, folder: str = "") -> traceback.StackSummary:
    """The frames of a traceback that are the reader's, without those of the judge around them."""
    frames = traceback.extract_tb(trace)
    start = next((i for i, frame in enumerate(frames) if is_reader_file(frame.filename, folder)), len(frames))
    kept = [frame for frame in frames[start:] if not any(part in frame.filename for part in _OURS)]
    for frame in kept:
        frame.filename = frame.filename.removeprefix(f"{folder}/") if folder else frame.filename
    return traceback.StackSummary.from_list(kept)


def is_reader_file(filename: str, folder: str = "") -> bool:
    """Whether a file of a frame is the reader's: the solution, or one of the files beside it."""
    return filename == SOLUTION or (bool(folder) and filename.startswith(f"{folder}/"))


def reader_line(error: BaseException, folder: str = "") -> int | None:
    """The line of the reader's solution in which the error came up, or None."""
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = [frame.lineno for frame in reader_frames(error.__traceback__, folder) if frame.filename.endswith(SOLUTION)]
    return lines[-1] if lines else None


def format_error(error: BaseException, folder: str = "", without: str = "") -> str:
    """Python's traceback of an error with the reader's own file and line numbers, without the judge's frames.

    Frames of the file `without` are left out: the source of hidden tests is not shown.
    """
    frames = reader_frames(error.__traceback__, folder)
    if without:
        frames = traceback.StackSummary.from_list(frame for frame in frames if frame.filename != without)
    parts = []
    if frames and not isinstance(error, SyntaxError):
        parts = ["Traceback (most recent call last):\n", *shorten(frames.format())]
    parts += traceback.format_exception_only(error)
    text = "".join(parts)
    return text.replace(f"{folder}/", "") if folder else text


def shorten(lines: list[str], most: int = 24) -> list[str]:
    """The first and last lines of a long traceback, with the number of those between."""
    if len(lines) <= most:
        return lines
    half = most // 2
    return [*lines[:half], f"  ... {len(lines) - most} more frames ...\n", *lines[-half:]]
