"""`python -m macros check [ROOT]`: every error of the bank at once, or one line of counts."""

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run a command; gives the exit status: 0 fine, 1 findings, 2 wrong usage."""
    if not arguments or arguments[0] != "check" or len(arguments) > 2:
        sys.stderr.write("usage: python -m macros check [BANK]\n")
        return 2
    from macros.bank import load  # after the usage check: pydantic is slow to load

    bank, findings = load(Path(arguments[1] if len(arguments) > 1 else "bank"))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if findings:
        sys.stdout.write(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}\n")
        return 1
    sys.stdout.write(f"bank: {bank.counts()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
