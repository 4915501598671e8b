"""A problem as a mock interview: a coding round with the editor and the tests."""

from greenroom.models.problems import Problem
from macros.bank import Entry
from macros.markup import one_line
from macros.mocks import plans
from macros.mocks.parts import Mock, list_html, spoken_lines, spread
from macros.mocks.plans import MockPhase
from macros.mocks.texts import Words, link
from macros.site import Site
from macros.site import minutes as in_words


def phases_of_problem(site: Site, problem: Problem) -> list[MockPhase]:
    """The phases of its plan, in its own minutes."""
    return plans.of_problem(problem, site.bank.plans[problem.plan].model)


def of_problem(site: Site, entry: Entry[Problem], phases: list[MockPhase], words: Words) -> Mock:
    """The statement, its clarifications and hints, and what follows when the code runs."""
    problem = entry.model
    first, *rest = phases
    statement = site.bank.folders[entry.id].statement
    lines = [{"id": "statement", "phase": first.id, "html": words.html(statement), "plain": one_line(problem.summary)}]
    for phase in rest:
        lines += spoken_lines(phase.id, [phase.says], words)
    ids = [phase.id for phase in phases]
    tested = next((each for each in ("test", "verify") if each in ids), ids[-1])
    planned = next((each for each in ("approach", "plan") if each in ids), ids[0])
    solution = site.solutions[entry.id].url
    mistakes = list_html(((each.title, each.reason) for each in problem.mistakes), words, "ul")
    return Mock(
        phases=phases,
        summary=f"{one_line(problem.summary)} {in_words(problem.minutes)}, with the editor and the tests.",
        lines=lines,
        asks=[
            {"id": each.id, "question": one_line(each.question), **words.both(each.answer)} for each in problem.clarify
        ],
        hints=[
            {"id": f"hint-{number}", **words.both(hint), "phase": ""} for number, hint in enumerate(problem.hints, 1)
        ],
        follow_ups=spread(problem.follow_ups, ["extend" if "extend" in ids else ids[-1]], words),
        model=[
            {
                "phase": planned,
                "title": "How to solve it",
                "html": words.html(problem.approach) + link(solution, "The solution in code, and what it costs"),
            }
        ],
        notes=[
            {"phase": tested, "html": f"<p><strong>Mistakes that people make here</strong></p>{mistakes}"}
            for _ in problem.mistakes[:1]
        ],
        tool="code",
        problem={
            "id": entry.id,
            "src": f"assets/problems/{entry.id}.json",
            "solution": solution,
            "language": problem.language,
        },
    )
