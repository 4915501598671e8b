"""Sound in, contours out: what is kept of a recording so that its figures can be made without the sound.

Sound comes in pieces of any length; each piece hands a small state to the next, so that cuts change nothing. Of the sound are kept:

- the level in the band of vowels, 400 to 2,000 Hz, every 10 ms. Vowels have their first two formants there, while the
  consonants between them (nasals and stops below, fricatives above) have little: the dips between syllables are deeper than
  in the level of the whole sound, and hum, rumble and hiss stay outside;
- the level of the whole sound, every 20 ms, for pauses, background and pictures;
- how periodic the sound is, every 20 ms: the highest normalised autocorrelation at lags of 50 to 400 Hz, and that pitch.
"""

import functools
import math
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import sub
from pathlib import Path
from typing import Any

SLOWEST, FASTEST = 8_000, 48_000
"""Rates that are read, in samples a second."""
LEVELS = 100
"""Levels a second."""
VOICES = 50
"""Levels of the whole sound, periodicities and pitches a second."""
QUARTERS = 200
"""The level of the whole sound is that about the mean of every 5 ms, so that hum and offset count for little."""
QUIETEST = -1200
"""The lowest level there is, in tenths of dB below full scale."""
BAND = (400.0, 2_000.0)
"""Where vowels are strong and most else is weak, in Hz."""
PITCHES = (50.0, 400.0)
"""Pitches that voices have, in Hz."""
_FULL = 32_768
_TAP_SECONDS = 0.005
_TAP_SCALE = 256
_VOICE_SECONDS = 0.03
_NEAR_PEAK = 0.99
"""A sample within this part of the largest one counts as cut off: speech has next to none, cut speech has many."""
_FAINT = 8.0
"""Root mean square, in steps of the 16-bit scale, below which a frame is not asked for its pitch."""
_FIRST_PEAK = 0.85
"""The shortest lag this near the best one is the pitch; the others are its multiples."""


def packed(values: Sequence[int]) -> str:
    """Integers of 16 bits as base64 of their little-endian bytes."""
    data = array("h", values)
    if sys.byteorder == "big":
        data.byteswap()
    return b64encode(data.tobytes()).decode()


def unpacked(text: str) -> "array[int]":
    """The integers that `packed` wrote."""
    data = array("h", b64decode(text))
    if sys.byteorder == "big":
        data.byteswap()
    return data


@functools.lru_cache(maxsize=8)
def _taps(rate: float) -> tuple[int, ...]:
    """A band-pass filter for BAND as whole numbers: windowed sinc, von Hann's window, 5 ms long."""
    half = round(rate * _TAP_SECONDS / 2)
    low, high = BAND[0] / rate, BAND[1] / rate
    taps = []
    for n in range(-half, half + 1):
        window = 0.5 + 0.5 * math.cos(math.pi * n / (half + 1))
        core = (
            2 * (high - low)
            if n == 0
            else (math.sin(2 * math.pi * high * n) - math.sin(2 * math.pi * low * n)) / (math.pi * n)
        )
        taps.append(round(_TAP_SCALE * core * window))
    taps[half] -= sum(taps)  # nothing of a constant offset passes, in spite of rounding
    return tuple(taps)


class _Layout:
    """How samples of one rate fall into the coarser grids. All numbers of samples count from the start of the recording.

    Raw samples are averaged by `group` to a working rate of 8,000 to 16,000 Hz; the filter gives every `step`-th of those, some
    4,000 a second; for the pitch they are averaged by `voice_group` to some 2,000 a second.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.group = max(1, rate // SLOWEST)
        self.work = rate / self.group
        self.step = max(1, int(self.work // 4_000))
        self.taps = _taps(self.work)
        self.half = len(self.taps) // 2
        self.voice_group = max(1, round(self.work / 2_000))
        self.voice_rate = self.work / self.voice_group
        self.shortest = max(2, int(self.voice_rate / PITCHES[1]))
        self.longest = math.ceil(self.voice_rate / PITCHES[0])
        self.window = round(self.voice_rate * _VOICE_SECONDS)
        self.unit = self.group * self.voice_group * self.step
        self.before = math.ceil((0.05 * rate + len(self.taps) * self.group) / self.unit + 2) * self.unit
        """Raw samples of the past that a piece may need."""
        self.full = _FULL * self.group**2
        """What full scale is at the working rate."""

    def quarter(self, n: int) -> int:
        """Where the n-th 5 ms of the recording begin, at the working rate."""
        return round(n * self.work / QUARTERS)

    def outputs(self, frame: int) -> int:
        """The first output of the filter that belongs to a level or to those after it."""
        return math.ceil(frame * self.work / LEVELS / self.step)

    def voice_start(self, frame: int) -> int:
        """Where the window of a voicing value begins, in samples of the voice's rate: its middle is the frame's."""
        return round((frame + 0.5) * self.voice_rate / VOICES - (self.window + self.longest + 1) / 2)


def _grouped(samples: Sequence[int], size: int) -> list[int]:
    """Every `size`-th sample of the sound averaged by a triangle of twice that length, times the square of `size`.

    What the slower rate cannot hold would come back as false sound in the band of vowels; a triangle leaves little of it.
    The triangle is a sum of sums, so it is made from running sums. The first value has nothing before it.
    """
    if size == 1:
        return list(samples)
    sums = list(accumulate(accumulate(samples)))[size - 1 :: size]
    return [a - 2 * b + c for a, b, c in zip(sums, [0, *sums], [0, 0, *sums], strict=False)]


def _levels(layout: _Layout, work: list[int], start: int, frame: int) -> list[int]:
    """Levels from `frame` on as far as the samples reach, in tenths of dB; `work` begins at sample `start`."""
    scale = 20 * math.log10(layout.full * _TAP_SCALE)
    taps, half, step = layout.taps, layout.half, layout.step
    width = len(taps)
    last = (start + len(work) - half - 1) // step  # the last output whose samples are all there
    first = layout.outputs(frame)
    origin = first * step - half - start
    if origin < 0:  # the very start of the recording
        work = [0] * -origin + work
        origin = 0
    band = [math.sumprod(work[n : n + width], taps) for n in range(origin, origin + (last - first + 1) * step, step)]
    levels = []
    from_ = 0
    while (to := layout.outputs(frame + 1) - first) <= len(band):
        some = band[from_:to]
        energy = math.sumprod(some, some) / (to - from_)
        levels.append(max(QUIETEST, round(100 * math.log10(energy) - 10 * scale)) if energy > 0 else QUIETEST)
        from_ = to
        frame += 1
    return levels


def _loudness(layout: _Layout, work: list[int], start: int, frame: int) -> list[int]:
    """Levels of the whole sound from voicing `frame` on, in tenths of dB; `work` begins at sample `start`."""
    scale = 200 * math.log10(layout.full)
    each = QUARTERS // VOICES
    found = []
    while layout.quarter((frame + 1) * each) - start <= len(work):
        energy = 0.0
        edges = [layout.quarter(frame * each + n) - start for n in range(each + 1)]
        for from_, to in pairwise(edges):
            some = work[from_:to]
            energy += math.sumprod(some, some) - sum(some) ** 2 / (to - from_)
        power = energy / (edges[-1] - edges[0])
        found.append(max(QUIETEST, round(100 * math.log10(power) - scale)) if power > 0 else QUIETEST)
        frame += 1
    return found


def _pitch(layout: _Layout, sound: list[int], sums: list[int], at: int) -> tuple[int, int]:
    """Periodicity in percent and pitch in tenths of Hz (0 where there is none) of the window that begins at `at`."""
    window, longest = layout.window, layout.longest
    here = sound[at : at + window]
    own = sums[at + window] - sums[at]
    if own <= 0:
        return 0, 0
    found = []
    for lag in range(layout.shortest - 1, longest + 2):
        other = sums[at + lag + window] - sums[at + lag]
        both = math.sumprod(here, sound[at + lag : at + lag + window])
        found.append(both / math.sqrt(own * other) if other > 0 else 0.0)
    peaks = [n for n in range(1, len(found) - 1) if found[n - 1] < found[n] >= found[n + 1]]
    if not peaks:
        return 0, 0
    best = max(found[n] for n in peaks)
    if best <= 0:
        return 0, 0
    n = next(n for n in peaks if found[n] >= _FIRST_PEAK * best)
    left, middle, right = found[n - 1 : n + 2]
    curve = left - 2 * middle + right
    shift = (left - right) / (2 * curve) if curve < 0 else 0.0
    lag_exact = layout.shortest - 1 + n + shift
    return min(100, round(100 * best)), round(10 * layout.voice_rate / lag_exact)


def _voices(layout: _Layout, work: list[int], start: int, frame: int) -> tuple[list[int], list[int]]:
    """Periodicities and pitches from voicing `frame` on as far as the samples reach."""
    coarse = _grouped(work, layout.voice_group)
    origin = start // layout.voice_group
    # Differences: hum and offset become small, and the peaks of the autocorrelation sharp.
    sound = [0, *map(sub, coarse[1:], coarse)]
    sums = [0, *accumulate(value * value for value in sound)]
    faint = layout.window * (_FAINT * layout.group**2 * layout.voice_group**2) ** 2 / 4
    needed = layout.window + layout.longest + 2
    voicing, pitches = [], []
    while (at := layout.voice_start(frame) - origin) + needed <= len(sound):
        strength, pitch = 0, 0
        if at > 0 and sums[at + layout.window] - sums[at] > faint:
            strength, pitch = _pitch(layout, sound, sums, at)
        voicing.append(strength)
        pitches.append(pitch)
        frame += 1
    return voicing, pitches


def hear(path: str, rate: int, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """What is kept of one piece of a recording: 16-bit little-endian mono samples in the file at `path`, `rate` a second.

    `before` is the `carry` of the piece before, None at the start. Pieces may have any length; some 30 s keep memory small.
    Gives plain data:

    - `version`, `rate`, `samples` (in this piece), `first`: whether it begins a part;
    - `levels`: level in the band of vowels every 10 ms, tenths of dB below full scale, QUIETEST where there is none;
    - `sound`: level of the whole sound every 20 ms, in the same unit;
    - `voicing`: periodicity in percent every 20 ms; `pitch`: tenths of Hz, 0 where there is none. All four are `packed`;
    - `counted` samples at the working rate, of which `cut` lie within 1 % of the largest and `zero` are exactly zero; `peak`,
      the largest, on the 16-bit scale;
    - `carry`: for the next piece.

    The values of a piece are those of its time less some 50 ms, which the next piece adds: they need sound on both sides.
    Raises ValueError for a rate out of range, an odd number of bytes, or a carry of another rate.
    """
    if not SLOWEST <= rate <= FASTEST:
        raise ValueError(f"the rate is {rate}; sound of {SLOWEST:,} to {FASTEST:,} samples a second is read")
    data = Path(path).read_bytes()
    if len(data) % 2:
        raise ValueError(f"the piece has {len(data)} bytes, an odd number; cut between samples of 2 bytes")
    new = array("h", data)
    if sys.byteorder == "big":
        new.byteswap()
    if before and before["rate"] != rate:
        raise ValueError(
            f"the piece has {rate} samples a second, the one before {before['rate']}; begin a new recording"
        )
    layout = _Layout(rate)
    start, level_at, sound_at, voice_at = (
        (before[name] for name in ("start", "level", "sound", "voice")) if before else (0, 0, 0, 0)
    )
    samples = unpacked(before["tail"]) + new if before else new
    end = start + len(samples)
    work = _grouped(samples, layout.group)
    work_start = start // layout.group
    levels = _levels(layout, work, work_start, level_at)
    sound = _loudness(layout, work, work_start, sound_at)
    voicing, pitches = _voices(layout, work, work_start, voice_at)
    kept = max(start, (end - layout.before) // layout.unit * layout.unit)
    return {
        "version": 1,
        "rate": rate,
        "samples": len(new),
        "first": not before,
        "levels": packed(levels),
        "sound": packed(sound),
        "voicing": packed(voicing),
        "pitch": packed(pitches),
        **_facts(work[len(work) - len(new) // layout.group :] if before else work, layout.group),
        "carry": {
            "rate": rate,
            "start": kept,
            "tail": packed(samples[kept - start :]),
            "level": level_at + len(levels),
            "sound": sound_at + len(sound),
            "voice": voice_at + len(voicing),
        },
    }


def _facts(work: list[int], group: int) -> dict[str, int]:
    """Facts about loudness of a piece; see `hear`."""
    if not work:
        return {"peak": 0, "cut": 0, "zero": 0, "counted": 0}
    high, low = max(work), min(work)
    cut = 0
    if high > 0 > low:
        cut = sum(map(int(high * _NEAR_PEAK).__lt__, work)) + sum(map(int(low * _NEAR_PEAK).__gt__, work))
    return {
        "peak": max(high, -low) // group**2,
        "cut": cut,
        "zero": work.count(0),
        "counted": len(work),
    }
