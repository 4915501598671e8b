"""A question as a mock interview: a story with follow-ups, a whole design, a quarter of an hour, or a coding round."""

from greenroom.models.problems import Problem
from greenroom.models.questions import Question
from macros.bank import Entry
from macros.card_rules import story_seconds
from macros.mocks import plans, problems
from macros.mocks.parts import Mock, as_checks, list_html, outline, points_html, spoken_lines, spread
from macros.mocks.plans import MockPhase
from macros.mocks.texts import Words
from macros.mocks.walkthroughs import conversation
from macros.site import Site
from macros.site import minutes as in_words


def phases_of_question(site: Site, question: Question) -> list[MockPhase]:
    """The phases of its mock: those of a coding round where its answer is code."""
    problem = problem_of(site, question)
    return problems.phases_of_problem(site, problem.model) if problem else plans.of_question(question)


def of_question(site: Site, entry: Entry[Question], phases: list[MockPhase], words: Words) -> Mock:
    """The question, what follows, and its answer; with the editor where it asks for code."""
    problem = problem_of(site, entry.model)
    made = _spoken(site, entry.model, phases, words)
    return _with_problem(site, problem, made) if problem else made


def _spoken(site: Site, question: Question, phases: list[MockPhase], words: Words) -> Mock:
    ids = [phase.id for phase in phases]
    answering = next((each for each in _ANSWERED if each in ids), ids[0])
    first, *rest = phases
    lines = spoken_lines(first.id, [question.prompt], words)
    for phase in rest:
        lines += spoken_lines(phase.id, [phase.says], words)
    designed = plans.is_whole_design(question)
    story = question.kind == "behavioural"
    seconds = story_seconds(question) if story else None
    hints = [{"id": "hint-1", **words.both(question.testing), "phase": ""}]
    hints.append(outline("hint-2", "The answer in steps", [each.beat for each in question.answer]))
    return Mock(
        phases=phases,
        summary=_summary(question, phases, designed=designed),
        lines=lines,
        asks=_borrowed_asks(site, question) if designed else [],
        hints=hints,
        follow_ups=spread(question.follow_ups, [each for each in ids if each in _PROBED] or ids[-1:], words),
        model=[
            {
                "phase": answering,
                "title": "The answer, beat by beat",
                "html": list_html(((each.beat, each.say) for each in question.answer), words, "ol"),
            },
            {"phase": answering, "title": "A great answer", "html": points_html(question.great, words)},
        ],
        notes=[
            {
                "phase": answering,
                "html": f"<p><strong>What costs the offer</strong></p>{points_html(question.red_flags, words)}",
            }
        ],
        checks=as_checks("great", question.great),
        tool="board" if question.kind in ("system-design", "ml-system-design") else "",
        seconds=seconds,
    )


_ANSWERED = ("answer", "high-level", "approach", "plan")
"""Phases that the model answer belongs to; else the first."""
_PROBED = ("follow-ups", "deep-dive", "model", "serving", "monitoring", "extend")
"""Phases in which follow-ups are asked."""


def _summary(question: Question, phases: list[MockPhase], *, designed: bool) -> str:
    length = in_words(plans.minutes(phases))
    if question.kind == "behavioural":
        answer = in_words(story_seconds(question) / 60)
        return f"One question, an answer of {answer} aloud, then follow-ups and a closing sentence: {length} in all."
    if designed:
        return f"A whole round on one design, {length}, with a board and the interviewer’s questions on the way."
    return f"One question in {length}: clarify, answer aloud, take the follow-ups, close with one sentence."


def _borrowed_asks(site: Site, question: Question) -> list[dict[str, str]]:
    """Answers to clarifying questions from the walkthrough of the same design, where there is one."""
    twin = site.bank.walkthroughs.get(question.id.removeprefix("design-"))
    if twin is None or twin.id not in question.related.walkthroughs:
        return []
    words = Words(site.renderer, f"{twin.url.rstrip('/')}.md")
    return conversation(twin.model, plans.of_walkthrough(twin.model), words)[1]


def problem_of(site: Site, question: Question) -> Entry[Problem] | None:
    """The problem that a question's answer is written in, if it asks for code."""
    return site.bank.problems[question.related.problems[0]] if plans.asks_for_code(question) else None


def _with_problem(site: Site, problem: Entry[Problem], made: Mock) -> Mock:
    """The mock of a question that asks for code: its own words, sat as a coding round with the problem's editor."""
    words = Words(site.renderer, f"{problem.url.rstrip('/')}.md")
    coding = problems.of_problem(site, problem, made.phases, words)
    prompt, (statement, *rest) = made.lines[0], coding.lines
    lead = "Here it is in full, as the tests have it."
    statement = statement | {"html": f"<p>{lead}</p>{statement['html']}", "plain": f"{lead} {statement['plain']}"}
    return Mock(
        phases=made.phases,
        summary=f"One question, answered in code: {in_words(problem.model.minutes)} with the editor and the tests.",
        lines=[prompt, statement, *rest],
        asks=coding.asks,
        hints=coding.hints,
        follow_ups=made.follow_ups,
        model=[*made.model, *coding.model],
        notes=[*made.notes, *coding.notes],
        checks=made.checks,
        tool="code",
        problem=coding.problem,
    )
