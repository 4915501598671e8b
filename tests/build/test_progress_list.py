"""The list of what can be practised: that the engine reads it, and that it names nothing the bank does not have."""

import json
from pathlib import Path

import pytest

from greenroom import api
from greenroom.progress.catalogue import AREAS, Catalogue
from greenroom.progress.readiness import INGREDIENTS, TYPES
from macros import progress
from macros.assets import dump
from macros.bank import load
from macros.markup import Renderer
from macros.site import Site

ROOT = Path(__file__).resolve().parents[2]
DAY = 86_400_000


@pytest.fixture(scope="module")
def whole() -> Site:
    """The bank of the site itself."""
    bank, findings = load(ROOT / "bank")
    assert not findings
    return Site(bank, Renderer())


def test_the_engine_reads_the_list_of_any_bank(site: Site, whole: Site) -> None:
    for each in (site, whole):
        data = json.loads(dump(progress.as_data(each)))
        days = [day * DAY for day in range(100)]
        found = api.call(
            "progress.overview", {"events": [], "catalogue": data, "cards": [], "now": 61 * DAY + 1, "days": days}
        )
        assert len(found["areas"]) == len(AREAS)
        assert found["plan"]["days"]


def test_every_round_has_something_for_each_of_its_marks(whole: Site) -> None:
    catalogue = Catalogue.read(progress.as_data(whole))
    for area, ingredients in INGREDIENTS.items():
        for ingredient in ingredients:
            if ingredient in TYPES:
                assert catalogue.of(area, TYPES[ingredient]), f"{area}: no {ingredient}"
        assert catalogue.mocks(area), f"{area}: no mock"
    assert {area for area in catalogue.decks.values() if area} <= set(AREAS)
    assert all(item.mock or item.minutes for item in catalogue.items.values())


def test_addresses_lead_to_pages(whole: Site) -> None:
    catalogue = Catalogue.read(progress.as_data(whole))
    pages = {entry.url for entry in whole.entries()}
    for item in catalogue.items.values():
        address = catalogue.url(item)
        page = ROOT / "docs" / f"{address.rstrip('/')}.md"
        assert address in pages or page.is_file(), address
    for each in catalogue.lists:
        assert (ROOT / "docs" / "study" / f"{each}.md").is_file()


def test_what_is_named_by_hand_is_in_the_bank(whole: Site) -> None:
    assert progress.DECK_AREAS.keys() <= whole.bank.decks.keys()
    assert progress.SPOKEN_AREAS.keys() <= whole.bank.spoken.keys()
    assert progress.PLAN_AREAS.keys() <= whole.bank.plans.keys()


def test_boxes_of_study_plans_know_the_rounds_they_train(whole: Site) -> None:
    week = Catalogue.read(progress.as_data(whole)).lists["seven-days"].items
    assert week["solve-queue-worker"] == ["coding"]
    assert week["design-round"] == ["system-design"]
    assert week["stop"] == []


def test_the_list_is_small(whole: Site) -> None:
    assert len(dump(progress.as_data(whole)).encode()) < 40_000
