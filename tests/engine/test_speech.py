"""Figures of speech against voices whose syllables and pauses are known, and sounds that must get a reason instead."""

import functools
import json
import random
import tracemalloc
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from greenroom import api
from greenroom.speech.bands import bands
from greenroom.speech.figures import figures, words_a_minute
from greenroom.speech.hearing import hear, unpacked
from tests import speech_synthesis as synthesis
from tests.speech_synthesis import ANSWERS, Sound, Speech

RATE = 8_000


def heard(folder: Path, samples: Sound, rate: int = RATE, cuts: Sequence[int] = ()) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    for piece in synthesis.pieces(samples, cuts):
        path = folder / "piece.pcm"
        path.write_bytes(synthesis.raw(piece))
        pieces.append(hear(str(path), rate, pieces[-1]["carry"] if pieces else None))
    return pieces


def measured(folder: Path, samples: Sound, rate: int = RATE, **rest: Any) -> dict[str, Any]:
    return figures(heard(folder, samples, rate), **rest)


def pauses_of(count: int, seed: int) -> list[float]:
    draw = random.Random(seed)  # noqa: S311 - the same pauses each time
    return [round(draw.uniform(0.4, 2.0), 2) for _ in range(count)]


@functools.cache
def spoken(answer: str, voice: str = "en", wpm: int = 160, rate: int = RATE) -> Speech:
    phrases = ANSWERS[answer]
    speech = synthesis.talk(phrases, pauses_of(len(phrases) - 1, wpm), voice=voice, wpm=wpm)
    samples = synthesis.levelled(synthesis.resampled(speech.samples, speech.rate, rate), -24)
    return Speech(samples, rate, speech.syllables, speech.pauses)


def assert_true(found: dict[str, Any], speech: Speech) -> None:
    """Done when: within 10 % for syllables and for the number of pauses."""
    assert found["ok"], found
    assert found["syllables"] == pytest.approx(speech.syllables, rel=0.1)
    assert found["pauses"]["count"] == pytest.approx(len(speech.pauses), rel=0.1)
    assert found["pauses"]["total"] == pytest.approx(sum(speech.pauses), rel=0.1)
    assert found["articulation_rate"] > found["speech_rate"] > 0


# Voice, words a minute, pitch, range of the pitch (0 is without melody), answer, rate of the sound, level.
VOICES = [
    ("en", 120, 50, 50, "decision", 8_000, -24),
    ("en", 160, 40, 60, "outage", 48_000, -20),
    ("en", 220, 50, 50, "mentor", 22_050, -24),
    ("en-us", 140, 30, 30, "ranking", 8_820, -30),
    ("en-us", 200, 60, 50, "decision", 16_000, -16),
    ("en+m1", 150, 45, 50, "outage", 8_000, -40),
    ("en-us+m2", 180, 55, 70, "mentor", 44_100, -24),
    ("en+m4", 130, 50, 40, "ranking", 8_820, -20),
    ("en-us+m7", 170, 50, 0, "outage", 8_000, -24),
    ("en+f1", 210, 50, 50, "decision", 8_820, -24),
    ("en-us+f2", 140, 70, 80, "mentor", 8_000, -34),
    ("en-gb-scotland+f3", 160, 50, 50, "ranking", 8_000, -24),
    ("en-us+f4", 190, 40, 30, "outage", 11_025, -18),
    ("en-gb-x-rp+f5", 150, 60, 50, "decision", 8_000, -24),
]


@pytest.mark.parametrize("case", VOICES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_syllables_and_pauses_are_counted_whatever_the_voice(
    case: tuple[str, int, int, int, str, int, int], tmp_path: Path
) -> None:
    voice, wpm, pitch, spread, answer, rate, level = case
    phrases = ANSWERS[answer]
    pauses = pauses_of(len(phrases) - 1, wpm)
    speech = synthesis.talk(phrases, pauses, voice=voice, wpm=wpm, pitch=pitch, spread=spread)
    samples = synthesis.levelled(synthesis.resampled(speech.samples, speech.rate, rate), level)
    assert_true(measured(tmp_path, samples, rate), speech)


CHANGES: dict[str, Callable[[Sound], Sound]] = {
    "a telephone": lambda samples: synthesis.telephone(samples, RATE),
    "a room": lambda samples: synthesis.in_a_room(samples, RATE),
    "an offset": lambda samples: synthesis.shifted(samples, 1_500),
    "white noise": lambda samples: synthesis.mixed(samples, synthesis.noise(8, -20, RATE), 25),
    "pink noise": lambda samples: synthesis.mixed(samples, synthesis.noise(8, -20, RATE, colour="pink"), 25),
    "hum": lambda samples: synthesis.mixed(samples, synthesis.melody([([50.0], 2.0)], RATE), 20),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("voice", ["en-us+m3", "en+f2"])
def test_what_happens_to_sound_on_its_way_changes_little(voice: str, name: str, tmp_path: Path) -> None:
    speech = spoken("mentor", voice, 170)
    assert_true(measured(tmp_path, CHANGES[name](speech.samples)), speech)


def test_an_answer_without_pauses_is_no_noise(tmp_path: Path) -> None:
    speech = synthesis.talk(ANSWERS["decision"], [0.0] * 11, voice="en-us", wpm=190, lead=0.1)
    samples = synthesis.levelled(synthesis.resampled(speech.samples, speech.rate, RATE), -22)
    found = measured(tmp_path, synthesis.mixed(samples, synthesis.noise(5, -20, RATE, colour="pink"), 30))
    assert found["ok"]
    assert found["syllables"] == pytest.approx(speech.syllables, rel=0.1)
    assert found["pauses"]["count"] == 0


def test_a_breath_in_a_pause_does_not_end_it(tmp_path: Path) -> None:
    speech = synthesis.talk(ANSWERS["outage"], [1.2] * 9, wpm=160)
    samples = synthesis.levelled(synthesis.resampled(speech.samples, speech.rate, RATE), -24)
    breath = synthesis.noise(0.4, -52, RATE, colour="pink")
    at = 0
    quiet = [each == 0 for each in samples]
    while (start := next((n for n in range(at, len(quiet) - RATE) if all(quiet[n : n + RATE])), None)) is not None:
        middle = start + RATE // 3
        samples[middle : middle + len(breath)] = breath
        at = start + 2 * RATE
    assert measured(tmp_path, samples)["pauses"]["count"] == 9


def notes(*pitches: Sequence[float], seconds: float, times: int) -> list[tuple[Sequence[float], float]]:
    return [(chord, seconds) for _ in range(times) for chord in pitches]


TUNE = ([262.0], [294.0], [330.0], [392.0], [330.0], [294.0])
CHORDS = ([220.0, 277.2, 329.6], [196.0, 246.9, 293.7], [174.6, 220.0, 261.6])
NO_SPEECH: dict[str, tuple[str, Callable[[], Sound]]] = {
    "digital silence": ("silence", lambda: synthesis.silence(30, RATE)),
    "hiss of a room": ("silence", lambda: synthesis.noise(30, -75, RATE)),
    "white noise": ("noise", lambda: synthesis.noise(30, -20, RATE)),
    "faint white noise": ("noise", lambda: synthesis.noise(30, -40, RATE)),
    "pink noise": ("noise", lambda: synthesis.noise(30, -25, RATE, colour="pink")),
    "rumble": ("noise", lambda: synthesis.noise(30, -20, RATE, colour="brown")),
    "drums": ("noise", lambda: synthesis.drums(30, 240, RATE)),
    "a tone": ("music", lambda: synthesis.melody([([440.0], 30.0)], RATE)),
    "hum of the mains": ("music", lambda: synthesis.melody([([50.0], 30.0)], RATE)),
    "held chords": ("music", lambda: synthesis.melody(notes(*CHORDS, seconds=2, times=5), RATE)),
    "plucked chords": ("music", lambda: synthesis.melody(notes(*CHORDS, seconds=0.5, times=20), RATE, decay=4)),
    "a tune": ("music", lambda: synthesis.melody(notes(*TUNE, seconds=0.4, times=13), RATE)),
    "a plucked tune": ("music", lambda: synthesis.melody(notes(*TUNE, seconds=0.25, times=20), RATE, decay=6)),
    "a tune with rests": ("music", lambda: synthesis.melody(notes(*TUNE, [0.001], seconds=0.3, times=14), RATE)),
    "an arpeggio": ("music", lambda: synthesis.melody(notes(*TUNE, seconds=0.125, times=40), RATE, decay=5)),
    "speech too quiet": ("too-quiet", lambda: synthesis.levelled(spoken("outage").samples, -62)),
    "speech overdriven": ("clipped", lambda: synthesis.clipped(spoken("outage").samples, 22)),
    "speech in white noise": (
        "noise",
        lambda: synthesis.mixed(spoken("outage").samples, synthesis.noise(9, -20, RATE), 5),
    ),
    "speech in pink noise": (
        "noise",
        lambda: synthesis.mixed(spoken("outage").samples, synthesis.noise(9, -20, RATE, colour="pink"), 5),
    ),
    "two seconds": (
        "too-short",
        lambda: synthesis.resampled(synthesis.phrase(ANSWERS["mentor"][0])[0], 22_050, RATE)[:16_000],
    ),
    "hardly a word": ("too-short", lambda: spoken("outage").samples[: 4 * RATE] + synthesis.silence(40, RATE)),
}


@pytest.mark.parametrize("name", NO_SPEECH)
def test_what_is_no_clear_speech_gets_a_reason_and_no_number(name: str, tmp_path: Path) -> None:
    reason, make = NO_SPEECH[name]
    found = measured(tmp_path, make())
    assert not found["ok"]
    assert found["reason"] == reason
    assert found["message"].endswith(".")
    assert found["message"].count(". ") >= 1  # what was found, and what to do
    assert not {"syllables", "speech_rate", "words_per_minute"} & set(found)
    if reason != "too-short":
        assert found["pauses"] is None


def test_a_short_clear_answer_tells_its_pauses_but_no_rate(tmp_path: Path) -> None:
    speech = synthesis.talk(ANSWERS["mentor"][:4], [0.6, 1.1, 0.8], wpm=170)
    found = measured(tmp_path, synthesis.resampled(speech.samples, speech.rate, RATE))
    assert (found["ok"], found["reason"]) == (False, "too-short")
    assert found["pauses"]["count"] == 3
    assert found["pauses"]["longest"] == pytest.approx(1.1, abs=0.12)


def test_twenty_seconds_are_enough(tmp_path: Path) -> None:
    assert measured(tmp_path, spoken("outage").samples[: 20 * RATE])["ok"]
    assert not measured(tmp_path, spoken("outage").samples[: 19 * RATE])["ok"]


@pytest.mark.parametrize("rate", [8_000, 8_820, 22_050, 48_000])
def test_cuts_anywhere_change_nothing(rate: int, tmp_path: Path) -> None:
    samples = synthesis.resampled(spoken("mentor", "en+f3", 180).samples, RATE, rate)
    draw = random.Random(rate)  # noqa: S311 - the same cuts each time
    cuts = sorted({1, 2, 50, 51, *draw.sample(range(len(samples)), 25)})
    whole, cut = heard(tmp_path, samples, rate), heard(tmp_path, samples, rate, cuts)
    for name in ("levels", "sound", "voicing", "pitch"):
        joined = array("h", (value for piece in cut for value in unpacked(piece[name])))
        assert joined == unpacked(whole[0][name])
    assert figures(cut) == figures(whole)


def test_45_minutes_take_little_memory(tmp_path: Path) -> None:
    samples = spoken("decision").samples[: 30 * RATE]
    piece = heard(tmp_path, samples)[0]
    tracemalloc.start()
    try:
        heard(tmp_path, samples)
        assert tracemalloc.get_traced_memory()[1] < 40e6
        tracemalloc.reset_peak()
        found = figures([piece] * 90)
        assert tracemalloc.get_traced_memory()[1] < 80e6
    finally:
        tracemalloc.stop()
    assert found["seconds"] == 2_700
    assert found["syllables"] == pytest.approx(90 * figures([piece])["syllables"], rel=0.02)
    assert len(json.dumps(piece)) < 30_000
    assert len(json.dumps(found)) < 200_000


def test_pieces_of_two_microphones_stand_side_by_side(tmp_path: Path) -> None:
    speech = spoken("outage")
    both = heard(tmp_path, speech.samples) + heard(tmp_path, synthesis.resampled(speech.samples, RATE, 8_820), 8_820)
    found = figures(both)
    assert found["seconds"] == pytest.approx(2 * speech.seconds, abs=0.1)
    assert found["syllables"] == pytest.approx(2 * speech.syllables, rel=0.1)


def test_marks_part_the_answer_and_declare_moments_to_think(tmp_path: Path) -> None:
    speech = synthesis.talk(ANSWERS["outage"], [0.5, 0.5, 0.5, 5.0, 0.5, 0.5, 4.6, 0.5, 0.5], wpm=150)
    pieces = heard(tmp_path, synthesis.resampled(speech.samples, speech.rate, RATE))
    plain = figures(pieces)
    assert [round(each["seconds"]) for each in plain["pauses"]["long"]] == [5, 5]
    assert any("2 pauses of more than 4 s" in note for note in plain["notes"])
    first = plain["pauses"]["long"][0]["at"]
    marks = [{"at": first + 4.9, "text": "Story"}, {"at": first - 0.3, "text": "Think", "thinking": True}]
    found = figures(pieces, marks=marks)
    assert len(found["pauses"]["long"]) == 1
    assert [phase["text"] for phase in found["phases"]] == ["", "Think", "Story"]
    assert found["phases"][1]["speech_rate"] is None
    assert sum(phase["syllables"] for phase in found["phases"]) == found["syllables"]
    assert found["phases"][-1]["end"] == found["seconds"]


def test_the_last_third_is_held_against_the_first(tmp_path: Path) -> None:
    slow = synthesis.talk(ANSWERS["mentor"], [0.6] * 9, wpm=120)
    fast = synthesis.talk(ANSWERS["mentor"], [0.4] * 9, wpm=200)
    samples = synthesis.resampled(slow.samples + fast.samples + fast.samples, slow.rate, RATE)
    trend = measured(tmp_path, samples)["trend"]
    assert trend["change"] > 0.3
    assert trend["sentences"][0].startswith("Your pace rose from ")
    steady = synthesis.resampled((slow.samples * 3), slow.rate, RATE)
    assert "stayed about the same" in measured(tmp_path, steady)["trend"]["sentences"][0]


def test_the_picture_covers_the_answer(tmp_path: Path) -> None:
    speech = spoken("ranking")
    found = measured(tmp_path, speech.samples)
    picture, windows = found["picture"], found["windows"]
    assert len(picture["levels"]) * picture["step"] == pytest.approx(speech.seconds, abs=2 * picture["step"])
    assert len(picture["speech"]) == len(speech.pauses) + 1
    assert (windows[0]["start"], windows[-1]["end"]) == (0, found["seconds"])
    assert all(8 <= window["end"] - window["start"] <= 30 for window in windows)
    assert sum(window["syllables"] for window in windows) == found["syllables"]
    assert found["pauses"]["initial_delay"] == pytest.approx(0.5, abs=0.06)


def test_words_a_minute_are_told_as_a_band() -> None:
    assert words_a_minute(4.45) == {"low": 135, "middle": 150, "high": 165}


def test_slow_and_fast_answers_are_told_so(tmp_path: Path) -> None:
    fast = synthesis.talk(ANSWERS["ranking"], [0.1] * 10, wpm=240)
    found = measured(tmp_path, synthesis.resampled(fast.samples, fast.rate, RATE))
    assert any("is fast" in note for note in found["notes"])
    slow = synthesis.talk(ANSWERS["ranking"], [2.0] * 10, wpm=110)
    found = measured(tmp_path, synthesis.resampled(slow.samples, slow.rate, RATE))
    assert any("is slow" in note for note in found["notes"])


def test_bands_say_what_they_rest_on() -> None:
    told = bands()
    assert {each["kind"] for each in told} == {"evidence", "advice", "proposal"}
    assert all(each["source"] for each in told)
    assert all(each["low"] is not None or each["high"] is not None for each in told)
    assert all("doi" in each["source"] for each in told if each["kind"] == "evidence")


def test_the_page_gets_plain_data(tmp_path: Path) -> None:
    path = tmp_path / "piece.pcm"
    path.write_bytes(synthesis.raw(spoken("outage").samples))
    piece = api.call("speech.hear", {"path": str(path), "rate": RATE, "before": None})
    told = api.call("speech.figures", {"pieces": [json.loads(json.dumps(piece))], "marks": []})
    assert json.loads(json.dumps(told)) == told
    assert api.call("speech.bands", {}) == bands()
    assert api.call("speech.figures", {"pieces": []})["reason"] == "silence"


@pytest.mark.parametrize(
    ("data", "rate", "before", "says"),
    [
        (b"\0\0\0", 8_000, None, "odd number"),
        (b"\0\0", 4_000, None, "8,000 to 48,000"),
        (b"\0\0", 8_000, {"rate": 16_000}, "begin a new recording"),
    ],
)
def test_what_is_no_sound_of_ours_is_refused(
    data: bytes, rate: int, before: dict[str, Any] | None, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "piece.pcm"
    path.write_bytes(data)
    with pytest.raises(api.EngineError, match=says):
        api.call("speech.hear", {"path": str(path), "rate": rate, "before": before})
