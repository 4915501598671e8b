from collections import deque


def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    window: deque[int] = deque()
    peak = 0
    first_over = None
    for time in timestamps:
        window.append(time)
        while window[0] <= time - 1000:
            window.popleft()
        peak = max(peak, len(window))
        if first_over is None and len(window) > limit:
            first_over = window[0]
    return peak, first_over
