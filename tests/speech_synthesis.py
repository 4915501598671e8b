"""Speech whose syllables and pauses are known, and sounds that are no speech, made for the tests from nothing but code.

The voices are eSpeak NG's, through ctypes. A text is spoken phrase by phrase; each phrase is cut to where it is heard, and
silence of known length is put between. What is true then follows from the making: the syllables are the vowels of the phonemes
that eSpeak NG reports as spoken, the pauses are the silences put in.
"""

import ctypes
import functools
import math
import random
import sys
import wave
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import espeakng_loader

type Sound = array[int]
"""Samples of 16 bits, mono."""

RATE = 22_050
"""Samples a second of eSpeak NG."""
_FULL = 32_767
_VOWELS = frozenset("aeiouAEIOU03@V")
_SYNCHRONOUS, _PHONEME_EVENTS, _DONT_EXIT = 2, 1, 0x8000
_END, _PHONEME = 0, 7
_SPEED, _PITCH, _RANGE = 1, 3, 4
_UTF8 = 1


ANSWERS: dict[str, tuple[str, ...]] = {
    "decision": (
        "last spring our team had to choose between two ways of storing events",
        "half of us wanted to keep the old queue",
        "and the other half had already written a prototype on top of a log",
        "I was asked to bring the question to an end within a week",
        "so I wrote down what each side feared most",
        "for the first group it was a migration over a holiday weekend",
        "for the second it was another year of lost messages",
        "we measured both under the load of our busiest day",
        "the log held and the queue fell behind after forty minutes",
        "I proposed to move one customer first and to keep the way back open",
        "nobody got all they wanted but everybody could explain the choice",
        "and the number of lost messages went from hundreds to zero",
    ),
    "ranking": (
        "let me start with who uses the feed and how often they open it",
        "I would assume two hundred million people a day and ten visits each",
        "that makes about twenty thousand requests a second on average",
        "candidates come from the accounts a person follows",
        "and from a retrieval model over recent posts",
        "a light model cuts a few thousand of them down to five hundred",
        "then a larger one predicts several kinds of engagement",
        "the final score weighs those predictions against what we want for the long term",
        "features are read from a store that is updated within seconds",
        "I expect the network call to the store to be the slowest part",
        "we can cache the features of popular authors near the servers",
    ),
    "outage": (
        "it was a Friday afternoon and the payment page began to time out",
        "I opened an incident and asked two people to join me",
        "the graphs showed that every slow request waited for the same database",
        "a new index had been dropped by mistake during a clean up",
        "building it again would have taken most of an hour",
        "instead we sent the readers to a copy that still had it",
        "customers could pay again after eleven minutes",
        "afterwards I wrote the review without naming anyone",
        "and we added a check that refuses to drop an index in use",
        "since then the same mistake has been stopped three times",
    ),
    "mentor": (
        "a younger colleague joined us straight from university",
        "she was quick but her changes were so large that no one could review them",
        "I offered to pair with her for an hour every morning",
        "we took one of her branches apart into seven small steps",
        "each of them could be released alone",
        "after a month her reviews took a day rather than a week",
        "what I learned is that advice about size means little without an example",
        "these days I show the seven steps to everyone who starts",
        "it has become a page in our handbook",
        "and she now gives that lesson herself",
    ),
}
"""Answers of an interview as phrases, each spoken in one breath."""


class _Name(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Synthesiser:
    """The library, which has one state for the whole process."""

    def __init__(self) -> None:
        self.library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        folder = str(Path(espeakng_loader.get_data_path()).parent)
        rate = self.library.espeak_Initialize(_SYNCHRONOUS, 0, folder.encode(), _PHONEME_EVENTS | _DONT_EXIT)
        if rate != RATE:
            raise RuntimeError(f"eSpeak NG speaks at {rate} Hz, not at {RATE}")
        self.samples: Sound = array("h")
        self.phonemes: list[str] = []
        self._heard = _Callback(self._hear)  # kept, or it is collected while the library still calls it
        self.library.espeak_SetSynthCallback(self._heard)

    def _hear(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self.samples.frombytes(ctypes.string_at(samples, 2 * count))
        n = 0
        while events[n].type != _END:
            if events[n].type == _PHONEME:
                self.phonemes.append(events[n].id.string.decode("utf-8", "replace"))
            n += 1
        return 0

    def speak(self, text: str, voice: str, wpm: int, pitch: int, spread: int) -> tuple[Sound, list[str]]:
        self.samples, self.phonemes = array("h"), []
        library = self.library
        if library.espeak_SetVoiceByName(voice.encode()):
            raise ValueError(f"eSpeak NG has no voice {voice!r}")
        for which, value in ((_SPEED, wpm), (_PITCH, pitch), (_RANGE, spread)):
            library.espeak_SetParameter(which, value, 0)
        data = text.encode() + b"\0"
        library.espeak_Synth(data, len(data), 0, 1, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        return self.samples, self.phonemes


@functools.cache
def _synthesiser() -> _Synthesiser:
    return _Synthesiser()


def is_vowel(phoneme: str) -> bool:
    """Whether eSpeak NG's mnemonic makes a syllable: a vowel, or a consonant marked as syllabic (`n-`)."""
    bare = phoneme.lstrip("',%=_:|")
    return bool(bare) and (bare[0] in _VOWELS or (bare.endswith("-") and bare[0] in "nlm"))


@dataclass(frozen=True)
class Speech:
    """A sound with what is true of it."""

    samples: Sound
    rate: int
    syllables: int
    pauses: tuple[float, ...]
    """Lengths in seconds of the silences put between phrases."""

    @property
    def seconds(self) -> float:
        """Length of the sound."""
        return len(self.samples) / self.rate


@functools.lru_cache(maxsize=512)
def phrase(text: str, voice: str = "en", wpm: int = 160, pitch: int = 50, spread: int = 50) -> tuple[Sound, int]:
    """One phrase cut to where it is heard, at RATE, and its syllables. `voice` may name a variant: `en-us+f3`."""
    samples, phonemes = _synthesiser().speak(text, voice, wpm, pitch, spread)
    return trimmed(samples), sum(map(is_vowel, phonemes))


def trimmed(samples: Sound, below: float = 45.0) -> Sound:
    """The sound without the silence at its edges: without 5 ms frames more than `below` dB under the loudest."""
    step = RATE // 200
    energies = [sum(each * each for each in samples[n : n + step]) for n in range(0, len(samples), step)]
    floor = max(energies) / 10 ** (below / 10)
    loud = [n for n, energy in enumerate(energies) if energy > floor]
    return samples[loud[0] * step : (loud[-1] + 1) * step]


def talk(
    phrases: Sequence[str],
    pauses: Sequence[float],
    *,
    voice: str = "en",
    wpm: int = 160,
    pitch: int = 50,
    spread: int = 50,
    lead: float = 0.5,
) -> Speech:
    """Phrases with `pauses` (seconds, one fewer than phrases) between, and `lead` seconds of silence before and after."""
    samples = silence(lead)
    syllables = 0
    for n, text in enumerate(phrases):
        spoken, count = phrase(text, voice, wpm, pitch, spread)
        samples += spoken
        syllables += count
        samples += silence(pauses[n] if n < len(phrases) - 1 else lead)
    return Speech(samples, RATE, syllables, tuple(pauses[: len(phrases) - 1]))


def silence(seconds: float, rate: int = RATE) -> Sound:
    """Digital silence."""
    return array("h", bytes(2 * round(seconds * rate)))


def _filled(values: Sequence[float], level: float | None = None) -> Sound:
    """Samples from floats; with a level, scaled to that many dB below full scale, root mean square."""
    scale = 1.0 if level is None else _FULL * 10 ** (level / 20) / max(1e-9, rms(values))
    scaled = [scale * each for each in values]
    if scaled and max(max(scaled), -min(scaled)) > _FULL:
        scaled = [max(-_FULL, min(_FULL, each)) for each in scaled]
    return array("h", map(round, scaled))


def rms(values: Sequence[float]) -> float:
    """Root mean square."""
    return math.sqrt(math.sumprod(values, values) / max(1, len(values)))


def levelled(samples: Sound, level: float) -> Sound:
    """The sound with its root mean square at `level` dB below full scale (-20 is usual); loud peaks are cut off."""
    return _filled(samples, level)


def clipped(samples: Sound, gain: float) -> Sound:
    """The sound made louder by `gain` dB and cut at full scale, as by a microphone turned up too far."""
    return _filled([each * 10 ** (gain / 20) for each in samples])


def shifted(samples: Sound, offset: int) -> Sound:
    """The sound with a constant added, as cheap sound cards do."""
    return _filled([each + offset for each in samples])


def noise(seconds: float, level: float, rate: int = RATE, *, colour: str = "white", seed: int = 1) -> Sound:
    """Steady noise at `level` dB below full scale: `white`, `pink` (by summed slower and slower draws) or `brown`."""
    draw = random.Random(seed)  # noqa: S311 - the same sound each time
    count = round(seconds * rate)
    values = [draw.gauss(0, 1) for _ in range(count)]
    if colour == "pink":
        for octave in range(1, 12):
            held = (
                each for each in (draw.gauss(0, 1) for _ in range(count // 2**octave + 1)) for _ in range(2**octave)
            )
            values = [a + b for a, b in zip(values, held, strict=False)]
    elif colour == "brown":
        values = list(accumulate(values, lambda before, each: 0.995 * before + each))
    return _filled(values, level)


def mixed(samples: Sound, other: Sound, snr: float) -> Sound:
    """The sound with another laid under it, `snr` dB weaker by root mean square; the other is repeated as needed."""
    gain = rms(samples) / max(1e-9, rms(other)) / 10 ** (snr / 20)
    under = (other[n % len(other)] for n in range(len(samples)))
    return _filled([a + gain * b for a, b in zip(samples, under, strict=True)])


def _sinc(cutoff: float, half: int, at: float = 0.0) -> list[float]:
    """A low-pass filter of 2 `half` + 1 taps around `at` (samples), `cutoff` as a part of the rate; von Hann's window."""
    taps = []
    for n in range(-half, half + 1):
        x = n - at
        core = 2 * cutoff if x == 0 else math.sin(2 * math.pi * cutoff * x) / (math.pi * x)
        taps.append(core * (0.5 + 0.5 * math.cos(math.pi * x / (half + 1))) if abs(x) <= half + 1 else 0.0)
    return taps


def resampled(samples: Sound, rate: int, new: int) -> Sound:
    """The sound at another rate, by a windowed sinc for each of the places a new sample can fall between two old ones."""
    if rate == new:
        return samples
    common = math.gcd(rate, new)
    steps, phases = rate // common, new // common
    cutoff = 0.5 * min(1.0, new / rate) * 0.95
    half = math.ceil(12 / (2 * cutoff))
    banks = [_sinc(cutoff, half, phase * steps % phases / phases) for phase in range(min(phases, new))]
    padded = [0.0] * half + [float(each) for each in samples] + [0.0] * (half + 1)
    width = 2 * half + 1
    count = len(samples) * new // rate
    return _filled(
        [
            math.sumprod(padded[n * steps // phases : n * steps // phases + width], banks[n % phases])
            for n in range(count)
        ]
    )


def filtered(samples: Sound, taps: Sequence[float]) -> Sound:
    """The sound through a filter of finite length."""
    padded = [0.0] * (len(taps) // 2) + [float(each) for each in samples] + [0.0] * len(taps)
    return _filled([math.sumprod(padded[n : n + len(taps)], taps) for n in range(len(samples))])


def telephone(samples: Sound, rate: int = RATE) -> Sound:
    """The sound as a telephone passes it: 300 to 3,400 Hz."""
    half = round(rate / 150)
    return filtered(samples, [b - a for a, b in zip(_sinc(300 / rate, half), _sinc(3400 / rate, half), strict=True)])


def in_a_room(samples: Sound, rate: int = RATE, *, seconds: float = 0.25, share: float = 0.15, seed: int = 1) -> Sound:
    """The sound with echoes off walls: a tail that falls by 60 dB in `seconds`, its energy a `share` of the direct sound."""
    draw = random.Random(seed)  # noqa: S311 - the same sound each time
    places = sorted(draw.uniform(0.004, seconds) for _ in range(60))
    echoes = [(round(at * rate), draw.gauss(0, 1) * 10 ** (-3 * at / seconds)) for at in places]
    scale = math.sqrt(share / sum(gain * gain for _, gain in echoes))
    values = [float(each) for each in samples]
    for delay, gain in echoes:
        late = scale * gain
        values[delay:] = [a + late * b for a, b in zip(values[delay:], samples, strict=False)]
    return _filled(values)


def tone(seconds: float, pitch: float, rate: int = RATE, *, partials: int = 1, decay: float = 0.0) -> list[float]:
    """One note of `pitch` Hz as floats: `partials` overtones of falling strength, dying away by `decay` nepers a second."""
    heard = [k for k in range(1, partials + 1) if pitch * k < rate / 2]
    strengths = [1 / k for k in heard]
    turns = [2 * math.pi * pitch * k for k in heard]
    made = []
    for n in range(round(seconds * rate)):
        at = n / rate
        edge = min(1.0, at / 0.01, (seconds - at) / 0.01)
        made.append(math.sumprod(strengths, [math.sin(turn * at) for turn in turns]) * edge * math.exp(-decay * at))
    return made


def melody(
    notes: Sequence[tuple[Sequence[float], float]], rate: int = RATE, *, level: float = -20.0, decay: float = 0.0
) -> Sound:
    """Notes or chords one after another: each its pitches in Hz and its seconds."""
    values: list[float] = []
    for pitches, seconds in notes:
        voices = [tone(seconds, each, rate, partials=5, decay=decay) for each in pitches]
        values += [sum(each) for each in zip(*voices, strict=True)]
    return _filled(values, level)


def drums(seconds: float, beats_a_minute: float, rate: int = RATE, *, level: float = -20.0, seed: int = 1) -> Sound:
    """Bursts of noise that die away, at a steady beat."""
    draw = random.Random(seed)  # noqa: S311 - the same sound each time
    beat = 60 / beats_a_minute * rate
    values = [draw.gauss(0, 1) * math.exp(-(n % beat) / rate / 0.04) for n in range(round(seconds * rate))]
    return _filled(values, level)


def pieces(samples: Sound, cuts: Sequence[int]) -> Iterator[Sound]:
    """The sound cut at the given samples."""
    edges = [0, *cuts, len(samples)]
    for start, end in zip(edges, islice(edges, 1, None), strict=False):
        yield samples[start:end]


def raw(samples: Sound) -> bytes:
    """The samples as the engine reads them: 16 bits, little-endian."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    return samples.tobytes()


def write_wav(path: Path, samples: Sound, rate: int = RATE) -> Path:
    """A WAV file of the sound, for a browser's fake microphone."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(raw(samples))
    return path
