"""Cards come from the bank by rule, and their ids outlive an edit of the text."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from greenroom.models.decks import Card
from macros import cards
from macros.bank import load
from macros.cloze import cloze_cards
from macros.markup import Renderer
from macros.pages import entry_page
from macros.shortening import bare_code, briefly
from macros.site import Site

Q = "questions/round.yml"
D = "decks/decks.yml"
P = "problems/running-total/problem.yml"
S = "scripts/hello.yml"
OWN = "    - id: own\n      front: What is a deck?\n      back: A set of cards.\n"


def ids(site: Site, key: str) -> list[str]:
    return [card.id for card in site.cards[key]]


def test_each_kind_of_entry_gives_its_cards(site: Site) -> None:
    assert ids(site, "question/design-cache") == [
        "question/design-cache/testing",
        "question/design-cache/follow-up-stampede",
        "question/design-cache/lru",
    ]
    assert ids(site, "problem/running-total") == [
        "problem/running-total/complexity",
        "problem/running-total/space",
        "problem/running-total/code",
        "problem/running-total/mistake-starts-at-one",
        "problem/running-total/mistake-total-only",
        "problem/running-total/mistake-drops-last",
        "problem/running-total/mistake-changes-input",
        "problem/running-total/follow-up-stream",
    ]
    assert ids(site, "walkthrough/store") == ["walkthrough/store/probe-ten-times"]
    assert ids(site, "script/hello") == ["script/hello/aloud", "script/hello/follow-up-why"]


def test_card_ids_stay_when_every_text_changes(broken: Callable[[str, str, str], Path], site: Site) -> None:
    broken(Q, "Whether you can name what is lost when an entry is dropped.", "Something else.")
    broken(Q, "A hot key expires. What happens?", "A popular key runs out. And now?")
    broken(Q, "What does `LRU` drop?", "Which entry goes?")
    bank, findings = load(broken(Q, "- beat: Fix the scope", "- beat: Ask first"))
    assert not findings
    assert [card.id for card in cards.derive(bank)["question/design-cache"]] == ids(site, "question/design-cache")


def test_no_two_cards_share_an_id(site: Site) -> None:
    every = [card.id for deck in site.cards.values() for card in deck]
    assert len(every) == len(set(every))


def test_a_card_names_its_entry_on_the_front_and_leads_to_its_page(site: Site) -> None:
    card = site.cards["question/design-cache"][1]
    assert "Design a cache" in card.front
    assert "A hot key expires. What happens?" in card.front
    assert card.page == "questions/design-cache/"
    assert card.topics == ("caching", "lists")


def test_a_deck_takes_its_own_cards_and_those_of_the_entries_it_selects(site: Site) -> None:
    assert [card.id for card in site.decks["chosen"]] == [
        "deck/chosen/own",
        "question/say-no/testing",
        "question/say-no/aloud",
        "question/say-no/follow-up-regret",
    ]
    assert {card.id for card in site.decks["everything"]} == {card.id for deck in site.cards.values() for card in deck}


def test_a_deck_as_data_holds_rendered_texts(site: Site) -> None:
    data = cards.as_data("chosen", "Chosen", site.decks["chosen"], site.renderer)
    assert data["version"] == 1
    assert data["cards"][0] == {  # type: ignore[index]
        "id": "deck/chosen/own",
        "front_html": "<p>What is a deck?</p>",
        "back_html": "<p>A set of cards.</p>",
        "page": "decks/chosen/",
        "topics": [],
    }


def test_markup_in_a_plain_title_is_shown_not_obeyed(site: Site) -> None:
    front = site.renderer.html(site.cards["question/design-cache"][0].front)
    assert "&lt;b&gt;{{ pages }}&lt;/b&gt;" in front
    assert "<b>" not in front


def of(bank: Path, key: str) -> dict[str, Card]:
    """The cards of an entry or deck of a sound bank, by the ends of their ids."""
    loaded, findings = load(bank)
    assert not findings, findings
    site = Site(loaded, Renderer())
    kind, _, name = key.partition("/")
    found = site.decks[name] if kind == "deck" else site.cards[key]
    return {card.id.split("/", 2)[2]: card for card in found if card.id.startswith(f"{key}/")}


def test_a_behavioural_question_is_spoken_as_it_is_asked(broken: Callable[[str, str, str], Path], site: Site) -> None:
    card = site.cards["question/say-no"][1]
    assert (card.kind, card.seconds) == ("aloud", 120)
    assert card.front == "Tell me about a time you said no."
    assert "1. Situation" in card.back
    assert "Gives a reason" in card.back
    asked = broken(
        Q, "prompt: Tell me about a time you said no.", "seconds: 45\n  prompt: Tell me about a time you said no."
    )
    assert of(asked, "question/say-no")["aloud"].seconds == 45
    assert "aloud" not in of(asked, "question/design-cache")


def test_a_script_is_spoken_in_its_own_time_and_with_examples_in_the_blanks(
    broken: Callable[[str, str, str], Path],
) -> None:
    card = of(broken(S, "text: Who are you?", 'text: "Who are you, {{ first_job }}?"'), "script/hello")["aloud"]
    assert card.seconds == 10
    front = Renderer().html(card.front)
    assert "Who are you, a baker &lt;trained&gt;?" in front


def test_a_conversation_of_several_questions_gives_no_card_to_speak(broken: Callable[[str, str, str], Path]) -> None:
    line = "    - speaker: interviewer\n      text: Who are you?\n"
    assert "aloud" not in of(broken(S, line, line + line), "script/hello")


def test_a_flaw_gives_a_card_only_where_it_has_an_id(broken: Callable[[str, str, str], Path], site: Site) -> None:
    assert not [each for each in ids(site, "question/design-cache") if "flag" in each]
    broken(S, "    - point: Mumbling", "    - id: mumbling\n      point: Mumbling")
    bank = broken(Q, "    - point: Ignores writes", "    - id: writes\n      point: Ignores writes")
    assert "Ignores writes" in of(bank, "question/design-cache")["flag-writes"].front
    assert of(bank, "script/hello")["pitfall-mumbling"].back == "Nobody hears it."


def test_a_short_solution_is_asked_for_from_memory(site: Site) -> None:
    card = next(each for each in site.cards["problem/running-total"] if each.id.endswith("/code"))
    assert (card.kind, card.problem) == ("code", "running-total")
    assert "Give the running total of a list." in card.front
    assert "total += number" in card.back
    assert '"""' not in card.back


def test_a_long_solution_is_not_asked_for_from_memory(broken: Callable[[str, str, str], Path]) -> None:
    old = "    return totals\n"
    bank = broken("problems/running-total/solution.py", old, "    number = 0\n" * 20 + old)
    assert "code" not in of(bank, "problem/running-total")


def test_a_cost_is_typed_where_its_letters_are_known(broken: Callable[[str, str, str], Path], site: Site) -> None:
    assert site.cards["problem/running-total"][0].kind == "plain"
    found = of(broken(P, "  because: One", '  letters: "`n` is the length."\n  because: One'), "problem/running-total")
    assert [(found[rule].kind, found[rule].answer) for rule in ("complexity", "space")] == [("typed", "O(n)")] * 2
    assert "`n` is the length." in found["complexity"].front
    two = broken(P, "  time: O(n)\n", "  time: O(n) to add, O(1) to look\n")
    assert of(two, "problem/running-total")["complexity"].kind == "plain"


def test_a_written_card_can_be_typed_and_reversed(broken: Callable[[str, str, str], Path]) -> None:
    found = of(broken(D, OWN, OWN + "      answer: set of cards\n      reverse: true\n"), "deck/chosen")
    assert list(found) == ["own", "own.reverse"]
    assert (found["own"].kind, found["own"].answer) == ("typed", "set of cards")
    assert (found["own.reverse"].front, found["own.reverse"].back) == ("A set of cards.", "What is a deck?")
    assert found["own.reverse"].kind == "plain"


def test_each_number_of_a_cloze_text_is_a_card_and_pages_show_no_braces(
    broken: Callable[[str, str, str], Path],
) -> None:
    text = '    - id: own\n      cloze: "{{c1::Sort}} costs {{c2::`O(n log n)`::a class}}."\n'
    bank = broken(D, OWN, text)
    found = of(bank, "deck/chosen")
    assert list(found) == ["own.c1", "own.c2"]
    html = Renderer().html
    assert html(found["own.c1"].front) == "<p><strong>[…]</strong> costs <code>O(n log n)</code>.</p>"
    assert html(found["own.c2"].front) == "<p>Sort costs <strong>[a class]</strong>.</p>"
    assert html(found["own.c2"].back) == "<p>Sort costs <strong><code>O(n log n)</code></strong>.</p>"
    loaded, _ = load(bank)
    site = Site(loaded, Renderer())
    page = entry_page(site, loaded.decks["chosen"])
    assert "{{c1" not in page
    assert "<strong>[…]</strong> costs" in page


def test_a_number_used_twice_hides_both_places() -> None:
    assert list(cloze_cards("{{c2::a}} and {{c2::b}} of {{c1::c}}")) == [
        (1, "a and b of **\\[…\\]**", "a and b of **c**"),
        (2, "**\\[…\\]** and **\\[…\\]** of c", "**a** and **b** of c"),
    ]


def test_a_deck_as_data_tells_how_a_card_is_answered(broken: Callable[[str, str, str], Path]) -> None:
    bank, _ = load(broken(D, OWN, OWN + "      answer: set of cards\n"))
    site = Site(bank, Renderer())

    def extra(name: str, found: list[Card]) -> list[dict[str, object]]:
        plain = {"id", "front_html", "back_html", "page", "topics"}
        data = cards.as_data(name, name, found, site.renderer)["cards"]
        return [{key: value for key, value in card.items() if key not in plain} for card in data]  # type: ignore[attr-defined]

    assert extra("chosen", site.decks["chosen"]) == [
        {"kind": "typed", "answer": "set of cards"},
        {},
        {"kind": "aloud", "seconds": 120},
        {},
    ]
    assert {"kind": "code", "problem": "running-total"} in extra("p", site.cards["problem/running-total"])


def test_a_long_text_ends_after_a_whole_sentence() -> None:
    text = "One two three. Four `a. B` five. Six seven eight nine."
    assert briefly(text, 100) == text
    assert briefly(text, 9) == "One two three. Four `a. B` five."
    assert briefly(text, 3) == "One two three."
    assert briefly("One two three four.\n\nFive six.", 5) == "One two three four."
    assert briefly("One two three four. Five.", 2) == "One two three four."
    assert briefly("Steps:\n\n- one two three\n- four. Five.", 3) == "Steps:\n\n- one two three\n- four. Five."


def test_a_solution_is_shown_without_docstrings_and_comments() -> None:
    code = '"""What."""\n\nimport a\n\n\n# Why.\ndef f():\n    """Gives.\n\n    More.\n    """\n    # Here.\n    return "#"  # kept\n'
    assert bare_code(code, "python") == 'import a\n\ndef f():\n    return "#"  # kept'
    assert bare_code("-- all\nSELECT 1;\n", "sql") == "SELECT 1;"


@dataclass(frozen=True)
class Wrong:
    """A mistake in the card `own` of the deck `chosen`, and what must be said of it."""

    name: str
    card: str
    """Its fields, one a line."""
    line: str
    """Text of the reported line."""
    finding: str
    mend: str


WRONG = [
    Wrong("neither side", "", "- id: own", "card 'own' of deck 'chosen' has no `front`", "or write a `cloze`"),
    Wrong("no back", "front: a", "- id: own", "card 'own' of deck 'chosen' has no `back`", "add `back:` (the answer)"),
    Wrong("empty side", 'front: a\nback: ""', 'back: ""', "`cards[1].back` of deck 'chosen' is empty", "write its text"),
    Wrong("both forms", 'front: a\ncloze: "{{c1::b}}"', "front: a", "has `cloze` and `front`", "remove `front`"),
    Wrong("cloze to type", 'cloze: "{{c1::b}}"\nanswer: b', "answer: b", "has `cloze` and `answer`", "remove `answer`"),
    Wrong("no blank", "cloze: plain words", "cloze: plain", "the cloze of card 'own' of deck 'chosen' has no blank", "into {{c1::words}}"),
    Wrong("no number", 'cloze: "{{c::b}}"', "cloze:", "braces in the cloze of card 'own'", "write a blank as {{c1::words}}"),
    Wrong("open braces", 'cloze: "{{c1::a}} {{c2::b"', "cloze:", "braces in the cloze of card 'own'", "as {{c1::words}}"),
    Wrong("blank in code", 'cloze: "`f({{c1::a}})`"', "cloze:", "a blank of card 'own' of deck 'chosen' within code", "inside"),
    Wrong("other answer", "front: a\nback: About **12** a second.\nanswer: 13 a second", "answer:", "does not say its answer '13 a second'", "both alike"),
    Wrong("part of a number", 'front: a\nback: About 120.\nanswer: "12"', "answer:", "does not say its answer '12'", "write both alike"),
    Wrong("long answer", f"front: a\nback: {'b ' * 40}\nanswer: {'b ' * 40}", "answer:", "has 79 characters", "typed in 60"),
    Wrong("long reverse", f"front: a\nback: {'b ' * 20}\nreverse: true", "reverse:", "is reversed, and its back has 20 words", "12 words"),
    Wrong("same front", "front: What does **LRU** drop\nback: b", "front:", "asks what another one asks (bank/questions/round.yml:39)", "remove one of"),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_a_wrong_card_is_reported_with_place_finding_and_mend(
    broken: Callable[[str, str, str], Path], wrong: Wrong
) -> None:
    fields = "".join(f"      {line}\n" for line in wrong.card.splitlines())
    bank = broken(D, OWN, f"    - id: own\n{fields}")
    _, findings = load(bank)
    lines = (bank / D).read_text("utf-8").splitlines()
    told = [(lines[each.line - 1], each.finding, each.mend) for each in findings if each.file == f"bank/{D}"]
    assert any(
        wrong.line in line and wrong.finding in finding and wrong.mend in mend for line, finding, mend in told
    ), told


@pytest.mark.parametrize(
    ("back", "answer"),
    [
        ("**86,400**, near 10^5.", "86400; 100,000"),
        ("About **12** a second.", "12 a second"),
        ("`O(n log n)` for the sort.", "O(n log n)"),
        ("**$0.67**: 0.02 ÷ 0.03.", "$0.67"),
        ("“Type 2”", "type 2"),
    ],
)
def test_an_answer_that_stands_in_the_back_is_sound(
    broken: Callable[[str, str, str], Path], back: str, answer: str
) -> None:
    text = f"    - id: own\n      front: a\n      back: '{back}'\n      answer: '{answer}'\n"
    assert of(broken(D, OWN, text), "deck/chosen")["own"].answer == answer


def test_the_same_question_twice_in_one_entry_is_reported(broken: Callable[[str, str, str], Path]) -> None:
    again = "    - id: again\n      question: A hot key expires!  What happens?\n      direction: All.\n"
    _, findings = load(broken(Q, "  follow_ups:\n", "  follow_ups:\n" + again))
    assert [each.finding for each in findings] == [
        "the card of 'stampede' in `follow_ups` of question 'design-cache' asks what another one asks (bank/questions/round.yml:29)"
    ]


def test_a_written_id_cannot_take_the_place_of_a_derived_card(broken: Callable[[str, str, str], Path]) -> None:
    _, findings = load(broken(Q, "    - id: lru\n", "    - id: aloud\n"))
    assert [each.finding for each in findings] == [
        "card id 'aloud' of question 'design-cache' is taken by the card every such entry has"
    ]
