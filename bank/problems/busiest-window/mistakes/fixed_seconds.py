from collections import defaultdict


def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    seconds = defaultdict(list)
    for time in timestamps:
        seconds[time // 1000].append(time)
    peak = 0
    first_over = None
    for second in sorted(seconds):
        messages = seconds[second]
        peak = max(peak, len(messages))
        if first_over is None and len(messages) > limit:
            first_over = min(messages)
    return peak, first_over
