"""Whether a recording is such that figures of speech can be trusted; where not, the reason with what was found and the mend."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from greenroom.speech.contours import VOICED, Contours, Range, Stretch, range_of
from greenroom.speech.hearing import LEVELS, VOICES

LEAST_SECONDS = 20.0
"""Sound from which rates are given: on clips of a few seconds the count is off by one to three syllables."""
LEAST_FOR_PAUSES = 5.0
"""Sound from which pauses are given."""
LEAST_SPEECH = 10.0
"""Seconds of speech from which rates are given."""
SILENT, QUIET = -600, -480
"""Tenths of dB below full scale: with a 0.99 quantile below the first there is no sound, below the second too little."""
NOISY, UNSTEADY, HISSING = 300, 250, 340
"""Tenths of dB between the loudest parts and the background: below the first the figures are refused, below the second
even if the background is not steady, below the third there is a warning. The first is a ratio of speech to noise of some 18 dB;
at 15 dB, one recording in four had a pause too many."""
UNVOICED = 0.6
"""Share of the loud sound without a pitch, from which there is no voice in it. Speech stays below 0.4."""
CUT, CUT_SOME = 0.02, 0.002
"""Share of samples cut off at the largest value, to refuse and to warn. Speech that is not cut off has some 0.00002."""
COLOURED = 3.5
"""Standard deviation of the share of the vowels' band, in dB, that speech has at least."""
STEADY_PITCH = 0.3
"""Share of steady pitch that speech stays below, unless it has no melody."""
_LOUD = 250
"""Tenths of dB below the loudest: what is louder counts as sounding here."""
_TOLD_LONGEST = 300 * VOICES
_BEATS = (0.12, 2.0)


@dataclass(frozen=True)
class Refusal:
    """Why there are no figures."""

    reason: str
    """too-short, silence, too-quiet, clipped, noise or music."""
    message: str


@dataclass(frozen=True)
class Character:
    """What kind of sound it is, by shares of its loud frames unless named otherwise."""

    unvoiced: float
    """Without a pitch. Measured on speech: up to 0.36; noise and bursts from 0.77."""
    periodic: float
    """With a periodicity of 90 % or more. Speech: up to 0.85; single notes from 0.8."""
    steady: float
    """Of those with a pitch: within 0.6 % of it for 80 ms. Speech: up to 0.14, but for a voice without melody; notes from 0.34."""
    flat: float
    """With a level that stays within 0.5 dB for 40 ms. Speech: up to 0.2; held notes from 0.57."""
    regular: float
    """The highest autocorrelation of the level at lags of 0.12 to 2 s. Speech: up to 0.48; beats from 0.52."""
    colour: float
    """Standard deviation, in dB, of the share of the vowels' band. Speech: from 3.6; notes up to 3.5."""
    tempo: float
    """Nuclei a second. Speech: 3 to 7.5."""

    @property
    def musical(self) -> bool:
        """Whether two or more of these speak for music or another tone; each alone also befalls speech."""
        signs = (
            self.steady > STEADY_PITCH,
            self.periodic > 0.88,
            self.flat > 0.35,
            self.regular > 0.5,
            self.colour < COLOURED,
            not 1.5 <= self.tempo <= 9,
        )
        return sum(signs) >= 2


def _regularity(levels: Sequence[int], lowest: float) -> float:
    """See `Character.regular`."""
    skipped = max(0, len(levels) - _TOLD_LONGEST) // 2
    values = [max(lowest, level) for level in levels[skipped : skipped + _TOLD_LONGEST]]
    if len(values) < 3 * _BEATS[1] * VOICES:
        return 0.0
    mean = sum(values) / len(values)
    values = [value - mean for value in values]
    whole = math.sumprod(values, values) / len(values)
    if whole <= 1:
        return 0.0
    lags = range(int(_BEATS[0] * VOICES), int(_BEATS[1] * VOICES) + 1)
    return max(math.sumprod(values[:-lag], values[lag:]) / (len(values) - lag) for lag in lags) / whole


def character(contours: Contours, extent: Range, syllables: int, spoken: float) -> Character:
    """What kind of sound a recording is, from its contours, its count of nuclei and the seconds of speech."""
    sound, voicing, pitch = contours.sound, contours.voicing, contours.pitch
    frames = min(len(sound), len(voicing), len(contours.levels) * VOICES // LEVELS)
    loud = [n for n in range(3, frames) if sound[n] > extent.loudest - _LOUD]
    count = max(1, len(loud))
    pitched = steady = 0
    for n in loud:
        if voicing[n] >= VOICED + 15:
            pitched += 1
            near = pitch[n - 3 : n + 1]
            steady += min(near) > 0 and max(near) - min(near) <= 0.006 * max(near)
    shares = [contours.levels[n * LEVELS // VOICES] - sound[n] for n in loud]
    mean = sum(shares) / count
    return Character(
        unvoiced=sum(voicing[n] < VOICED for n in loud) / count,
        periodic=sum(voicing[n] >= 90 for n in loud) / count,
        steady=steady / max(1, pitched),
        flat=sum(abs(sound[n] - sound[n - 2]) < 5 for n in loud) / count,
        regular=_regularity(sound, extent.loudest - 300),
        colour=math.sqrt(sum((share - mean) ** 2 for share in shares) / count) / 10,
        tempo=syllables / spoken if spoken else 0.0,
    )


def cut_share(pieces: Sequence[dict[str, Any]]) -> float:
    """Share of samples at the largest value, in the pieces that are about as loud as the loudest."""
    peak = max((piece["peak"] for piece in pieces), default=0)
    loud = [piece for piece in pieces if piece["peak"] >= 0.95 * peak]
    counted = sum(piece["counted"] for piece in loud)
    return sum(piece["cut"] for piece in loud) / counted if counted else 0.0


def _decibels(level: float) -> str:
    """Tenths of dB as dB, rounded down: what falls short of a bound must not be told as reaching it."""
    return f"{math.floor(level / 10)} dB".replace("-", "−")


def _seconds(seconds: float) -> str:
    """Seconds in words, rounded down for the same reason."""
    whole = math.floor(seconds)
    return "1 second" if whole == 1 else f"{whole} seconds"


def _too_short(seconds: float) -> Refusal:
    return Refusal(
        "too-short",
        f"The recording has {_seconds(seconds)} of sound. Rates need {LEAST_SECONDS:.0f}; on less, a few syllables missed change them too much. "
        "Record a longer answer.",
    )


def _silence(extent: Range, pieces: Sequence[dict[str, Any]]) -> Refusal | None:
    counted = sum(piece["counted"] for piece in pieces)
    if sum(piece["zero"] for piece in pieces) >= 0.999 * counted:
        return Refusal(
            "silence",
            "The recording holds digital silence. Check that the microphone is not muted and that the right one is chosen.",
        )
    if extent.loudest < SILENT:
        return Refusal(
            "silence",
            f"The recording is silent: its loudest parts are at {_decibels(extent.loudest)}. Check which microphone is chosen.",
        )
    return None


def _quietness(extent: Range) -> Refusal | None:
    if extent.loudest >= QUIET:
        return None
    return Refusal(
        "too-quiet",
        f"The recording is too quiet: its loudest parts are at {_decibels(extent.loudest)} and should reach "
        f"{_decibels(QUIET)} or more. Move closer to the microphone or turn it up.",
    )


def _kind(extent: Range, kind: Character, cut: float) -> Refusal | None:
    if kind.unvoiced > UNVOICED:
        return Refusal(
            "noise",
            f"There is noise but no voice: {100 * kind.unvoiced:.0f} % of the loud sound has no pitch. "
            "Check which microphone is chosen, and speak rather than whisper.",
        )
    if cut > CUT and not (kind.musical and (kind.colour < COLOURED or kind.steady > STEADY_PITCH)):
        return Refusal(
            "clipped",
            f"The recording is overdriven: {100 * cut:.0f} % of it is cut off at the loudest value, so syllables run into each other. "
            "Turn the microphone down or move away from it.",
        )
    if kind.musical:
        return Refusal(
            "music",
            "The recording sounds like music or a tone, not like speech: its pitch, level or beat is too even. "
            "Turn off what plays in the room and record again.",
        )
    if extent.gap < (NOISY if extent.steady else UNSTEADY):
        return Refusal(
            "noise",
            f"The voice is only {_decibels(extent.gap)} above the background, and {NOISY / 10:.0f} are needed to tell syllables "
            "and pauses from noise. Find a quieter place or move closer to the microphone.",
        )
    return None


def refusal(
    contours: Contours,
    pieces: Sequence[dict[str, Any]],
    seconds: float,
    found: Sequence[float],
    speech: Sequence[Stretch],
) -> Refusal | None:
    """Why no rates can be given, or None. `found` are the nuclei, `seconds` is the length of all sound."""
    extent = range_of(contours.sound)
    if silent := _silence(extent, pieces):
        return silent
    if seconds < LEAST_FOR_PAUSES:
        return _too_short(seconds)
    spoken = sum(stretch.seconds for stretch in speech)
    wrong = _quietness(extent) or _kind(extent, character(contours, extent, len(found), spoken), cut_share(pieces))
    if wrong:
        return wrong
    if round(seconds, 1) < LEAST_SECONDS:
        return _too_short(seconds)
    if spoken < LEAST_SPEECH:
        return Refusal(
            "too-short",
            f"The recording has {_seconds(spoken)} of speech in {_seconds(seconds)} of sound. Rates need {LEAST_SPEECH:.0f}. "
            "Record a longer answer.",
        )
    return None


def warnings(contours: Contours, pieces: Sequence[dict[str, Any]]) -> list[str]:
    """Sentences about what makes the figures less sure."""
    extent = range_of(contours.sound)
    told = []
    if extent.gap < HISSING:
        told.append(
            f"The background is only {_decibels(extent.gap)} below the voice. Quiet ends of words may count as pauses; "
            "a quieter place or a closer microphone helps."
        )
    cut = cut_share(pieces)
    if cut > CUT_SOME:
        told.append("Loud parts are cut off. Turn the microphone down a little.")
    return told
