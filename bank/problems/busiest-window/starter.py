def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    """Find the busiest second of one user's messages and where the limit was first broken.

    timestamps: send times in milliseconds, in any order, repeats allowed.
    limit: messages allowed in one window.

    Returns the largest count in any half-open 1,000 ms window that starts at a message, and the start of the earliest
    such window with more than `limit` messages, or None.
    """
    raise NotImplementedError
