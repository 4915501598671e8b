"""`greenroom new problem SLUG`: a folder that passes the check and whose tests run, to be written over piece by piece."""

from pathlib import Path

from macros.writing import free_place, write_folder

_TEMPLATE = Path(__file__).parent / "templates" / "new_problem"
_SAMPLE = "moving_sum"
"""The function of the template; the author's slug takes its place."""


def make(slug: str, bank: Path) -> str:
    """Write `bank/problems/SLUG/`; gives what to do next. Raises ValueError with a finding when it cannot."""
    target = free_place(bank / "problems", slug)
    name = slug.replace("-", "_")
    name = name if name.isidentifier() else f"solve_{name}"
    title = slug.replace("-", " ").capitalize()
    files = {}
    for file in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        text = file.read_text(encoding="utf-8").replace(_SAMPLE, name).replace("TITLE OF THE PROBLEM", title)
        files[file.relative_to(_TEMPLATE).as_posix()] = text
    write_folder(target, files)
    return (
        f"{target.as_posix()}: a problem that passes `greenroom check` as it is.\n"
        "Write over it in this order: statement.md, solution.py, test_examples.py and test_hidden.py, mistakes/, growth.py, problem.yml.\n"
        f"Try it: make test ARGS='tests/content -q -k {slug}', then make serve and open /problems/{slug}/\n"
    )
