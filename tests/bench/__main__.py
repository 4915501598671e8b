"""Print all figures: `python -m tests.bench [--rounds N] [--only browser|building]`."""

import argparse
import os
import platform
import sys

from tests.bench import browser, building, speech
from tests.bench.figures import Figure, table


def main() -> int:
    """Measure and print; gives 0 whether or not an aim is met, for figures are read by people."""
    parser = argparse.ArgumentParser(description="Measure Greenroom against its floors.")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each browser measurement (default 5)")
    parser.add_argument("--only", choices=["browser", "building"], help="measure only these")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, load {load:.1f} at the start, Python {platform.python_version()}, {platform.system()}"
    )
    if load > 1:
        print("The machine is busy: trust the ratios, not the times.", file=sys.stderr)
    figures: list[Figure] = []
    if options.only != "building":
        figures += browser.measure(options.rounds)
    if options.only != "browser":
        figures += speech.measure()
        figures += building.measure()
    print(table(figures))
    missed = [figure.name for figure in figures if figure.met is False]
    print(f"\nAims missed: {'; '.join(missed)}" if missed else "\nAll aims are met.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
