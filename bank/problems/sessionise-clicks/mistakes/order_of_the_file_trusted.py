from collections.abc import Sequence
from typing import NamedTuple


class Session(NamedTuple):
    user: str
    start: int
    end: int
    clicks: int
    pages: int


def sessionise(clicks: Sequence[tuple[str, int, str]], gap: int) -> list[Session]:
    open_runs: dict[str, list[tuple[str, int, str]]] = {}
    runs: list[list[tuple[str, int, str]]] = []
    for click in clicks:
        run = open_runs.get(click[0])
        if run is not None and click[1] - run[-1][1] <= gap:
            run.append(click)
        else:
            open_runs[click[0]] = [click]
            runs.append(open_runs[click[0]])
    sessions = [Session(run[0][0], run[0][1], run[-1][1], len(run), len({page for _, _, page in run})) for run in runs]
    return sorted(sessions, key=lambda session: (session.start, session.user))
