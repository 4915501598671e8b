"""A fresh place for each attempt: a folder with the files, modules of its own, and an interpreter put back afterwards."""

import builtins
import itertools
import linecache
import os
import random
import shutil
import sys
import tempfile
import types
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from greenroom.judging.eventloop import own_event_loop
from greenroom.judging.limits import Limit
from greenroom.judging.messages import SOLUTION
from greenroom.judging.network import no_network
from greenroom.judging.output import Budget, Output
from greenroom.judging.surroundings import deep_recursion, streams, typed_input
from greenroom.judging.threads import install_pools

SourceFile = Mapping[str, str]
"""A file as the page sends it: `name` and `source`."""
_attempts = itertools.count(1)


@contextmanager
def workplace(code: str, files: Sequence[SourceFile]) -> Iterator[str]:
    """A folder with the solution and the other files, first on the path; all traces of it are removed afterwards.

    What the code changes of the interpreter (built-ins, environment, folder, random numbers, warnings) is put back too.
    """
    place = Path(tempfile.gettempdir()) / f"attempt-{os.getpid()}-{next(_attempts)}"
    place.mkdir(parents=True)
    folder = str(place)
    if sys.platform == "emscripten" and any(
        "ThreadPool" in text for text in (code, *(file["source"] for file in files))
    ):
        install_pools()
    try:
        for name, source in [(SOLUTION, code), *((file["name"], file["source"]) for file in files)]:
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source, encoding="utf-8")
        with ExitStack() as stack:
            for kept in (_interpreter(), _modules(folder), no_network(), own_event_loop(), deep_recursion()):
                stack.enter_context(kept)
            sys.path.insert(0, folder)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        linecache.checkcache()


@contextmanager
def _interpreter() -> Iterator[None]:
    """Put back what code may change of the interpreter around it."""
    path, writes, home = list(sys.path), sys.dont_write_bytecode, Path.cwd()
    environment, built_in, numbers = dict(os.environ), vars(builtins), random.getstate()
    names = dict(built_in)
    sys.dont_write_bytecode = True
    try:
        with warnings.catch_warnings():
            _default_warnings()
            yield
    finally:
        sys.path[:] = path
        sys.dont_write_bytecode = writes
        os.chdir(home)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)
        for name in set(built_in) - set(names):
            del built_in[name]
        built_in.update(names)
        random.setstate(numbers)


def _default_warnings() -> None:
    """Python's own choice of warnings, whatever the process around has set: they are printed and fail nothing."""
    warnings.resetwarnings()
    for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", kind)


@contextmanager
def _modules(folder: str) -> Iterator[None]:
    """Let files of the folder be imported afresh, whatever else has their names, and forget them afterwards."""
    stems = {path.stem for path in Path(folder).glob("*.py")}
    hidden = {name: sys.modules.pop(name) for name in stems & set(sys.modules)}
    before = set(sys.modules)
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(f"{folder}/") or name in stems:
                del sys.modules[name]
        sys.modules.update(hidden)


def load_solution(code: str, folder: str, limit: Limit, seconds: float) -> tuple[types.ModuleType, Output]:
    """Run the solution's top level as the module `solution`; gives it with what it printed. Raises what the code raises."""
    module = types.ModuleType("solution")
    module.__file__ = f"{folder}/{SOLUTION}"
    module.__dict__["__source__"] = code
    out = Output(Budget())
    sys.modules["solution"] = module
    with streams(out, out), typed_input(""):
        limit.start(seconds)
        try:
            exec(compile(code, module.__file__, "exec"), module.__dict__)
        finally:
            limit.stop()
    return module, out
