"""The phases of a mock interview, made from what an entry says: how long each is, and what opens it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from greenroom.models.plans import Plan
from greenroom.models.problems import Problem
from greenroom.models.questions import Question
from greenroom.models.scripts import Script
from greenroom.models.walkthroughs import Walkthrough
from macros.card_rules import story_seconds

MOMENTS = {"early": 0.25, "middle": 0.5, "late": 0.8}
"""When an interjection comes -> the share of the round that is then over."""
FOLLOW_UPS_OF_A_STORY = 3
_STEP = 30
"""Scaled phases last a multiple of so many seconds."""
_PAUSE, _CLOSE, _FOLLOW_UP = 10, 20, 120
_CONVERSATION_FOLLOW_UP = 60
_WHOLE_DESIGN = re.compile(r"\b(?:[Dd]esign|[Nn]ow build) (?!for\b|and\b|,)\w")
"""A prompt that asks for a whole system; others of the design kinds ask for a part of one."""
_ASKS_FOR_CODE = re.compile(r"\b(?:Write|Implement|Return)\b")
_FRAME = ("introductions", "questions")
"""Phases of an interview plan that a mock of one problem leaves out."""


@dataclass(frozen=True)
class MockPhase:
    """A phase of a mock interview. `says` opens it where the bank gives the interviewer no words of their own."""

    id: str
    title: str
    seconds: int
    purpose: str
    clear: str = ""
    says: str = ""
    open: bool = True
    """Whether anything may be thrown in; not while one listens, tells a story or closes."""


def minutes(phases: Sequence[MockPhase]) -> int | float:
    """Length of all phases in minutes, whole where it is whole."""
    length = round(sum(phase.seconds for phase in phases) / 60, 2)
    return int(length) if length == int(length) else length


def phase_at(phases: Sequence[MockPhase], moment: str) -> str:
    """The id of the phase that an interjection of this moment falls in; "" for `any`.

    Where that phase is not open, it is the next one that is, or else the last one.
    """
    if moment not in MOMENTS:
        return ""
    at = MOMENTS[moment] * sum(phase.seconds for phase in phases)
    passed, last = 0, phases[-1].id
    for phase in phases:
        passed += phase.seconds
        if phase.open:
            last = phase.id
            if passed > at:
                break
    return last


_CLARIFY = "The scope is agreed, and you know what must be true of the answer."
_SPOKEN = {
    "coding": (("clarify", 150), ("answer", 420), ("follow-ups", 300), ("close", 30)),
    "depth": (("clarify", 60), ("answer", 300), ("follow-ups", 510), ("close", 30)),
    "ai-assisted": (("clarify", 150), ("answer", 420), ("follow-ups", 300), ("close", 30)),
    "system-design": (("clarify", 90), ("answer", 360), ("follow-ups", 420), ("close", 30)),
    "ml-system-design": (("clarify", 90), ("answer", 360), ("follow-ups", 420), ("close", 30)),
}
"""Kind -> phases in seconds of a question that is answered by talking: a quarter of an hour."""
_PARTS = {
    "clarify": MockPhase("clarify", "Clarify", 0, _CLARIFY, "clarify"),
    "answer": MockPhase("answer", "Answer", 0, "The whole answer is said in order, the point first.", "architect"),
    "follow-ups": MockPhase("follow-ups", "Follow-ups", 0, "Each follow-up has a direct answer first.", "refine"),
    "close": MockPhase(
        "close",
        "Close",
        0,
        "One sentence says the answer and its main reason.",
        says="We are at time. Give me your answer once more, in one sentence.",
        open=False,
    ),
}
_SYSTEM_DESIGN = (
    MockPhase("clarify", "Clarify", 120, "Scope, users and quality targets are agreed; nothing is drawn.", "clarify"),
    MockPhase(
        "estimate",
        "List and estimate",
        180,
        "Requirements and the load at peak are on the board, and one number has decided something.",
        "list-and-estimate",
        "Go on. What must it do, and how large is it?",
    ),
    MockPhase(
        "high-level",
        "High-level design",
        600,
        "A request can be followed from client to storage and back, and the interfaces are named.",
        "architect",
        "Draw it for me. How does one request get through?",
    ),
    MockPhase(
        "deep-dive",
        "Deep dive",
        1200,
        "One or two parts are worked out down to data model, failure and cost.",
        "architect",
        "Which part is the hardest to get right? Take me into it.",
    ),
    MockPhase(
        "wrap-up",
        "Trade-offs and close",
        600,
        "Bottlenecks, trade-offs, failures and monitoring are said, and one sentence sums it up.",
        "refine",
        "Suppose we build this. Where does it hurt first, and what did you trade away?",
    ),
)
_ML_SYSTEM_DESIGN = (
    MockPhase(
        "framing",
        "Clarify and frame",
        480,
        "Goal, users, scale, latency and constraints are clear, and the task is put as a learning problem or as none.",
        "clarify",
    ),
    MockPhase(
        "metrics",
        "Metrics and estimates",
        240,
        "One online metric, its guardrails, the offline metrics and the load on each stage are named.",
        "list-and-estimate",
        "How would you measure that it works, and how much has to be scored?",
    ),
    MockPhase(
        "data-and-features",
        "Data and features",
        480,
        "Labels, sampling, features with their freshness and the known biases are named.",
        "architect",
        "What do you train on?",
    ),
    MockPhase(
        "model",
        "Model",
        540,
        "A baseline, the model you would ship, its loss and its evaluation are explained.",
        "architect",
        "Take me to the model.",
    ),
    MockPhase(
        "serving",
        "Serving and scale",
        480,
        "The request path has a latency budget, a compute estimate and a fallback.",
        "architect",
        "Now a request comes in. What happens, and how long does each step take?",
    ),
    MockPhase(
        "monitoring",
        "Monitoring and trade-offs",
        240,
        "Drift, skew, retraining and rollback have a signal and a reaction each.",
        "refine",
        "It has been live for a month. How do you know that it still works?",
    ),
    MockPhase(
        "close",
        "Close",
        240,
        "One sentence sums the design up, and you have named what you would improve.",
        "refine",
        "We are nearly at time. Sum it up in one sentence, and tell me what you would improve.",
        open=False,
    ),
)
_OPENINGS = {
    "approach": "How would you go about it?",
    "plan": "Before you ask the assistant for anything: what is your plan?",
    "code": "Go ahead and write it. Tell me what you are doing.",
    "build": "Go ahead. Tell me what you ask for, and why.",
    "test": "How do you know that it works?",
    "verify": "How do you know that it is right?",
    "extend": "What does it cost, in time and in space?",
}
"""Phase of a coding plan -> what the interviewer opens it with."""


def is_whole_design(question: Question) -> bool:
    """Whether a question of a design kind asks for a whole system, and so fills a round."""
    return question.kind in ("system-design", "ml-system-design") and bool(_WHOLE_DESIGN.search(question.prompt))


def asks_for_code(question: Question) -> bool:
    """Whether a question has a coding problem to write its answer in: the first of its related ones."""
    asks = question.kind in ("coding", "ai-assisted") and bool(_ASKS_FOR_CODE.search(question.prompt))
    return asks and bool(question.related.problems)


def of_question(question: Question) -> list[MockPhase]:
    """A whole round for a design, a story with follow-ups for a behavioural question, else a quarter of an hour."""
    if question.kind == "behavioural":
        return _story(question)
    if is_whole_design(question):
        return list(_SYSTEM_DESIGN if question.kind == "system-design" else _ML_SYSTEM_DESIGN)
    designs = question.kind in ("system-design", "ml-system-design")
    return [
        replace(_PARTS[name], seconds=seconds, clear=_PARTS[name].clear if designs else "")
        for name, seconds in _SPOKEN[question.kind]
    ]


def _story(question: Question) -> list[MockPhase]:
    asked = min(len(question.follow_ups), FOLLOW_UPS_OF_A_STORY)
    phases = [
        MockPhase(
            "listen", "Listen and pause", _PAUSE, "You know what is asked, and which story you tell.", open=False
        ),
        MockPhase(
            "answer",
            "Answer",
            story_seconds(question),
            "The answer is told to its result or its point, and you stop.",
            open=False,
        ),
    ]
    if asked:
        done = "Each follow-up has a direct answer first, then its reason."
        phases.append(MockPhase("follow-ups", "Follow-ups", asked * _FOLLOW_UP, done))
    close = "One sentence says what the interviewer should remember."
    says = "Before we move on: what should I remember from this, in one sentence?"
    return [*phases, MockPhase("close", "Close", _CLOSE, close, says=says, open=False)]


def of_script(script: Script) -> list[MockPhase]:
    """The conversation in its seconds, a minute for each follow-up, and a closing sentence, in whole half minutes."""
    done = "You have said your last line and handed the word back."
    phases = [
        MockPhase("listen", "Listen and pause", _PAUSE, "You know what is asked and how you begin.", open=False),
        MockPhase("conversation", "The conversation", script.seconds, done, open=False),
    ]
    asked = len(script.follow_ups) * _CONVERSATION_FOLLOW_UP
    length = _PAUSE + script.seconds + _CLOSE + asked
    asked += ceil(length / _STEP) * _STEP - length
    if script.follow_ups:
        answered = "Each follow-up has a direct answer first, then its reason."
        phases.append(MockPhase("follow-ups", "Follow-ups", asked, answered))
    close = _CLOSE if script.follow_ups else _CLOSE + asked
    says = "Good. What should I remember from that, in one sentence?"
    return [
        *phases,
        MockPhase("close", "Close", close, "One sentence says what to remember.", says=says, open=False),
    ]


def of_walkthrough(walkthrough: Walkthrough) -> list[MockPhase]:
    """The phases as the walkthrough budgets them, each with words to open it."""
    return [
        MockPhase(
            phase.id,
            phase.title,
            round(phase.minutes * 60),
            phase.purpose,
            phase.clear,
            _bridge(phase.clear, phase.title),
            open=phase is not walkthrough.phases[-1],
        )
        for phase in walkthrough.phases
    ]


def _bridge(clear: str, title: str) -> str:
    """Neutral words that lead into a phase whose title says what it is about."""
    topic = title.removeprefix("Deep dive: ")
    if clear == "list-and-estimate":
        return "Go on. What must it do, and how large is it?"
    if "rchitecture" in topic:
        return "Draw it for me, from one end to the other."
    return f"Let us go into {topic[0].lower()}{topic[1:]}."


def of_problem(problem: Problem, plan: Plan) -> list[MockPhase]:
    """The problem's plan without greetings, scaled to the problem's own minutes."""
    kept = [phase for phase in plan.phases if phase.id not in _FRAME] or list(plan.phases)
    lengths = scaled([phase.minutes for phase in kept], problem.minutes * 60)
    return [
        MockPhase(phase.id, phase.title, seconds, phase.purpose, says=_OPENINGS.get(phase.id, ""))
        for phase, seconds in zip(kept, lengths, strict=True)
    ]


def scaled(shares: Sequence[float], seconds: int) -> list[int]:
    """Seconds in proportion to the shares, in half minutes, each at least one; they sum to `seconds`."""
    whole = sum(shares)
    exact = [share * seconds / whole / _STEP for share in shares]
    units = [max(1, int(each)) for each in exact]
    left = seconds // _STEP - sum(units)
    by_rest = sorted(range(len(exact)), key=lambda index: int(exact[index]) - exact[index])
    for index in by_rest[: max(0, left)]:
        units[index] += 1
    lengths = [each * _STEP for each in units]
    longest = lengths.index(max(lengths))
    lengths[longest] += seconds - sum(lengths)
    return lengths
