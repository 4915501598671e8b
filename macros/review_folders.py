"""A review's folder: its Python files read, and held against its `review.yml`, without running them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from macros.findings import Finding, choose_from
from macros.folders import HIDDEN, VISIBLE, defined, parse, read_sources, test_names
from macros.source import Cursor

PROPOSAL = "proposal.py"
SOLUTION = "solution.py"
FILES = (PROPOSAL, SOLUTION, VISIBLE, HIDDEN)
WIDEST = 8
"""Most lines that one mark may cover, and so one defect."""
_LEAST = (("defects", 3, "defects"), ("sound", 1, "sound places"), ("follow_ups", 1, "follow-ups"))
_STATEMENTS = (3, 8)
_VISIBLE_TESTS, _HIDDEN_TESTS = 3, 6


@dataclass(frozen=True)
class ReviewFolder:
    """What lies beside a `review.yml`: sources by file name, mended variants by stem, names of tests by file."""

    sources: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[str, str] = field(default_factory=dict)
    tests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def proposal(self) -> str:
        """What the assistant wrote."""
        return self.sources.get(PROPOSAL, "")

    @property
    def solution(self) -> str:
        """The code with every defect mended."""
        return self.sources.get(SOLUTION, "")


def read_review(folder: Path, name: str, review: Cursor) -> tuple[ReviewFolder, list[Finding]]:
    """Read the folder of one review, called `name` in messages, and check it against its `review.yml`."""
    findings: list[Finding] = []
    sources = read_sources(folder, name, findings, ("py",))
    mended = read_sources(folder / "mended", f"{name}/mended", findings, ("py",))
    for each in FILES:
        if not (folder / each).is_file():
            missing = f"`{each}` is missing in the folder"
            findings.append(Finding(review.document.file, 1, missing, "write it beside review.yml"))
    for path in sorted(folder.glob("*")):
        known = path.name in (*FILES, "review.yml", "mended", "__pycache__") or path.name.startswith(".")
        if not known:
            mend = choose_from(path.name, FILES, "the files of a review are")
            findings.append(Finding(f"{name}/{path.name}", 1, "is no file of a review", mend))
    trees = {file: tree for file, text in sources.items() if (tree := parse(f"{name}/{file}", text, findings))}
    for file, text in mended.items():
        parse(f"{name}/mended/{file}", text, findings)
    tests = {file: test_names(tree) for file, tree in trees.items() if file in (VISIBLE, HIDDEN)}
    made = ReviewFolder(sources, {Path(file).stem: text for file, text in mended.items()}, tests)
    for listed, least, noun in _LEAST:
        if isinstance(review.get(listed).value, list) and len(review.get(listed).value) < least:
            finding = f"the review has {len(review.get(listed).value)} {noun}"
            findings.append(review.get(listed).finding(finding, f"write at least {least}"))
    spoken = review.get("explanation")
    if isinstance(spoken.value, list) and not _STATEMENTS[0] <= len(spoken.value) <= _STATEMENTS[1]:
        finding = f"the explanation has {len(spoken.value)} statements"
        findings.append(spoken.finding(finding, f"write {_STATEMENTS[0]} to {_STATEMENTS[1]}, one an item"))
    for required in review.get("requires").items():
        for file in (PROPOSAL, SOLUTION):
            if required.text and file in trees and required.text not in (names := defined(trees[file])):
                mend = choose_from(required.text, sorted(names), "the file defines")
                findings.append(required.finding(f"{name}/{file} does not define `{required.text}`", mend))
    findings += _check_places(review, made)
    findings += _check_mended(review, name, made)
    findings += _check_tests(review, name, made)
    return made, findings


def changed(before: str, after: str) -> set[int]:
    """Numbers of the lines of `before` that `after` changes; of an insertion the lines on both sides."""
    lines = before.splitlines()
    found: set[int] = set()
    for kind, start, end, _, _ in SequenceMatcher(None, lines, after.splitlines(), autojunk=False).get_opcodes():
        if kind != "equal":
            found |= set(range(start + 1, end + 1)) or {start, start + 1}
    return found


def _range(place: Cursor) -> tuple[int, int] | None:
    """The two numbers of a `lines` field, or None where it is not such a field."""
    value = place.value
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(each, int) for each in value):
        return None
    return value[0], value[1]


def _check_places(review: Cursor, folder: ReviewFolder) -> Iterator[Finding]:
    """Lines and statements that defects and sound places name."""
    taken: dict[int, str] = {}
    length = len(folder.proposal.splitlines())
    statements = len(list(review.get("explanation").items()))
    for listed, noun in (("defects", "defect"), ("sound", "sound place")):
        for item in review.get(listed).items():
            called = f"{noun} {(item.get('id') if noun == 'defect' else item.get('title')).text!r}"
            lines, statement = item.get("lines"), item.get("statement")
            if not item.has("lines") and not item.has("statement"):
                yield item.finding(f"{called} has no place", "add `lines: [FIRST, LAST]` or `statement: NUMBER`")
            if statement.number is not None and not 1 <= statement.number <= statements:
                finding = f"{called} names statement {statement.number:g} of {statements}"
                yield statement.finding(finding, "count the items of `explanation` from 1")
            if not item.has("lines"):
                continue
            found = _range(lines)
            if found is None or not 1 <= found[0] <= found[1] or (length and found[1] > length):
                mend = f"write two numbers from 1 to {length}, the first line and the last"
                yield lines.finding(f"`lines` of {called} is {lines.value}", mend)
                continue
            if found[1] - found[0] >= WIDEST:
                yield lines.finding(f"{called} covers {found[1] - found[0] + 1} lines", f"name at most {WIDEST}")
            shared = [taken[line] for line in range(found[0], found[1] + 1) if line in taken]
            if shared:
                yield lines.finding(f"{called} shares lines with {shared[0]}", "narrow one of the two")
            taken |= dict.fromkeys(range(found[0], found[1] + 1), called)


def _check_mended(review: Cursor, name: str, folder: ReviewFolder) -> Iterator[Finding]:
    """Each defect in the code has its mended variant, which changes the lines it names."""
    known = set()
    for defect in review.get("defects").items():
        slug = defect.get("id").text
        stem = slug.replace("-", "_")
        lines = _range(defect.get("lines"))
        if lines is None and not list(defect.get("caught_by").items()):
            continue  # a flaw of the explanation alone
        known.add(stem)
        if slug and stem not in folder.mended:
            finding = f"`mended/{stem}.py` is missing for defect {slug!r}"
            yield defect.get("id").finding(finding, "write the proposal with this one defect mended")
        elif slug and lines and folder.proposal:
            touched = changed(folder.proposal, folder.mended[stem])
            if not touched & set(range(lines[0], lines[1] + 1)):
                where = ", ".join(map(str, sorted(touched))) or "none"
                finding = f"`lines` of defect {slug!r} is {[*lines]}, and its mend changes line {where}"
                yield defect.get("lines").finding(finding, "name the lines as they stand in proposal.py")
    for stem in sorted(set(folder.mended) - known):
        mend = f"give it a defect with id {stem.replace('_', '-')!r} and `lines`, or delete it"
        yield Finding(f"{name}/mended/{stem}.py", 1, "mends no defect of review.yml", mend)


def _check_tests(review: Cursor, name: str, folder: ReviewFolder) -> Iterable[Finding]:
    """Names of tests: each once, enough of them, and every defect in the code with hidden tests of its own."""
    for file, names in folder.tests.items():
        for twice in sorted({each for each in names if names.count(each) > 1}):
            yield Finding(
                f"{name}/{file}", 1, f"`{twice}` is defined twice, so pytest runs only the last", "rename one"
            )
    if not {VISIBLE, HIDDEN} <= folder.tests.keys():
        return
    for file, least in ((VISIBLE, _VISIBLE_TESTS), (HIDDEN, _HIDDEN_TESTS)):
        if len(folder.tests[file]) < least:
            finding = f"{file} has {len(folder.tests[file])} tests"
            yield Finding(f"{name}/{file}", 1, finding, f"write at least {least}")
    hidden = folder.tests[HIDDEN]
    owner: dict[str, str] = {}
    for defect in review.get("defects").items():
        slug, tests = defect.get("id").text, list(defect.get("caught_by").items())
        if defect.has("lines") and not tests:
            finding = f"defect {slug!r} is in the code and no test catches it"
            yield defect.finding(finding, "name its hidden tests in `caught_by`")
        for test in tests:
            if test.text and test.text not in hidden:
                finding = f"no hidden test is called `{test.text}` (defect {slug!r})"
                yield test.finding(finding, choose_from(test.text, hidden, "they are"))
            elif test.text in owner:
                finding = f"`{test.text}` is claimed by the defects {owner[test.text]!r} and {slug!r}"
                yield test.finding(finding, "a test that fails for two defects tells neither; split it")
            owner.setdefault(test.text, slug)
