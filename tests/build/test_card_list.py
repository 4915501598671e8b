"""The list of all cards, and the deck that holds them all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros import cards
from macros.bank import load
from macros.markup import Renderer
from macros.pages import entry_page
from macros.site import Site

EVERYTHING = ("decks/decks.yml", "  kinds: [system-design, coding, behavioural, ai-assisted]\n", "  every: true\n")


def test_a_deck_of_everything_holds_every_card_once_those_of_decks_too(
    broken: Callable[[str, str, str], Path], site: Site
) -> None:
    bank, findings = load(broken(*EVERYTHING))
    assert not findings
    whole = Site(bank, Renderer())
    held = [card.id for card in whole.decks["everything"]]
    assert len(held) == len(set(held))
    assert {card.id for deck in [*site.cards.values(), *site.decks.values()] for card in deck} == set(held)
    assert "deck/chosen/own" in held


def test_the_list_has_every_card_with_its_topics(site: Site) -> None:
    listed = cards.as_list(site.bank, site.cards)
    topics, places = listed["topics"], listed["cards"]
    assert isinstance(topics, list)
    assert isinstance(places, dict)
    every = {card.id: card for deck in [*site.cards.values(), *site.decks.values()] for card in deck}
    assert {card: tuple(topics[place][0] for place in of) for card, of in places.items()} == {
        id_: card.topics for id_, card in every.items()
    }
    assert dict(topics) == {topic.id: topic.title for topic in site.bank.topics.values()}


def test_the_page_of_a_large_deck_names_kinds_of_pages_not_each(
    broken: Callable[[str, str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bank, _ = load(broken(*EVERYTHING))
    site = Site(bank, Renderer())
    entry = bank.decks["everything"]
    assert "questions/design-cache/" in entry_page(site, entry)
    monkeypatch.setattr("macros.pages.DECK_PAGES", 2)
    page = entry_page(site, entry)
    assert "questions/design-cache/" not in page
    asked = sum(len(made) for key, made in site.cards.items() if key.startswith("question/"))
    assert f'<li><span>{asked} cards</span> <a href="../../questions/">Questions</a></li>' in page
    assert '<a href="../">Other decks</a>' in page
