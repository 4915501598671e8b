"""Busiest one-second window: sort, then move two pointers over the times."""

WINDOW_MS = 1_000


def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    """Find the busiest second of one user's messages and where the limit was first broken.

    timestamps: send times in milliseconds, in any order, repeats allowed.
    limit: messages allowed in one window.

    Returns the largest count in any half-open 1,000 ms window that starts at a message, and the start of the earliest
    such window with more than `limit` messages, or None.
    """
    times = sorted(timestamps)  # a copy: the caller's list stays as it is
    peak = 0
    first_over: int | None = None
    left = 0
    for right, newest in enumerate(times):
        # The window is half-open: a message exactly 1,000 ms old has left it.
        while newest - times[left] >= WINDOW_MS:
            left += 1
        count = right - left + 1
        peak = max(peak, count)
        # `is None`, because a window may start at time 0.
        if first_over is None and count > limit:
            first_over = times[left]
    return peak, first_over
