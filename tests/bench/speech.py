"""What hearing and figuring 45 minutes of speech cost the engine by itself, outside a browser."""

import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

from greenroom.speech.figures import figures
from greenroom.speech.hearing import hear
from tests import speech_synthesis as synthesis
from tests.bench.figures import Figure

RATE = 8_000
PIECE_SECONDS = 30
MINUTES = 45
AIM_HEARING = 0.6
"""Seconds a minute of sound: 1 % of its length."""
AIM_FIGURES = 5.0
"""Seconds."""
AIM_MEMORY = 60.0
"""MB."""


def _sound() -> synthesis.Sound:
    """Speech without end of text: all answers one after another."""
    phrases = [phrase for answer in synthesis.ANSWERS.values() for phrase in answer]
    speech = synthesis.talk(phrases, [0.6] * (len(phrases) - 1), voice="en-us", wpm=160)
    return synthesis.resampled(speech.samples, speech.rate, RATE)


def _heard(samples: synthesis.Sound, folder: Path, count: int) -> list[dict[str, Any]]:
    """`count` pieces of the sound, which begins anew when it is over; each handed to the next."""
    length = PIECE_SECONDS * RATE
    pieces: list[dict[str, Any]] = []
    path = folder / "piece.pcm"
    for n in range(count):
        at = n * length % (len(samples) - length)
        path.write_bytes(synthesis.raw(samples[at : at + length]))
        pieces.append(hear(str(path), RATE, pieces[-1]["carry"] if pieces else None))
    return pieces


def measure() -> list[Figure]:
    """Time of hearing and of figuring 45 minutes, and the most memory that either takes."""
    samples = _sound()
    count = MINUTES * 60 // PIECE_SECONDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        pieces = _heard(samples, folder, count)
        heard = time.perf_counter()
        found = figures(pieces)
        figured = time.perf_counter()
        tracemalloc.start()
        _heard(samples, folder, 1)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        figures(pieces)
        most = max(most, tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    if not found["ok"]:
        raise AssertionError(f"the speech of the measurement was refused: {found['message']}")
    per_minute = (heard - started) / MINUTES
    return [
        Figure("speech: hearing a minute", per_minute, "s", aim=AIM_HEARING),
        Figure(f"speech: figures of {MINUTES} min", figured - heard, "s", aim=AIM_FIGURES),
        Figure(f"speech: most memory for {MINUTES} min", most / 1e6, "MB", aim=AIM_MEMORY),
    ]
