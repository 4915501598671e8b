"""The contours of a recording put together, and what lies in them: nuclei of syllables, stretches of speech, pauses.

The method is that of de Jong & Wempe 2009 (doi 10.3758/BRM.41.2.385): a syllable is a voiced peak of the level, above a
threshold that follows from the loudest parts, with a dip before and after. Five things differ, each for a measured reason:

- the level is that in the band of vowels (see `hearing`), so dips of 1.5 dB are as telling as 2 dB in the whole sound;
- the window that smooths it is a quarter of a syllable long, as long as theirs in slow speech and shorter in fast speech;
- of two nuclei closer than a third of a syllable one counts, since rough voices waver;
- pauses are looked for in the whole sound, so that fricatives are no pauses, and between a lower and a higher threshold;
- both thresholds stay above the background.
"""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from greenroom.speech.hearing import LEVELS, QUIETEST, VOICES, unpacked

BELOW_LOUDEST = 250
"""Tenths of dB below the 0.99 quantile of the level in the band, under which nothing is a nucleus."""
ABOVE_BACKGROUND = 60
"""Tenths of dB that a nucleus is at least above the background."""
DIP = 15
"""Tenths of dB that the level falls before and after a nucleus."""
SYLLABLE_PART = 0.25
"""Effective length of the smoothing window as a part of the mean syllable."""
SMOOTHING = (0.044, 0.064)
"""The shortest and longest such window in seconds; the longest is the one in the paper."""
APART = 0.35
"""Nuclei are at least this part of the mean syllable apart; of two that are closer the louder counts."""
FIRST_SMOOTHING = 0.056
"""The window for a first count, which tells the tempo."""
VOICED = 45
"""Periodicity in percent from which sound counts as voiced."""
SOUND_BEGINS, SPEECH_REACHES = 380, 300
"""Tenths of dB below the 0.99 quantile of the whole sound: what is louder than the first is heard, but only a sound that
gets louder than the second somewhere is speech. So a breath in a pause does not end it."""
SOUND_ABOVE_BACKGROUND = 45
"""Tenths of dB above the background from which sound is heard."""
SHORTEST_PAUSE = 0.3
"""Seconds of silence that make a pause (de Jong & Wempe 2009)."""
SHORTEST_SOUND = 0.06
"""Seconds of sound that end a pause; less is a click."""
LONGEST_NOISE = 0.6
"""A sound between two pauses, no longer than this and without a nucleus, is a breath or a noise, not speech."""
MUTE = -1000
"""Tenths of dB below which sound is digital silence."""
MUTE_SHARE = 0.05
"""With so much digital silence it is the background, where nothing else is steady enough to be one."""
STEADY = 40
"""Tenths of dB between the 0.03 and 0.1 quantiles of a background. The quiet parts of speech itself are spread wider."""
_POWER = [10 ** (level / 100) for level in range(QUIETEST, 1)]
_PER_VOICE = LEVELS // VOICES


@dataclass(frozen=True)
class Stretch:
    """A part of the recording in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True)
class Contours:
    """A recording as its contours."""

    levels: Sequence[int]
    """Level in the band of vowels, LEVELS a second, tenths of dB."""
    sound: Sequence[int]
    """Level of the whole sound, VOICES a second, tenths of dB."""
    voicing: Sequence[int]
    """Periodicity, VOICES a second, percent."""
    pitch: Sequence[int]
    """VOICES a second, tenths of Hz, 0 where there is none."""

    @property
    def seconds(self) -> float:
        """Length of the recording."""
        return len(self.levels) / LEVELS


def joined(pieces: Sequence[dict[str, Any]]) -> Contours:
    """The contours of all pieces of a recording, in order.

    A part that began anew (`first`) begins at its own time: what the part before lacks at its end is filled with silence.
    """
    names = ("levels", "sound", "voicing", "pitch")
    whole = {name: array("h") for name in names}
    seconds = 0.0

    def fill() -> None:
        frames = int(seconds * VOICES)
        for name, values in whole.items():
            missing = frames * (_PER_VOICE if name == "levels" else 1) - len(values)
            values.extend([QUIETEST if name in {"levels", "sound"} else 0] * missing)

    for piece in pieces:
        if piece["first"]:
            fill()
        seconds += piece["samples"] / piece["rate"]
        for name in names:
            whole[name].extend(unpacked(piece[name]))
    fill()
    return Contours(*(whole[name] for name in names))


def _at(ordered: Sequence[float], part: float) -> float:
    """The value that `part` of all lie below."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


@dataclass(frozen=True)
class Range:
    """How loud the loudest parts of a level are and how loud its background is, in tenths of dB."""

    loudest: float
    background: float
    steady: bool
    """Whether the background is even enough to be one, and not the quiet parts of speech without pauses."""

    @property
    def gap(self) -> float:
        """Between the two."""
        return self.loudest - self.background


def range_of(levels: Sequence[float]) -> Range:
    """The 0.99 and 0.05 quantiles; stretches of digital silence are the background only if nothing else can be."""
    ordered = sorted(levels)
    heard = [level for level in ordered if level > MUTE]
    if not heard:
        return Range(QUIETEST, QUIETEST, steady=True)
    background = _at(heard, 0.05)
    steady = _at(heard, 0.1) - _at(heard, 0.03) <= STEADY
    if not steady and len(ordered) - len(heard) >= MUTE_SHARE * len(ordered):
        background = QUIETEST
    return Range(_at(ordered, 0.99), background, steady)


def smoothed(levels: Sequence[int], seconds: float) -> "array[float]":
    """The level of the power averaged by a Gaussian window of that effective length, twice as long in all, as Praat's."""
    length = seconds * LEVELS
    half = math.ceil(length) - 1
    weights = [math.exp(-12 * (n / length) ** 2) for n in range(-half, half + 1)]
    total = sum(weights)
    weights = [weight / total for weight in weights]
    quiet = [_POWER[0]] * half
    powers = [*quiet, *(_POWER[min(0, level) - QUIETEST] for level in levels), *quiet]
    width = len(weights)
    return array("d", (100 * math.log10(math.sumprod(powers[n : n + width], weights)) for n in range(len(levels))))


def _peaks(levels: Sequence[float]) -> list[int]:
    """Peaks with a fall of DIP or more before and after."""
    found = []
    lowest, highest, at, rising = math.inf, -math.inf, 0, True
    for frame, level in enumerate(levels):
        if rising:
            if level > highest:
                highest, at = level, frame
            elif level < highest - DIP:
                found.append(at)
                lowest, rising = level, False
        elif level < lowest:
            lowest = level
        elif level > lowest + DIP:
            highest, at, rising = level, frame, True
    return found


def _nuclei(contours: Contours, window: float, apart: float = 0.0) -> list[float]:
    """Seconds of the nuclei in the level smoothed by a window of that length, at least `apart` seconds from each other."""
    levels = smoothed(contours.levels, window)
    extent = range_of(levels)
    threshold = max(extent.loudest - BELOW_LOUDEST, min(extent.background + ABOVE_BACKGROUND, extent.loudest - 100))

    def voiced(frame: int) -> bool:
        at = frame // _PER_VOICE
        return max(contours.voicing[max(0, at - 1) : at + 2], default=0) >= VOICED

    found: list[int] = []
    for frame in _peaks(levels):
        if levels[frame] <= threshold or not voiced(frame):
            continue
        if found and frame - found[-1] < apart * LEVELS:
            found[-1] = max(found[-1], frame, key=levels.__getitem__)
        else:
            found.append(frame)
    return [(frame + 0.5) / LEVELS for frame in found]


def nuclei(contours: Contours) -> list[float]:
    """Where syllables have their nuclei, in seconds: voiced peaks of the level, with a dip before and after."""
    first = _nuclei(contours, FIRST_SMOOTHING)
    speaking = sum(stretch.seconds for stretch in stretches(contours, first))
    if not first or not speaking:
        return first
    syllable = speaking / len(first)
    shortest, longest = SMOOTHING
    window = min(longest, max(shortest, SYLLABLE_PART * syllable))
    return _nuclei(contours, round(window, 3), APART * syllable)


def stretches(contours: Contours, found: Sequence[float]) -> list[Stretch]:
    """Where there is speech: stretches parted by pauses of SHORTEST_PAUSE or more, from the first sound to the last.

    `found` are the nuclei: a short sound without any is no speech.
    """
    extent = range_of(contours.sound)
    begins = max(extent.loudest - SOUND_BEGINS, min(extent.background + SOUND_ABOVE_BACKGROUND, extent.loudest - 60))
    reaches = max(extent.loudest - SPEECH_REACHES, begins + 20)
    parts: list[Stretch] = []
    at = 0
    for heard, group in groupby(contours.sound, begins.__lt__):
        levels = list(group)
        start, at = at, at + len(levels)
        if not heard or len(levels) / VOICES < SHORTEST_SOUND or max(levels) <= reaches:
            continue
        if parts and start / VOICES - parts[-1].end < SHORTEST_PAUSE - 1e-9:
            parts[-1] = replace(parts[-1], end=at / VOICES)
        else:
            parts.append(Stretch(start / VOICES, at / VOICES))
    return [
        part for part in parts if part.seconds > LONGEST_NOISE or any(part.start <= each < part.end for each in found)
    ]
