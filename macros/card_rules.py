"""What each kind of entry asks as flashcards: one rule a kind of card, one answer a card."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from greenroom.models.decks import CardKind
from greenroom.models.drills import Drill
from greenroom.models.parts import CardText, Flaw, FollowUp
from greenroom.models.problems import Complexity, Problem
from greenroom.models.questions import Question
from greenroom.models.reviews import Review
from greenroom.models.scripts import Script
from greenroom.models.traces import Trace
from greenroom.models.walkthroughs import Walkthrough
from macros.checks import BLANK, CARD_PREFIXES, MEND_PREFIX
from macros.cloze import cloze_cards
from macros.markup import as_markdown
from macros.shortening import bare_code, briefly

LONGEST = 60
"""Words of an answer. A page may say more; its card stops at the last whole sentence."""
LONGEST_CODE = 25
"""Lines of a solution that one may be asked to write from memory, without docstrings, comments and blank lines."""
STORY_SECONDS = 120
TALK_SECONDS = 90
_TALKS = frozenset({"introduction", "motivation", "closing"})
"""Topics of behavioural questions that ask for no story."""
_COST = re.compile(r"O\([^()]*(?:\([^()]*\)[^()]*)*\)")


class Side(NamedTuple):
    """A card without its entry: `rule` is the end of its id, texts are Markdown."""

    rule: str
    front: str
    back: str
    kind: CardKind = "plain"
    answer: str = ""
    seconds: int = 0
    problem: str = ""


def sides(model: Any, entry_id: str, solution: str = "") -> Iterator[Side]:
    """The cards of an entry in order: those by rule, then those its author wrote. `solution` is a problem's code."""
    match model:
        case Question():
            yield from _of_question(model)
        case Problem():
            yield from _of_problem(model, entry_id, solution)
        case Review():
            yield from _of_review(model)
        case Walkthrough():
            yield from _follow_ups(model.title, model.probes, "probes")
        case Script():
            yield from _of_script(model)
        case Drill() | Trace():
            pass
    yield from written(model.cards)


def written(cards: Iterable[CardText]) -> Iterator[Side]:
    """The cards of texts written by hand: one each, two where it is reversed, one a number of a cloze text."""
    for card in cards:
        rule = CARD_PREFIXES["cards"] + card.id
        if card.cloze:
            for number, front, back in cloze_cards(card.cloze):
                yield Side(f"{rule}.c{number}", front, back)
            continue
        yield Side(rule, card.front, card.back, "typed" if card.answer else "plain", card.answer)
        if card.reverse:
            yield Side(f"{rule}.reverse", card.back, card.front)


def _titled(title: str, front: str) -> str:
    return f"**{as_markdown(title)}**\n\n{front}"


def story_seconds(question: Question) -> int:
    """Length of the spoken answer to a behavioural question, in seconds."""
    return question.seconds or (STORY_SECONDS if _TALKS.isdisjoint(question.topics) else TALK_SECONDS)


def _of_question(question: Question) -> Iterator[Side]:
    back = briefly(question.testing, LONGEST)
    yield Side("testing", _titled(question.title, "What does the interviewer want to find out?"), back)
    if question.kind == "behavioural":
        outline = _outline((each.beat for each in question.answer), (each.point for each in question.great))
        yield Side("aloud", question.prompt, outline, "aloud", seconds=story_seconds(question))
    yield from _follow_ups(question.title, question.follow_ups, "follow_ups")
    yield from _flaws(question.title, question.red_flags, "red_flags")


def _of_problem(problem: Problem, slug: str, solution: str) -> Iterator[Side]:
    if (cost := problem.complexity) is not None:
        yield _cost("complexity", "time", cost.time, problem.title, cost)
        yield _cost("space", "space", cost.space, problem.title, cost)
    code = bare_code(solution, problem.language)
    if solution and sum(1 for line in code.splitlines() if line.strip()) <= LONGEST_CODE:
        names = " and ".join(f"`{name}`" for name in problem.requires) or "the query"
        front = _titled(problem.title, f"{problem.summary}\n\nWrite {names} from memory.")
        spent = f"\n\nTime `{cost.time}`, space `{cost.space}`." if cost else ""
        yield Side("code", front, f"``` {problem.language}\n{code}\n```{spent}", "code", problem=slug)
    for mistake in problem.mistakes:
        front = _titled(problem.title, f"What is wrong with this? {as_markdown(mistake.title)}.")
        yield Side(CARD_PREFIXES["mistakes"] + mistake.id, front, briefly(mistake.reason, LONGEST))
    yield from _follow_ups(problem.title, problem.follow_ups, "follow_ups")


def _cost(rule: str, what: str, value: str, title: str, cost: Complexity) -> Side:
    """Asks for one of the two costs; typed where the letters are known and there is one cost and not one a call."""
    asked = _titled(title, f"What does the reference solution cost in {what}?")
    front = f"{asked}\n\n{cost.letters}" if cost.letters else asked
    costs = _COST.findall(value)
    typed = bool(cost.letters) and len(costs) == 1 and value.startswith(costs[0])
    back = briefly(f"`{value}`.\n\n{cost.because}", LONGEST)
    return Side(rule, front, back, "typed" if typed else "plain", costs[0] if typed else "")


def _of_review(review: Review) -> Iterator[Side]:
    for defect in review.defects:
        found = f"Found in an assistant’s proposal: {as_markdown(defect.title)}."
        front = _titled(review.title, f"{found} What is wrong with it?")
        yield Side(CARD_PREFIXES["defects"] + defect.id, front, briefly(defect.reason, LONGEST))
        front = _titled(review.title, f"{found} How do you mend it?")
        yield Side(MEND_PREFIX + defect.id, front, briefly(defect.mend, LONGEST))
    yield from _follow_ups(review.title, review.follow_ups, "follow_ups")


def _of_script(script: Script) -> Iterator[Side]:
    asked = [line.text for line in script.lines if line.speaker == "interviewer"]
    if len(asked) == 1:  # a conversation with several questions cannot be spoken in one go
        examples = {blank.id: blank.example for blank in script.blanks}
        front = BLANK.sub(lambda match: as_markdown(examples[match[1]]), asked[0])
        beats = (line.beat for line in script.lines if line.beat)
        outline = _outline(beats, (each.point for each in script.listens_for))
        yield Side("aloud", _titled(script.title, front), outline, "aloud", seconds=script.seconds)
    for each in script.follow_ups:
        front = _titled(script.title, f"“{as_markdown(each.question)}” What does the interviewer listen for?")
        yield Side(CARD_PREFIXES["follow_ups"] + each.id, front, as_markdown(each.listens_for))
    yield from _flaws(script.title, script.pitfalls, "pitfalls")


def _follow_ups(title: str, follow_ups: Iterable[FollowUp], listed: str) -> Iterator[Side]:
    for each in follow_ups:
        front = _titled(title, as_markdown(each.question))
        yield Side(CARD_PREFIXES[listed] + each.id, front, briefly(each.direction, LONGEST))


def _flaws(title: str, flaws: Iterable[Flaw], listed: str) -> Iterator[Side]:
    for each in flaws:
        if each.id:
            front = f"A weakness of answers: {as_markdown(each.point)}. Why does it cost points?"
            yield Side(CARD_PREFIXES[listed] + each.id, _titled(title, front), briefly(each.detail, LONGEST))


def _outline(beats: Iterable[str], points: Iterable[str]) -> str:
    """Steps of a spoken answer, and what scores in it."""
    steps = "\n".join(f"{number}. {as_markdown(beat)}" for number, beat in enumerate(beats, 1))
    scores = "\n".join(f"- {as_markdown(point)}" for point in points)
    return f"{steps}\n\n**What scores**\n\n{scores}"
