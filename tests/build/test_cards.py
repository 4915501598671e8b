"""Cards come from the bank by rule, and their ids outlive an edit of the text."""

from collections.abc import Callable
from pathlib import Path

from macros import cards
from macros.bank import load
from macros.site import Site

Q = "questions/round.yml"


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
        "problem/running-total/mistake-starts-at-one",
        "problem/running-total/mistake-total-only",
        "problem/running-total/mistake-drops-last",
        "problem/running-total/mistake-changes-input",
        "problem/running-total/follow-up-stream",
    ]
    assert ids(site, "walkthrough/store") == ["walkthrough/store/probe-ten-times"]
    assert ids(site, "script/hello") == ["script/hello/follow-up-why"]


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
