"""What is counted in a transcript."""

import pytest

from greenroom.speech.words import words

ANSWER = (
    "Um, so I led the the migration, you know, and it was, like, 3.5 times faster. "
    "Do you know why? Uhm, we measured it. In the end it held."
)


def phrases(found: dict[str, object]) -> dict[str, int]:
    return {each["phrase"]: each["count"] for each in found["found"]}  # type: ignore[attr-defined]


def test_fillers_are_told_from_words_that_may_be_meant() -> None:
    found = words(ANSWER, 60)
    assert phrases(found["fillers"]) == {"um": 2, "you know": 1}
    assert phrases(found["may_be_fillers"]) == {"like": 1, "you know": 1}
    assert found["fillers"]["per_minute"] == 3


def test_places_point_into_the_text_as_it_was_given() -> None:
    text = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nEr, we basically won. [laughs]\n"
    found = words(text, 30)
    (start, end) = found["fillers"]["found"][0]["at"][0]
    assert text[start:end] == "Er"
    (start, end) = found["may_be_fillers"]["found"][0]["at"][0]
    assert text[start:end] == "basically"
    assert found["words"] == 4


def test_words_said_twice_and_words_said_often() -> None:
    found = words(
        "I I built the queue. The queue was slow, so we split the queue, and each queue got a very very small job."
    )
    assert phrases(found["repeated"]) == {"i": 1}
    assert found["frequent"] == [{"word": "queue", "count": 4}]


@pytest.mark.parametrize(("count", "band"), [(0, "free"), (5, "free"), (8, "between"), (12, "hurts")])
def test_fillers_a_minute_have_a_band(count: int, band: str) -> None:
    assert words("We shipped it. " + "um " * count, 60)["fillers"]["band"] == band


@pytest.mark.parametrize("seconds", [None, 0, 19])
def test_no_rate_without_time_to_measure_it(seconds: float | None) -> None:
    found = words(ANSWER, seconds)
    assert found["words_per_minute"] is None
    assert found["fillers"]["per_minute"] is None
    assert found["fillers"]["band"] is None


def test_words_a_minute() -> None:
    assert words("one two three four five " * 10, 20)["words_per_minute"] == 150


def test_sentences() -> None:
    found = words(ANSWER)
    assert found["sentences"] == {"count": 4, "words": [16, 4, 4, 5], "median": 4.5, "longest": 16}
    assert found["last_sentence"] == "In the end it held."


def test_a_transcript_without_full_stops_has_no_sentences() -> None:
    found = words("and then we shipped it and " * 20)
    assert found["sentences"] is None
    assert found["last_sentence"] == ""


@pytest.mark.parametrize("text", ["", " \n", "[music]"])
def test_an_empty_transcript_has_nothing(text: str) -> None:
    found = words(text, 60)
    assert (found["words"], found["sentences"], found["last_sentence"]) == (0, None, "")
    assert found["words_per_minute"] is None


def test_who_speaks_and_when_is_not_spoken() -> None:
    assert words("00:12 Me: We won.\n[00:15] Interviewer: How?\n")["words"] == 3


def test_odd_texts_take_no_time() -> None:
    assert words("." * 50_000 + "um" * 50_000 + "(" * 50_000)["words"] == 1
    assert words("a " * 100_000)["words"] == 100_000


def test_a_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="seconds"):
        words("hello", -1)
