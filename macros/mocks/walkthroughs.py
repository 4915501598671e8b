"""A walkthrough as a mock interview: its interviewer asks again, its candidate becomes the model answer."""

from greenroom.models.walkthroughs import Turn, Walkthrough, WalkthroughPhase
from macros.bank import Entry
from macros.markup import inline, one_line
from macros.mocks.parts import Mock, follow_up_data, spoken_lines
from macros.mocks.plans import MockPhase
from macros.mocks.texts import Words, asked, belongs, link, plainly
from macros.site import Site

_SPEAKERS = {"candidate": "Candidate", "board": "On the board"}


def of_walkthrough(site: Site, entry: Entry[Walkthrough], phases: list[MockPhase], words: Words) -> Mock:
    """The conversation without its candidate: what the interviewer asks, and what may be asked of them."""
    walkthrough = entry.model
    lines, asks = conversation(walkthrough, phases, words)
    probed = [each for each in walkthrough.phases[:-1] if each.clear in ("architect", "refine")][1:]
    probed = probed or walkthrough.phases[-1:]
    texts = [_whole_text(each) for each in probed]
    follow_ups = [
        follow_up_data(each, probed[belongs(f"{each.question} {each.direction}", texts)].id, words)
        for each in walkthrough.probes
    ]
    hints = []
    for index, check in enumerate(walkthrough.self_check, 1):
        places = [each for each in walkthrough.phases if each.clear == check.clear] or walkthrough.phases
        phase = places[belongs(check.check, [_whole_text(each) for each in places])].id
        hints.append({"id": f"hint-{index}", **plainly(check.check), "phase": phase})
    order = [phase.id for phase in phases]
    parts = {phase.id: part.url for part in site.parts[entry.id] for phase in part.phases}
    return Mock(
        phases=phases,
        summary=f"A whole round in {len(phases)} phases: {one_line(walkthrough.prompt)}",
        lines=lines,
        asks=asks,
        hints=sorted(hints, key=lambda hint: order.index(hint["phase"])),
        follow_ups=follow_ups,
        model=[
            {"phase": each.id, "title": each.title, "html": _spoken(each, parts[each.id], words)}
            for each in walkthrough.phases
        ],
        notes=[
            {"phase": each.id, "html": words.html(turn.text)}
            for each in walkthrough.phases
            for turn in each.turns
            if turn.speaker == "note"
        ],
        checks=[{"id": each.id, "clear": each.clear, "check": each.check} for each in walkthrough.self_check],
        tool="board",
    )


def _whole_text(phase: WalkthroughPhase) -> str:
    return " ".join([phase.title, phase.purpose, *(turn.text for turn in phase.turns)])


def conversation(
    walkthrough: Walkthrough, phases: list[MockPhase], words: Words
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The interviewer's lines, and in the first phase the answers to what the candidate asks."""
    first = walkthrough.phases[0]
    lines = spoken_lines(first.id, [walkthrough.prompt], words)
    asks: list[dict[str, str]] = []
    question = ""
    for turn in first.turns:
        if turn.speaker == "candidate":
            question = f"{question} {turn.text}".strip()
        elif turn.speaker == "interviewer" and question:
            number = len(asks) + 1
            asks.append({"id": f"ask-{number}", "question": one_line(asked(question)), **words.both(_said(turn))})
            question = ""
    waiting: list[str] = []
    for phase, planned in zip(walkthrough.phases[1:], phases[1:], strict=True):
        spoken = [turn for turn in phase.turns if turn.speaker != "note"]
        texts, merged = waiting, False
        waiting = []
        for index, turn in enumerate(spoken):
            if turn.speaker != "interviewer":
                merged = False
            elif index and all(later.speaker == "interviewer" for later in spoken[index:]) and phases[-1] != planned:
                waiting.append(_said(turn))  # the last word of a phase opens the next one
            elif merged:
                texts[-1] += f"\n\n{_said(turn)}"
            else:
                texts.append(_said(turn))
                merged = True
        lines += spoken_lines(phase.id, texts or [planned.says], words)
    return lines, asks


def _said(turn: Turn) -> str:
    return turn.in_mock or turn.text


def _spoken(phase: WalkthroughPhase, url: str, words: Words) -> str:
    """What the candidate says and draws in a phase; a drawing by its text and the page it stands on."""
    parts = []
    for turn in phase.turns:
        if turn.speaker not in _SPEAKERS:
            continue
        drawn = link(f"{url}#phase-{phase.id}", "See the drawing") if turn.figure else ""
        parts.append(
            f'<div class="gr-turn gr-turn--{turn.speaker}"><p class="gr-speaker">{_SPEAKERS[turn.speaker]}</p>'
            f"{words.html(turn.text)}{drawn}</div>"
        )
    return "".join(parts) or f"<p>{inline(phase.purpose)}</p>"
