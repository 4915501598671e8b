"""What a transcript tells: words, fillers, repeated words and sentences. The reader typed or pasted it; nothing is heard here."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LEAST_SECONDS = 20.0
"""Length of an answer below which there is no rate a minute."""
FILLERS_FREE, FILLERS_HURT = 5.0, 12.0
"""Fillers a minute: up to the first they cost nothing, from the second on they hurt (doi 10.1002/jaba.1093)."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONG_WITHOUT_STOPS = 40
_OFTEN, _OFTEN_SHARE, _OFTEN_TOLD = 4, 0.015, 5
_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?…]*(?:[.!?…](?!\s|$)[^.!?…]*)*(?:[.!?…]+[\"'”’)]*|$)")
_NOT_SPOKEN = re.compile(
    r"""
      ^\ufeff?WEBVTT[^\n]*$                                     # head of a caption file
    | ^[ \t]*\d+[ \t]*$(?=\n[^\n]*-->)                          # number of a caption
    | ^[ \t]*[\d:.,]+[ \t]*-->[^\n]*$                           # its times
    | ^[ \t]*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?[ \t]*)?   # a time at the start of a line, and who speaks
      (?:(?:me|you|i|interviewer|interviewee|candidate|speaker[ ]?\w*|q|a)[ \t]*:)?
    | \[[^\]\n]*\] | \(\w+(?:[ ]\w+)?\) | <[^>\n]*>            # what is noted, not spoken
    """,
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
_SOUNDS = {
    "um": re.compile(r"u+h*m+|[ae]+h+m+|e+r+m+"),
    "uh": re.compile(r"u+h+"),
    "er": re.compile(r"e+r+"),
    "hm": re.compile(r"h+m+|m+h+m+|m{2,}"),
}
"""Filled pauses as people and programs spell them; "erm" is the British "um"."""
_MAY_BE = (
    *("like", "ah", "actually", "basically", "literally", "honestly", "obviously", "essentially", "just", "really"),
    *("okay so", "ok so", "i think", "i guess", "i mean", "sort of", "kind of"),
    *("or something", "and stuff", "and so on"),
)
_WISHES = frozenset(
    {"would", "i'd", "you'd", "we'd", "they'd", "he'd", "she'd", "didn't", "don't", "looks", "sounds", "feels", "not"}
)
_MAY_BE_FIRST = ("so", "well", "right", "okay", "ok", "yeah", "now")
"""These are fillers at most at the start of a sentence."""
_MEANT_BEFORE = _listed(
    """
    do did does if as would could that what how when once because since
    """
)
_MEANT_AFTER = _listed(
    """
    what how why who where when which that the a an this these if whether it about of each him her them
    """
)
_COMMON = _listed(
    """
    a about after again all also am an and any are as at be because been before being but by can could did do does
    done down each else even every for from get go going got had has have having he her here hers him his how i if
    in into is it its it's i'm i'd i've i'll just know let like make made me more most much my no not now of off
    on once one only or other our out over own same say said see she should so some still such take than that
    that's the their them then there there's these they this those thing things through time to too two under
    until up us use used very was we we'd we're we've well were what when where which while who why will with
    would yes you you're your
    """
)
_DOUBLE = frozenset({"that", "had", "very", "really", "no", "bye", "so", "is"})
"""Words that are often said twice and meant."""


@dataclass(frozen=True)
class _Word:
    text: str
    """In lower case, with a straight apostrophe."""
    start: int
    end: int
    first: bool
    """Whether it begins a sentence."""


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    before = 0
    for match in _WORD.finditer(text):
        between = text[before : match.start()]
        first = not found or any(mark in between for mark in ".!?…\n")
        found.append(_Word(match.group().lower().replace("’", "'"), match.start(), match.end(), first))
        before = match.end()
    return found


def _places(found: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """Counts and places by phrase, the most frequent first."""
    places: dict[str, list[list[int]]] = {}
    for phrase, start, end in found:
        places.setdefault(phrase, []).append([start, end])
    told = [{"phrase": phrase, "count": len(where), "at": where} for phrase, where in places.items()]
    return sorted(told, key=lambda each: (-each["count"], each["phrase"]))


def _you_know(words: list[_Word], n: int) -> str:
    """Whether "you know" at a word is a filler (`filler`), may be one (`may-be`), or is no such thing (empty)."""
    if words[n].text != "you" or n + 1 == len(words) or words[n + 1].text != "know":
        return ""
    before = words[n - 1].text if n and not words[n].first else ""
    after = words[n + 2].text if n + 2 < len(words) else ""
    return "may-be" if before in _MEANT_BEFORE or after in _MEANT_AFTER else "filler"


def _fillers(words: list[_Word]) -> tuple[list[tuple[str, int, int]], list[tuple[str, int, int]]]:
    """Fillers, and what may be fillers, as phrase, start and end in the text."""
    sure: list[tuple[str, int, int]] = []
    perhaps: list[tuple[str, int, int]] = []
    phrases = {tuple(each.split()): each for each in _MAY_BE}
    for n, word in enumerate(words):
        if sound := next((name for name, form in _SOUNDS.items() if form.fullmatch(word.text)), ""):
            sure.append((sound, word.start, word.end))
        elif known := _you_know(words, n):
            (sure if known == "filler" else perhaps).append(("you know", word.start, words[n + 1].end))
        else:
            pair = tuple(each.text for each in words[n : n + 2])
            if pair in phrases and not (len(pair) == 2 and words[n + 1].first):
                perhaps.append((phrases[pair], word.start, words[n + 1].end))
            elif pair[:1] in phrases and not (word.text == "like" and n and words[n - 1].text in _WISHES):
                perhaps.append((word.text, word.start, word.end))
            elif word.first and word.text in _MAY_BE_FIRST:
                perhaps.append((f"{word.text}, at the start", word.start, word.end))
    return sure, perhaps


def _repeated(words: list[_Word]) -> list[tuple[str, int, int]]:
    """Words said twice in a row within a sentence, such as "the the"."""
    return [
        (word.text, words[n].start, word.end)
        for n, word in enumerate(words[1:])
        if word.text == words[n].text and not word.first and word.text not in _DOUBLE and not word.text.isdigit()
    ]


def _frequent(words: list[_Word]) -> list[dict[str, Any]]:
    """Words with a meaning of their own that come often, the most frequent first."""
    counts = Counter(word.text for word in words if word.text not in _COMMON and len(word.text) > 2)
    least = max(_OFTEN, _OFTEN_SHARE * len(words))
    often = [(word, count) for word, count in counts.items() if count >= least]
    return [{"word": word, "count": count} for word, count in sorted(often, key=lambda each: (-each[1], each[0]))][
        :_OFTEN_TOLD
    ]


def _sentences(text: str) -> list[str]:
    found = (" ".join(match.group().split()) for line in _paragraphs(text) for match in _SENTENCE.finditer(line))
    return [sentence for sentence in found if _WORD.search(sentence)]


def _paragraphs(text: str) -> list[str]:
    """Parts between empty lines: a single break of line may fall within a sentence, as in captions."""
    return re.split(r"\n[ \t]*\n[ \t\n]*", text) if re.search(r"[.!?…]", text) else text.splitlines()


def _of(found: list[tuple[str, int, int]], minutes: float | None) -> dict[str, Any]:
    rate = round(len(found) / minutes, 1) if minutes else None
    return {"count": len(found), "per_minute": rate, "found": _places(found)}


def words(text: str, seconds: float | None = None) -> dict[str, Any]:
    """What a transcript of an answer of `seconds` tells. Times, names of speakers and notes in brackets are left out.

    - `words`; `seconds`; `words_per_minute`, None without seconds or with fewer than LEAST_SECONDS;
    - `fillers` (um, uh, er, hm, and "you know" as a filler) and `may_be_fillers` (words such as "like" that are often meant):
      `{"count", "per_minute", "found": [{"phrase", "count", "at": [[start, end], …]}]}`, places in characters of `text`;
      `fillers` has `band` too: `free` up to FILLERS_FREE a minute, `between`, `hurts` from FILLERS_HURT on, None without a rate;
    - `repeated`: the same for words said twice in a row; `frequent`: `{"word", "count"}` of words that come often;
    - `sentences`: `{"count", "words": [of each], "median", "longest"}` or None where a long text has no full stops;
      `last_sentence`: its text, empty where there are no sentences.

    A written word counts as one however it is said: "200" is one. Raises ValueError for seconds that are negative.
    """
    if seconds is not None and seconds < 0:
        raise ValueError(f"the answer has {seconds} seconds; give its length or none")
    spoken = _NOT_SPOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    found = _words(spoken)
    minutes = seconds / 60 if seconds is not None and seconds >= LEAST_SECONDS and found else None
    sure, perhaps = _fillers(found)
    fillers = _of(sure, minutes)
    rate = fillers["per_minute"]
    band = None if rate is None else "free" if rate <= FILLERS_FREE else "hurts" if rate >= FILLERS_HURT else "between"
    sentences = _sentences(spoken)
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences]
    unstopped = len(found) > _LONG_WITHOUT_STOPS and not re.search(r"[.!?…](\s|$)", spoken)
    return {
        "words": len(found),
        "seconds": seconds,
        "words_per_minute": round(len(found) / minutes) if minutes else None,
        "fillers": {**fillers, "band": band},
        "may_be_fillers": _of(perhaps, minutes),
        "repeated": _of(_repeated(found), minutes),
        "frequent": _frequent(found),
        "sentences": None
        if unstopped or not lengths
        else {"count": len(lengths), "words": lengths, "median": statistics.median(lengths), "longest": max(lengths)},
        "last_sentence": "" if unstopped or not sentences else sentences[-1],
    }
