"""The figures of a spoken answer: how long, how fast, which pauses, and how these change; or the reason why there are none."""

import math
import statistics
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from greenroom.speech.bands import SYLLABLES_PER_WORD
from greenroom.speech.contours import Contours, Stretch, joined, nuclei, range_of, stretches
from greenroom.speech.fitness import LEAST_FOR_PAUSES, refusal, warnings
from greenroom.speech.hearing import QUIETEST, VOICES

LONG_PAUSE = 4.0
"""Seconds from which a pause is named, outside a moment that the reader declared for thinking."""
ACCURACY = 0.1
"""How far counts of syllables may be off: the bands of words a minute are so wide."""
SLOW, FAST = 110, 190
"""Words a minute below and above which a note says so."""
LEAST_IN_PART = 4.0
"""Seconds of speech in a part of the answer, below which it gets no rate."""
TURNED = 0.1
"""A change from the first third to the last, as a part of the first, that is worth a word."""
_POINTS = 600
_STEPS = (0.1, 0.2, 0.5, 1.0)
_WINDOWS = ((90.0, 10.0), (300.0, 15.0), (math.inf, 30.0))


def _rounded(value: float, digits: int = 2) -> float:
    return round(value, digits)


def _overlap(stretch: Stretch, start: float, end: float) -> float:
    return max(0.0, min(stretch.end, end) - max(stretch.start, start))


def _pauses(speech: Sequence[Stretch]) -> list[Stretch]:
    return [Stretch(before.end, after.start) for before, after in pairwise(speech)]


def _thinking(marks: Sequence[dict[str, Any]]) -> list[Stretch]:
    """The moments declared for thinking: from their mark to the next."""
    edges = [*(float(mark["at"]) for mark in marks[1:]), math.inf]
    return [Stretch(float(mark["at"]), end) for mark, end in zip(marks, edges, strict=False) if mark.get("thinking")]


def _told_pauses(speech: Sequence[Stretch], marks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Figures of pauses; `long` are those of LONG_PAUSE or more that began outside a moment for thinking."""
    pauses = _pauses(speech)
    lengths = [pause.seconds for pause in pauses]
    thinking = _thinking(marks)
    long = [
        pause
        for pause in pauses
        if pause.seconds > LONG_PAUSE and not any(each.start <= pause.start < each.end for each in thinking)
    ]
    return {
        "count": len(pauses),
        "total": _rounded(sum(lengths)),
        "median": _rounded(statistics.median(lengths)) if lengths else None,
        "longest": _rounded(max(lengths)) if lengths else None,
        "lengths": [_rounded(length) for length in lengths],
        "long": [{"at": _rounded(pause.start), "seconds": _rounded(pause.seconds)} for pause in long],
        "longest_stretch": _rounded(max((stretch.seconds for stretch in speech), default=0.0)),
        "initial_delay": _rounded(speech[0].start) if speech else None,
    }


def words_a_minute(speech_rate: float) -> dict[str, int]:
    """The words a minute that a rate of syllables a second is like, as a band: `low`, `middle`, `high`. An estimate."""
    middle = 60 * speech_rate / SYLLABLES_PER_WORD
    return {"low": round(middle * (1 - ACCURACY)), "middle": round(middle), "high": round(middle * (1 + ACCURACY))}


def _part(start: float, end: float, speech: Sequence[Stretch], found: Sequence[float]) -> dict[str, Any]:
    """Figures of the time from `start` to `end`; rates are None with less than LEAST_IN_PART of speech."""
    spoken = sum(_overlap(stretch, start, end) for stretch in speech)
    syllables = bisect_left(found, end) - bisect_left(found, start)
    pauses = [pause for pause in _pauses(speech) if start <= pause.start < end]
    long_enough = spoken >= LEAST_IN_PART
    return {
        "start": _rounded(start),
        "end": _rounded(end),
        "speaking": _rounded(spoken),
        "syllables": syllables,
        "speech_rate": _rounded(syllables / (end - start)) if long_enough else None,
        "articulation_rate": _rounded(syllables / spoken) if long_enough else None,
        "phonation_ratio": _rounded(spoken / (end - start)),
        "pauses": len(pauses),
        "longest_pause": _rounded(max((pause.seconds for pause in pauses), default=0.0)),
    }


def _windows(seconds: float, speech: Sequence[Stretch], found: Sequence[float]) -> list[dict[str, Any]]:
    """The answer in parts of equal length, 10 to 30 s."""
    wished = next(width for longest, width in _WINDOWS if seconds < longest)
    count = max(1, round(seconds / wished))
    edges = [n * seconds / count for n in range(count + 1)]
    return [_part(start, end, speech, found) for start, end in pairwise(edges)]


def _phases(
    seconds: float, marks: Sequence[dict[str, Any]], speech: Sequence[Stretch], found: Sequence[float]
) -> list[dict[str, Any]]:
    """The answer between its marks; what lies before the first has no text."""
    edges = [
        (0.0, ""),
        *((min(seconds, max(0.0, float(mark["at"]))), str(mark.get("text", ""))) for mark in marks),
        (seconds, ""),
    ]
    return [
        {"text": text, **_part(start, end, speech, found)}
        for (start, text), (end, _) in pairwise(edges)
        if end - start > 0.5
    ]


def _turn(name: str, first: float, last: float, unit: str) -> str:
    if abs(last - first) < TURNED * first:
        return f"{name} stayed about the same: {first:.1f} {unit} in the first third, {last:.1f} in the last."
    verb = "rose" if last > first else "fell"
    return f"{name} {verb} from {first:.1f} {unit} in the first third to {last:.1f} in the last."


def _trend(speech: Sequence[Stretch], found: Sequence[float]) -> dict[str, Any] | None:
    """The last third of the answer against the first; None where one of them has too little speech."""
    start, end = speech[0].start, speech[-1].end
    third = (end - start) / 3
    first, last = _part(start, start + third, speech, found), _part(end - third, end, speech, found)
    if first["articulation_rate"] is None or last["articulation_rate"] is None:
        return None
    silent = [100 * (1 - each["phonation_ratio"]) for each in (first, last)]
    sentences = [
        _turn("Your pace", first["articulation_rate"], last["articulation_rate"], "syllables a second"),
        f"Silence took {silent[0]:.0f} % of the first third and {silent[1]:.0f} % of the last.",
    ]
    change = last["articulation_rate"] / first["articulation_rate"] - 1 if first["articulation_rate"] else 0.0
    return {"first": first, "last": last, "change": _rounded(change), "sentences": sentences}


def _picture(contours: Contours, seconds: float, speech: Sequence[Stretch]) -> dict[str, Any]:
    """What a picture of the answer needs; see `figures`."""
    step = next((step for step in _STEPS if seconds / step <= _POINTS), _STEPS[-1])
    width = round(step * VOICES)
    levels = [max(contours.sound[n : n + width]) for n in range(0, len(contours.sound), width)]
    extent = range_of(contours.sound)
    return {
        "step": step,
        "levels": [round(level / 10) for level in levels],
        "loudest": round(extent.loudest / 10),
        "background": round(max(QUIETEST, extent.background) / 10),
        "speech": [[_rounded(stretch.start), _rounded(stretch.end)] for stretch in speech],
    }


def _notes(words: dict[str, int], told: dict[str, Any]) -> list[str]:
    """Sentences about what lies outside the outer bands."""
    notes = []
    if words["middle"] < SLOW:
        notes.append(f"About {words['middle']} words a minute is slow: below {SLOW} listeners wait for you.")
    if words["middle"] > FAST:
        notes.append(f"About {words['middle']} words a minute is fast: past about {FAST} listeners understand less.")
    if told["long"]:
        longest = max(each["seconds"] for each in told["long"])
        some = "One pause" if len(told["long"]) == 1 else f"{len(told['long'])} pauses"
        notes.append(
            f"{some} of more than {LONG_PAUSE:.0f} s, the longest {longest:.1f} s. Say that you are thinking, and it is no gap."
        )
    return notes


def figures(pieces: Sequence[dict[str, Any]], marks: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The figures of a recording from the pieces that `speech.hear` gave, in order, or the reason why there are none.

    Pieces of several rates may stand side by side, as after a change of microphone.

    `marks` are moments in order, `{"at": seconds, "text": …, "thinking": true}`, the last two as wanted; each begins a phase.

    All times are in seconds from the start of the sound. With `ok` true:

    - `seconds` of sound; `speaking` of speech; `span` from the first speech to the last; `phonation_ratio`, speaking to span;
    - `syllables`; `speech_rate`, syllables a second of the span, pauses included; `articulation_rate`, of the speaking time;
      `words_per_minute`, what the speech rate is like at 1.78 syllables a word: `{"low", "middle", "high"}`, `estimate`: true;
    - `pauses`: silences of 0.3 s or more between speech: `count`, `total`, `median`, `longest`, `lengths`, `long` (of more than
      4 s, `{"at", "seconds"}`), and `longest_stretch` of speech without one, `initial_delay` before the first speech;
    - `windows`: equal parts of 10 to 30 s; `phases`: the parts between marks, with `text`. Each has `start`, `end`, `speaking`,
      `syllables`, `speech_rate`, `articulation_rate` (both None with less than 4 s of speech), `phonation_ratio`, `pauses`,
      `longest_pause`;
    - `trend`: `first` and `last` third as such parts, `change` of the articulation rate as a part, `sentences`; or None;
    - `picture`: `step` seconds, `levels` in dB a step, `loudest`, `background`, `speech` as `[start, end]` each;
    - `notes` and `warnings`: sentences.

    With `ok` false: `reason` (`too-short`, `silence`, `too-quiet`, `clipped`, `noise`, `music`), `message` (what was found and what
    to do), `seconds`, `picture`, and `pauses`, None unless only the sound's length is at fault and 5 s are there.
    """
    contours = joined(pieces)
    seconds = sum(piece["samples"] / piece["rate"] for piece in pieces)
    found = nuclei(contours)
    speech = stretches(contours, found)
    refused = refusal(contours, pieces, seconds, found, speech)
    head = {"ok": refused is None, "seconds": _rounded(seconds), "picture": _picture(contours, seconds, speech)}
    marks = sorted(marks, key=lambda mark: float(mark["at"]))
    if refused:
        sound = refused.reason == "too-short" and seconds >= LEAST_FOR_PAUSES and speech
        return {
            **head,
            "reason": refused.reason,
            "message": refused.message,
            "pauses": _told_pauses(speech, marks) if sound else None,
        }
    spoken = sum(stretch.seconds for stretch in speech)
    span = speech[-1].end - speech[0].start
    syllables = bisect_left(found, speech[-1].end) - bisect_left(found, speech[0].start)
    words = words_a_minute(syllables / span)
    told = _told_pauses(speech, marks)
    return {
        **head,
        "speaking": _rounded(spoken),
        "span": _rounded(span),
        "phonation_ratio": _rounded(spoken / span),
        "syllables": syllables,
        "speech_rate": _rounded(syllables / span),
        "articulation_rate": _rounded(syllables / spoken),
        "words_per_minute": {**words, "estimate": True},
        "pauses": told,
        "windows": _windows(seconds, speech, found),
        "phases": _phases(seconds, marks, speech, found) if marks else [],
        "trend": _trend(speech, found),
        "notes": _notes(words, told),
        "warnings": warnings(contours, pieces),
    }
