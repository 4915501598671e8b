from collections.abc import Sequence
from typing import NamedTuple


class Session(NamedTuple):
    """A run of clicks of one user without a pause longer than the gap."""

    user: str
    start: int
    end: int
    clicks: int
    pages: int


def sessionise(clicks: Sequence[tuple[str, int, str]], gap: int) -> list[Session]:
    """Put the clicks of each user into sessions.

    clicks: user, time in seconds and page, in no order.
    gap: the longest pause within a session, in seconds.

    Returns the sessions by start, then by user.
    """
    raise NotImplementedError
