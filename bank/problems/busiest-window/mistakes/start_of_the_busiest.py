def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    times = sorted(timestamps)
    peak = 0
    peak_start = None
    left = 0
    for right, newest in enumerate(times):
        while newest - times[left] >= 1000:
            left += 1
        count = right - left + 1
        if count > peak:
            peak = count
            peak_start = times[left]
    return peak, peak_start if peak > limit else None
