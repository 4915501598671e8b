"""The authors' commands: `greenroom check`, `greenroom new problem SLUG` and `greenroom import exercism PATH`."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".cache" / "judged.json"
"""Which problems and reviews were found good, and in which state."""


def parser() -> argparse.ArgumentParser:
    """The commands and what they take."""
    made = argparse.ArgumentParser(prog="greenroom", description="What authors of Greenroom do from the command line.")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="read the whole bank and report every error")
    check.add_argument("bank", nargs="?", type=Path, default=Path("bank"), help="the bank's folder (default: bank)")
    check.add_argument("--no-run", action="store_true", help="do not run the code of problems and reviews")
    new = commands.add_parser("new", help="make a folder to start from").add_subparsers(dest="kind", required=True)
    problem = new.add_parser("problem", help="a coding problem that passes the check at once")
    problem.add_argument("slug", help="its id and address, such as merge-feeds")
    taken = commands.add_parser("import", help="turn something from elsewhere into a folder of the bank")
    sources = taken.add_subparsers(dest="kind", required=True)
    exercism = sources.add_parser("exercism", help="practice exercises of Exercism's Python track")
    exercism.add_argument("path", nargs="+", type=Path, help="the folder of an exercise, with .meta and .docs in it")
    exercism.add_argument("--force", action="store_true", help="write it though its own example is not accepted")
    for each in (problem, exercism):
        each.add_argument("--bank", type=Path, default=ROOT / "bank", help="the bank's folder")
    return made


def main(arguments: list[str]) -> int:
    """Run a command; gives the exit status: 0 fine, 1 findings, 2 wrong usage."""
    try:
        given = parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why, or what was asked for
        return int(stop.code or 0)
    if given.command == "check":
        return check(given.bank, run=not given.no_run)
    # Loaded after the usage check, as all that is slow to load.
    if given.command == "new":
        from macros.new_problem import make

        return _report(lambda: make(given.slug, given.bank))
    from macros.exercism import take

    return max(_report(partial(take, path, given.bank, force=given.force)) for path in given.path)


def _report(work: Callable[[], str]) -> int:
    try:
        sys.stdout.write(work())
    except ValueError as error:  # a finding: nothing was written
        sys.stdout.write(f"{error}\n")
        return 1
    return 0


def check(folder: Path, *, run: bool = True) -> int:
    """Report every error of a bank, or one line of counts; gives the exit status.

    With `run`, problems and reviews whose files have changed since the last check are judged too.
    """
    from macros.bank import load

    bank, findings = load(folder)
    if run and not findings:
        from macros.judged import judged

        findings = judged(bank, KEPT)
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if findings:
        sys.stdout.write(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}\n")
        return 1
    sys.stdout.write(f"bank: {bank.counts()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
