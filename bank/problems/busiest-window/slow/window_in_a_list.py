def busiest_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    window: list[int] = []
    peak = 0
    first_over: int | None = None
    for time in sorted(timestamps):
        window.append(time)
        while time - window[0] >= 1000:
            window.pop(0)
        peak = max(peak, len(window))
        if first_over is None and len(window) > limit:
            first_over = window[0]
    return peak, first_over
