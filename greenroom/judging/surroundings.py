"""What surrounds the reader's code while it runs: its streams, the lines it may read, and the depth it may recurse to."""

import builtins
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from greenroom.judging.output import Output

# Frames the reader's code may stack. Twice CPython's 1,000, because in the browser a memoised call takes two of them; at
# 4,000 the browser's own stack gives out first and takes the interpreter with it.
RECURSION_LIMIT = 2_100


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let the code recurse to RECURSION_LIMIT, the same under CPython and in the browser."""
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(RECURSION_LIMIT)
    try:
        yield
    finally:
        sys.setrecursionlimit(old)


@contextmanager
def streams(out: Output, err: Output) -> Iterator[None]:
    """Put the given streams in the place of standard output and error, and flush them at the end."""
    old = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = old
        out.flush()
        err.flush()


@contextmanager
def typed_input(stdin: str) -> Iterator[None]:
    """Let `input()` and `sys.stdin` read the lines the reader typed before the run."""
    typed = io.StringIO("".join(f"{line}\n" for line in stdin.splitlines()))
    had = len(stdin.splitlines())

    def read(prompt: object = "", /) -> str:
        sys.stdout.write(str(prompt))
        line = typed.readline()
        if not line:
            lines = f"the Input box has {had} line{'s' if had != 1 else ''}"
            raise EOFError(f"input() asked for line {had + 1}, but {lines}. Type the lines there before you run.")
        sys.stdout.write(line)
        return line.removesuffix("\n")

    old = builtins.input, sys.stdin
    builtins.input, sys.stdin = read, typed
    try:
        yield
    finally:
        builtins.input, sys.stdin = old
