"""Refusals near their bounds: what was found is never told as enough."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from greenroom.speech.contours import Contours, Stretch, joined, nuclei, range_of
from greenroom.speech.fitness import NOISY, QUIET, refusal
from tests.engine.test_speech import heard, spoken


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A clear answer of more than 20 seconds, as it was heard."""
    return heard(tmp_path_factory.mktemp("sound"), spoken("outage").samples)


def quieter(contours: Contours) -> Contours:
    """Its loudest parts at −48.3 dB."""
    by = int(range_of(contours.sound).loudest) - (QUIET - 3)
    return replace(
        contours, **{name: [level - by for level in getattr(contours, name)] for name in ("levels", "sound")}
    )


def noisier(contours: Contours) -> Contours:
    """A background of 29.7 dB below the voice."""
    background = int(range_of(contours.sound).loudest) - (NOISY - 3)
    return replace(contours, sound=[max(level, background) for level in contours.sound])


def as_it_is(contours: Contours) -> Contours:
    return contours


@pytest.mark.parametrize(
    ("change", "seconds", "speaking", "says"),
    [
        (as_it_is, 19.6, 15.0, "has 19 seconds of sound. Rates need 20;"),
        (as_it_is, 1.6, 1.0, "has 1 second of sound. Rates need 20;"),
        (as_it_is, 30.6, 9.7, "has 9 seconds of speech in 30 seconds of sound. Rates need 10."),
        (as_it_is, 30.0, 1.9, "has 1 second of speech in 30 seconds of sound. Rates need 10."),
        (quieter, 30.0, 20.0, "are at −49 dB and should reach −48 dB or more."),
        (noisier, 30.0, 20.0, "is only 29 dB above the background, and 30 are needed"),
    ],
)
def test_what_falls_short_is_not_told_as_enough(
    change: Callable[[Contours], Contours],
    seconds: float,
    speaking: float,
    says: str,
    pieces: list[dict[str, Any]],
) -> None:
    contours = joined(pieces)
    found = nuclei(contours)[: int(5 * speaking)]
    refused = refusal(change(contours), pieces, seconds, found, [Stretch(0.0, speaking)])
    assert refused
    assert says in refused.message
