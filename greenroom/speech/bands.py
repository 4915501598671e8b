"""The bands beside the figures, each with what it rests on: evidence, common advice, or our own proposal."""

from typing import Any

SYLLABLES_PER_WORD = 1.78
"""Syllables a word in interview English, counted in 15,974 words of answers; the usual 1.4 to 1.5 gives a fifth too many words."""
_ADVICE = "The commonest advice for talks; it comes from trainers, who refer to Street & Brady 1982 and Miller 1976."
_OURS = "Our proposal, a little wider than the advice. Other good speakers lie outside it."
_NUCLEI = "The advice of 140 to 160 words a minute at 1.78 syllables a word, as counted in answers of interviews."
_PAUSES = "Frontiers in Psychology 2022, doi 10.3389/fpsyg.2022.778018"
_FILLERS = "Laske & DiGennaro Reed 2024, doi 10.1002/jaba.1093"


def _band(figure: str, low: float | None, high: float | None, unit: str, source: str, kind: str) -> dict[str, Any]:
    return {"figure": figure, "low": low, "high": high, "unit": unit, "source": source, "kind": kind}


def bands() -> list[dict[str, Any]]:
    """Every band as `{figure, low, high, unit, source, kind}`; `low` or `high` is None where a band is open.

    `figure` names the figure of `speech.figures` or `speech.words` that it belongs to; one figure may have several. `kind` is
    `evidence`, `advice` or `proposal`. A band is shown beside its figure; it is never a score.
    """
    return [
        _band("words_per_minute", 140, 160, "words/min", _ADVICE, "advice"),
        _band("words_per_minute", 120, 170, "words/min", _OURS, "proposal"),
        _band("words_per_minute", 110, None, "words/min", "Below this we say so. Our proposal.", "proposal"),
        _band(
            "words_per_minute",
            None,
            190,
            "words/min",
            "Comprehension drops past about 190 words a minute: trainers, after Street & Brady 1982 and Miller 1976.",
            "advice",
        ),
        _band("speech_rate", 4.15, 4.75, "syllables/s", _NUCLEI, "advice"),
        _band(
            "pause_at_punctuation",
            0.6,
            0.6,
            "s",
            f"About 0.6 s sounds most natural at punctuation: {_PAUSES}",
            "evidence",
        ),
        _band(
            "longest_pause", None, 4.0, "s", f"Silences of 4 s make an answer harder to follow: {_PAUSES}", "evidence"
        ),
        _band("fillers_per_minute", None, 5, "1/min", f"Five a minute or fewer cost nothing: {_FILLERS}", "evidence"),
        _band(
            "fillers_per_minute",
            None,
            12,
            "1/min",
            f"Twelve a minute lower what listeners think of a speaker: {_FILLERS}",
            "evidence",
        ),
    ]
