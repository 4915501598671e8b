"""What a check says: place, finding, mend."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, where it stands, and what to do about it."""

    file: str
    line: int
    finding: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.finding}; {self.mend}"


def near_miss(word: object, choices: Iterable[str]) -> str | None:
    """The choice that is most like `word`, or None when nothing is close."""
    found = get_close_matches(str(word).lower(), list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def choose_from(word: object, choices: Iterable[str], what: str = "use one of", limit: int = 12) -> str:
    """A mend that names the nearest choice and the valid ones, at most `limit` of them."""
    listed = list(choices)
    if not listed:
        return "there is none to choose from yet"
    close = near_miss(word, listed)
    shown = ", ".join(listed[:limit]) + (f" and {len(listed) - limit} more" if len(listed) > limit else "")
    return f"did you mean {close!r}? ({what} {shown})" if close else f"{what} {shown}"


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, in the order of files and lines."""
    return sorted(set(findings))
