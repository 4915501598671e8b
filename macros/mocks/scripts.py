"""A script as a mock interview: its interviewer’s lines, and the reader’s own words for the candidate’s."""

from greenroom.models.scripts import Script
from macros.markup import inline, one_line
from macros.mocks.parts import Mock, as_checks, list_html, outline, points_html, spoken_lines
from macros.mocks.plans import MockPhase
from macros.mocks.texts import Words, filled, plainly, sentences


def of_script(script: Script, phases: list[MockPhase], words: Words) -> Mock:
    """The interviewer's lines and follow-ups; the candidate's lines with their examples as the model."""
    conversation, close = phases[1].id, phases[-1].id
    asked_at = "follow-ups" if script.follow_ups else close
    said = [line for line in script.lines if line.speaker == "candidate"]
    questions = [line.text for line in script.lines if line.speaker == "interviewer"]
    lines = []
    for number, text in enumerate(questions, 1):
        phase = phases[0].id if number == 1 else conversation
        html, plain = words.html(filled(script, text, marked=True)), one_line(filled(script, text, marked=False))
        lines.append({"id": f"line-{number}", "phase": phase, "html": html, "plain": plain})
    lines += spoken_lines(close, [phases[-1].says], words)
    beats = [each.beat for each in said if each.beat]
    return Mock(
        phases=phases,
        summary=" ".join(sentences(one_line(script.situation))[:2]),
        lines=lines,
        hints=[outline("hint-1", "The beats", beats)] if beats else [],
        follow_ups=[
            {
                "id": each.id,
                "phase": asked_at,
                **plainly(each.question),
                "direction": words.html(filled(script, each.answer, marked=True))
                + f"<p><strong>Listens for</strong> {inline(each.listens_for)}</p>",
            }
            for each in script.follow_ups
        ],
        model=[
            {
                "phase": conversation,
                "title": "The script, with examples in its blanks",
                "html": list_html(((each.beat, filled(script, each.text, marked=True)) for each in said), words, "ol"),
            }
        ],
        notes=[
            {"phase": conversation, "html": f"<p><strong>{title}</strong></p>{points_html(points, words)}"}
            for title, points in (("The interviewer listens for", script.listens_for), ("Pitfalls", script.pitfalls))
        ],
        checks=as_checks("listens", script.listens_for),
        seconds=script.seconds,
    )
