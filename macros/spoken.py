"""Spoken drills at build: what is wrong with one, where its prompts come from, and what the page reads."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from greenroom.estimating import variants
from greenroom.models.spoken import SpokenDraw, SpokenDrill, SpokenPrompt, SpokenStep
from macros.checks import Raw
from macros.findings import Finding, choose_from
from macros.markup import Renderer, one_line
from macros.source import Cursor

VERSION = 1
"""Version of the format that `<spoken-drill>` reads."""
SHORTEST_STEP = 3
LONGEST_DRILL = 600
"""Seconds of the shortest step and of the longest drill."""
WORDS = 100
"""Fewest words of a text that is read aloud."""
SLOWEST_READING = 120
"""Words a minute at which a text must be read to its end before its step is over."""
VARIANTS_OF_A_DRILL = 2
SHOWN = 5
"""Prompts that a page shows to readers without JavaScript."""
SEE = ("question", "problem", "walkthrough", "script", "drill", "review")
"""Kinds that `see` may name."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_PLACE = re.compile(r"\{([^{}]*)\}")
_PAGE = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md\Z")
_LINK = re.compile(r"</?a\b[^>]*>")
_IMPACTS = ("critical", "high", "medium", "bonus")


class Entries(Protocol):
    """What is seen here of the bank, which itself needs the checks of this module."""

    @property
    def spoken(self) -> Mapping[str, Any]:
        """The spoken drills by id."""

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """Entries of a kind by id."""


def seconds(drill: SpokenDrill) -> int:
    """Length of a whole drill in seconds; a step of unforeseen length counts with its longest."""
    return drill.rounds * sum(step.until or step.seconds for step in drill.steps)


def source(drill_id: str) -> str:
    """Address of a drill's data, relative to the site's root."""
    return f"assets/spoken/{drill_id}.json"


# What is wrong ---------------------------------------------------------------------------------------------------------


def findings(drill: SpokenDrill, entry: Cursor) -> Iterable[Finding]:
    """What is wrong with a drill whose shape is right: lengths, ids of steps, places for the reader's words."""
    name, length = f"spoken drill {drill.id!r}", seconds(drill)
    if not 60 <= length <= LONGEST_DRILL:
        yield entry.get("steps").finding(f"{name} takes {length} seconds", f"make it 60 to {LONGEST_DRILL}")
    if drill.rounds < 1:
        yield entry.get("rounds").finding(f"`rounds` of {name} is {drill.rounds}", "write 1 or more")
    if not _PAGE.match(drill.lesson):
        yield entry.get("lesson").finding(
            f"`lesson` of {name} is {drill.lesson!r}", "write a path in docs/, such as lessons/slow-down.md"
        )
    if bool(drill.asks) != bool(drill.example):
        yield entry.finding(f"{name} has only one of `asks` and `example`", "write both or neither")
    seen: set[str] = set()
    for step, place in zip(drill.steps, entry.get("steps").items(), strict=True):
        if step.id in seen:
            yield place.get("id").finding(f"`steps` of {name} has {step.id!r} twice", "give one of the two another id")
        elif not _SLUG.match(step.id):
            yield place.get("id").finding(f"step {step.id!r} of {name} is not a slug", "write words with `-` between")
        seen.add(step.id)
        yield from _step(drill, step, place, name)
    for prompt, place in zip(drill.prompts, entry.get("prompts").items(), strict=True):
        yield from _reading(drill, prompt, place, name)


def _step(drill: SpokenDrill, step: SpokenStep, place: Cursor, name: str) -> Iterator[Finding]:
    if step.seconds < SHORTEST_STEP:
        finding = f"step {step.id!r} of {name} takes {step.seconds} seconds"
        yield place.get("seconds").finding(finding, f"give it at least {SHORTEST_STEP}")
    if step.until is not None and step.until <= step.seconds:
        finding = f"`until` of step {step.id!r} of {name} is {step.until}"
        yield place.get("until").finding(finding, f"write more than {step.seconds}, or remove it")
    for word in _PLACE.findall(step.says):
        if word not in ("own", "then"):
            mend = choose_from(word, ["own", "then"])
            yield place.get("says").finding(f"step {step.id!r} of {name} says `{{{word}}}`", mend)
        elif word == "own" and not drill.asks:
            yield place.get("says").finding(f"{name} says `{{own}}` and asks for nothing", "add `asks` and `example`")
        elif word == "then" and (drill.draw or not all(each.then for each in drill.prompts)):
            finding = f"{name} says `{{then}}`, which not every prompt has"
            yield place.get("says").finding(finding, "give each prompt a `then`, and leave out `draw`")


def _reading(drill: SpokenDrill, prompt: SpokenPrompt, place: Cursor, name: str) -> Iterator[Finding]:
    lengths = [step.seconds for step in drill.steps if step.does == "read"]
    if lengths:
        words, most = words_of(prompt.text), lengths[0] * SLOWEST_READING // 60
        if not WORDS <= words <= most:
            finding = f"the text of prompt {prompt.id!r} of {name} has {words} words"
            yield place.get("text").finding(finding, f"write {WORDS} to {most} for {lengths[0]} seconds")


def pool_findings(bank: Entries, raw: Raw, *, whole: bool) -> Iterator[Finding]:
    """What is wrong between drills and the rest of the bank.

    That a rule finds nothing and that prompts are too few is said only of a `whole` bank, since an entry with an error of
    its own cannot be drawn.
    """
    for drill_id, entry in bank.spoken.items():
        drill, place, name = entry.model, raw.of_kind("spoken-drill")[drill_id], f"spoken drill {drill_id!r}"
        yield from _references(raw, place)
        if not whole:
            continue
        found = len(drill.prompts)
        for rule, at in zip(drill.draw, place.get("draw").items(), strict=True):
            taken = len(list(_drawn(rule, bank)))
            found += taken
            if not taken:
                yield at.finding(f"a rule of {name} finds no prompt", "name other kinds or topics, or fewer")
        if found < max(1, drill.rounds):
            yield place.finding(
                f"{name} has {found} prompts for {drill.rounds} rounds", "write `prompts`, or a rule under `draw`"
            )


def _references(raw: Raw, place: Cursor) -> Iterator[Finding]:
    """Topics and entries that there are not; a file that cannot be parsed may hold them."""
    for rule in place.get("draw").items():
        for topic in (each for listed in ("topics", "without") for each in rule.get(listed).items()):
            known = raw.of_kind("topic")
            if topic.text not in known and "topic" not in raw.broken:
                mend = choose_from(topic.text, sorted(known), "the topics are", limit=8)
                yield topic.finding(f"there is no topic {topic.text!r}", mend)
    for prompt in place.get("prompts").items():
        see = prompt.get("see")
        kind, _, entry_id = see.text.partition("/")
        if see.text and kind not in SEE:
            mend = choose_from(kind, SEE, "write kind/id with one of")
            yield see.finding(f"there is no entry {see.text!r}", mend)
        elif see.text and entry_id not in raw.of_kind(kind) and kind not in raw.broken:
            mend = choose_from(entry_id, sorted(raw.of_kind(kind)), f"the {kind}s are", limit=8)
            yield see.finding(f"there is no entry {see.text!r}", mend)


def _seen(bank: Entries, key: str) -> Any | None:
    kind, _, entry_id = key.partition("/")
    return bank.of_kind(kind).get(entry_id)


def words_of(text: str) -> int:
    """How many words are said when a Markdown text is read aloud."""
    return len(one_line(text).split())


# What the page reads ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Drawn:
    """A prompt from anywhere: texts in Markdown, points as title and text, the entry with the whole answer."""

    id: str
    text: str
    then: str = ""
    points: list[tuple[str, str]] = field(default_factory=list)
    entry: Any | None = None


def prompts(drill: SpokenDrill, bank: Entries) -> list[_Drawn]:
    """All prompts of a drill, its own first; the page draws their order."""
    own = [
        _Drawn(
            each.id,
            each.text,
            each.then,
            [(point.point, point.detail) for point in each.points],
            _seen(bank, each.see) if each.see else None,
        )
        for each in drill.prompts
    ]
    return own + [each for rule in drill.draw for each in _drawn(rule, bank)]


def _drawn(rule: SpokenDraw, bank: Entries) -> Iterator[_Drawn]:
    """What a rule takes, the most important first."""
    place = {"drills": "drill", "problems": "problem"}.get(rule.take, "question")
    chosen = [each for each in bank.of_kind(place).values() if _fits(rule, each.model)]
    chosen.sort(key=lambda each: _IMPACTS.index(getattr(each.model, "impact", "high")))
    made = (prompt for entry in chosen for prompt in _SOURCES[rule.take](rule, entry))
    for number, prompt in enumerate(made):
        if rule.limit is not None and number >= rule.limit:
            return
        yield prompt


def _fits(rule: SpokenDraw, model: Any) -> bool:
    kinds, topics = rule.kinds, set(model.topics)
    return (
        (not kinds or model.kind in kinds)
        and (not rule.topics or bool(topics & set(rule.topics)))
        and not topics & set(rule.without)
    )


def _of_drill(rule: SpokenDraw, entry: Any) -> Iterator[_Drawn]:  # noqa: ARG001 - one signature for all sources
    for each in variants(entry.model, VARIANTS_OF_A_DRILL):
        sums = [
            (step.text.rstrip("."), f"{step.sum} {'=' if step.exact else '≈'} **{step.result}**") for step in each.steps
        ]
        decides = ("What it decides", entry.model.so_what)
        yield _Drawn(f"{entry.key}/{each.seed}", each.prompt, points=[*sums, decides], entry=entry)


def _of_problem(rule: SpokenDraw, entry: Any) -> Iterator[_Drawn]:  # noqa: ARG001
    asked = [(each.question, each.answer) for each in entry.model.clarify]
    if asked:
        yield _Drawn(entry.key, f"**{entry.title}.** {entry.model.summary}", points=asked, entry=entry)


def _of_question(rule: SpokenDraw, entry: Any) -> Iterator[_Drawn]:
    it = entry.model
    points = {
        "testing": [("What it tests", it.testing)],
        "great": [(each.point, each.detail) for each in it.great],
        "answer": [(each.beat, each.say) for each in it.answer],
    }[rule.compare]
    yield _Drawn(entry.key, it.prompt, points=points, entry=entry)


def _of_follow_ups(rule: SpokenDraw, entry: Any) -> Iterator[_Drawn]:  # noqa: ARG001
    for each in entry.model.follow_ups:
        points = [("Where a good answer goes", each.direction)]
        yield _Drawn(f"{entry.key}/{each.id}", f"**{entry.title}.** {each.question}", points=points, entry=entry)


_SOURCES = {"drills": _of_drill, "problems": _of_problem, "questions": _of_question, "follow-ups": _of_follow_ups}


def as_data(drill: SpokenDrill, bank: Entries, renderer: Renderer) -> dict[str, object]:
    """A drill as the browser reads it: plain data, the texts rendered; addresses are relative to the site's root."""

    def html(text: str) -> str:
        return _LINK.sub("", renderer.html(text))

    steps = [
        {
            "id": step.id,
            "title": step.title,
            "seconds": step.seconds,
            "until": step.until,
            "html": html(step.says),
            "plain": one_line(step.says),
            "does": step.does,
            "hides": step.hides,
        }
        for step in drill.steps
    ]
    return {
        "version": VERSION,
        "id": drill.id,
        "title": drill.title,
        "lesson": {"title": drill.lesson_title, "url": page_url(drill.lesson)},
        "asks": {"label": drill.asks, "example": drill.example} if drill.asks else None,
        "rounds": drill.rounds,
        "steps": steps,
        "prompts": [
            {
                "id": each.id,
                "html": html(each.text),
                "plain": one_line(each.text),
                "then": one_line(each.then),
                "words": words_of(each.text),
                "points": [{"point": one_line(point), "html": html(text)} for point, text in each.points],
                "see": {"title": each.entry.title, "url": each.entry.url} if each.entry else None,
            }
            for each in prompts(drill, bank)
        ],
        "checks": [{"id": each.id, "html": html(each.check)} for each in drill.checks],
    }


def page_url(path: str) -> str:
    """Address of a page of `docs/` relative to the site's root: `lessons/slow-down/` for `lessons/slow-down.md`."""
    stem = path.removesuffix(".md")
    return f"{stem.removesuffix('index')}" if stem.endswith("index") else f"{stem}/"


def length_text(count: int) -> str:
    """Seconds in words for a fallback: `2 min 15 s`."""
    whole, rest = divmod(count, 60)
    return " ".join([f"{whole} min"] * bool(whole) + [f"{rest} s"] * bool(rest))
