def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    times = sorted(timestamps)
    peak = 0
    first_over = None
    left = 0
    for right, newest in enumerate(times):
        while newest - times[left] >= 1000:
            left += 1
        count = right - left + 1
        peak = max(peak, count)
        if not first_over and count > limit:
            first_over = times[left]
    return peak, first_over
