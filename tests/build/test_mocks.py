"""Mock interviews at build: every entry can be sat, and the files keep their shape."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from greenroom.models.parts import KIND_TITLES
from greenroom.models.walkthroughs import CLEAR_TITLES
from macros import assets
from macros.bank import load
from macros.markup import Renderer
from macros.mocks import data, plans, texts
from macros.pages import entry_html, entry_page
from macros.site import Site

ROOT = Path(__file__).resolve().parents[2]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def whole() -> Site:
    """The site's own bank."""
    bank, findings = load(ROOT / "bank")
    assert not findings
    return Site(bank, Renderer())


@pytest.fixture(scope="module")
def mocks(whole: Site) -> dict[str, Json]:
    """Every mock interview of the site by its id."""
    return {entry.key: data.mock_data(whole, entry) for entry in data.entries(whole)}


# The shape of the files

TEXT, HTML, PHASE, ANY_PHASE, CLEAR = "text", "html", "phase", "phase or none", "clear"
SHAPES: dict[str, dict[str, str]] = {
    "lines": {"id": TEXT, "phase": PHASE, "html": HTML, "plain": TEXT},
    "asks": {"id": TEXT, "question": TEXT, "html": HTML, "plain": TEXT},
    "hints": {"id": TEXT, "html": HTML, "plain": TEXT, "phase": ANY_PHASE},
    "redirects": {"id": TEXT, "html": HTML, "plain": TEXT, "phase": ANY_PHASE, "direction": HTML},
    "curveballs": {"id": TEXT, "html": HTML, "plain": TEXT, "phase": PHASE, "direction": HTML},
    "follow_ups": {"id": TEXT, "phase": PHASE, "html": HTML, "plain": TEXT, "direction": HTML},
    "model": {"phase": PHASE, "title": TEXT, "html": HTML},
    "notes": {"phase": PHASE, "html": HTML},
    "checks": {"id": TEXT, "clear": CLEAR, "check": TEXT},
}
HEAD = {"version", "id", "type", "title", "kind", "impact", "url", "minutes", "summary", "plan", "rubric", "tool"}
HEAD |= {"problem", "seconds", *SHAPES}
TAG = re.compile(r"</?(?:p|li|ul|ol|code|pre|strong|em|a|div|span|table|br)\b[^>]*>|&[a-z]+;|`|\*\*|\{\{")


def wrong(mock: Json) -> Iterator[str]:
    """What in a mock interview is not as the room expects it."""
    phases = [phase["id"] for phase in mock["plan"]["phases"]]
    if set(mock) != HEAD:
        yield f"fields {set(mock) ^ HEAD}"
    if len(phases) != len(set(phases)) or not all(phase["seconds"] > 0 for phase in mock["plan"]["phases"]):
        yield "phases"
    if any(phase["clear"] not in ("", *CLEAR_TITLES) or not phase["purpose"] for phase in mock["plan"]["phases"]):
        yield "clear or purpose of a phase"
    if abs(sum(phase["seconds"] for phase in mock["plan"]["phases"]) - mock["minutes"] * 60) > 0.5:
        yield "phases do not sum to the minutes"
    for listed, shape in SHAPES.items():
        for item in mock[listed]:
            if set(item) != set(shape):
                yield f"{listed}: fields {set(item) ^ set(shape)}"
            yield from (
                f"{listed}: {name} {item[name]!r}" for name, kind in shape.items() if not fits(kind, item[name], phases)
            )
        ids = [item["id"] for item in mock[listed] if "id" in item]
        if len(ids) != len(set(ids)):
            yield f"{listed}: an id twice"


def fits(kind: str, value: str, phases: list[str]) -> bool:
    """Whether a value is of its kind."""
    if kind in (PHASE, ANY_PHASE):
        return value in phases or (kind == ANY_PHASE and not value)
    if kind == CLEAR:
        return value in ("", *CLEAR_TITLES)
    if kind == HTML:
        bare = re.sub(r"<[^>]+>", "", value).strip()
        return bool(bare) and len(re.findall("<p[ >]", value)) == value.count("</p>") and " style=" not in value
    return bool(value.strip()) and not TAG.search(value)


def test_every_entry_becomes_a_mock_that_keeps_its_shape(mocks: dict[str, Json], whole: Site) -> None:
    expected = sum(len(whole.bank.of_kind(kind)) for kind in data.TYPES)
    assert len(mocks) == expected
    assert {key: list(wrong(mock)) for key, mock in mocks.items() if any(wrong(mock))} == {}


def test_each_mock_opens_with_a_line_of_its_first_phase(mocks: dict[str, Json]) -> None:
    order = {key: [phase["id"] for phase in mock["plan"]["phases"]] for key, mock in mocks.items()}
    for key, mock in mocks.items():
        assert mock["lines"][0]["phase"] == order[key][0], key
        at = [order[key].index(line["phase"]) for line in mock["lines"]]
        assert at == sorted(at), f"{key}: lines jump between phases"


def test_each_phase_of_a_design_round_is_opened_by_the_interviewer(mocks: dict[str, Json]) -> None:
    for key, mock in mocks.items():
        if mock["tool"] == "board" and mock["minutes"] > 20:
            assert {line["phase"] for line in mock["lines"]} == {phase["id"] for phase in mock["plan"]["phases"]}, key
            assert {phase["clear"] for phase in mock["plan"]["phases"]} == set(CLEAR_TITLES), key


def test_every_mock_can_be_steered(mocks: dict[str, Json]) -> None:
    assert {key for key, mock in mocks.items() if len(mock["redirects"]) < 4} == set()
    longer = {key: mock for key, mock in mocks.items() if mock["minutes"] >= 10}
    assert {key for key, mock in longer.items() if len(mock["curveballs"]) < 3} == set()
    assert all(len(mock[listed]) <= data.MOST for mock in mocks.values() for listed in ("redirects", "curveballs"))


def test_nothing_is_asked_twice_in_a_mock(mocks: dict[str, Json]) -> None:
    for key, mock in mocks.items():
        thrown = {each["id"] for each in [*mock["redirects"], *mock["curveballs"]]}
        assert not thrown & {each["id"] for each in mock["follow_ups"]}, key


def test_links_lead_to_pages_of_the_site(mocks: dict[str, Json], whole: Site) -> None:
    entries = {each.url for each in whole.entries()}
    entries |= {part.url for parts in whole.parts.values() for part in parts} | {
        each.url for each in whole.solutions.values()
    }
    written = {texts.page_url(path.relative_to(ROOT / "docs").as_posix()) for path in (ROOT / "docs").rglob("*.md")}
    known = entries | written
    for key, mock in mocks.items():
        found = re.findall(r'href="([^"]*)"', json.dumps(mock).replace('\\"', '"'))
        for address in found:
            assert address.startswith((texts.ROOT, "https://")), f"{key}: {address}"
            place = address.removeprefix(texts.ROOT).split("#")[0]
            assert address.startswith("https://") or place in known, f"{key}: {address}"


def test_files_are_small(mocks: dict[str, Json]) -> None:
    sizes = {key: len(assets.dump(mock).encode()) for key, mock in mocks.items()}
    assert max(sizes.values()) < 80_000
    assert sum(sizes.values()) < 3_000_000


def test_the_catalogue_lists_them_all(mocks: dict[str, Json], whole: Site) -> None:
    listed = {each["id"]: each for each in data.catalogue(whole)["mocks"]}
    assert list(listed) == list(mocks)
    fields = {"id", "type", "title", "kind", "impact", "minutes", "topics", "url"}
    for key, each in listed.items():
        assert set(each) == fields
        assert each["kind"] in KIND_TITLES
        assert each["impact"] in ("critical", "high", "medium", "bonus")
        assert all(each[name] == mocks[key][name] for name in fields - {"topics"})


# Rubrics


def test_every_kind_has_a_rubric_with_levels_and_a_place_to_practise(whole: Site) -> None:
    rubrics = data.rubrics(whole)["rubrics"]
    assert set(rubrics) == set(KIND_TITLES)
    pages = {texts.page_url(path.relative_to(ROOT / "docs").as_posix()) for path in (ROOT / "docs").rglob("*.md")}
    pages |= {each.url for each in whole.entries()}
    for rubric in rubrics.values():
        ids = [each["id"] for each in rubric["criteria"]]
        assert 5 <= len(ids) <= 7
        assert "redirects" in ids
        for each in rubric["criteria"]:
            assert len(each["levels"]) == 4
            assert each["question"].endswith(("?", '?"', ".)"))
            assert each["practise"]["url"] in pages, each["practise"]
    for kind in ("system-design", "ml-system-design"):
        assert {each["clear"] for each in rubrics[kind]["criteria"]} >= set(CLEAR_TITLES)


def test_the_curveballs_of_the_guide_are_among_them(whole: Site) -> None:
    guide = (ROOT / "docs/guides/curveballs.md").read_text("utf-8")
    named = set(re.findall(r"questions/(curveball-[a-z0-9-]+)\.md", guide))
    assert len(named) == 6
    worked = {each.model.question for each in whole.bank.interjections.values() if each.model.form == "curveball"}
    assert named <= worked


# How entries become mocks


def test_a_walkthrough_gives_lines_answers_and_the_model(mocks: dict[str, Json]) -> None:
    mock = mocks["walkthrough/feed-ranking"]
    assert mock["minutes"] == 45
    assert [each["question"] for each in mock["asks"]][:2] == [
        "What does a good feed mean here? Likes, comments and shares, time in the app, or some mix?",
        "How many people use it each day, and how often do they open the feed?",
    ]
    assert mock["asks"][1]["plain"] == "Hundreds of millions a day, and each of them opens it many times."
    spoken = [line["plain"] for line in mock["lines"]]
    assert not any("Hundreds of millions" in text for text in spoken)
    assert spoken[0].startswith("Design the system that ranks the home feed")
    # The last word of the architecture phase opens the next one.
    first = next(line for line in mock["lines"] if line["phase"] == "ranking-model")
    assert first["plain"].startswith("I would like more on the ranking model")
    assert [each["phase"] for each in mock["model"]] == [phase["id"] for phase in mock["plan"]["phases"]]
    assert "Strong start" in mock["notes"][0]["html"]


def test_a_line_that_leans_on_the_candidate_is_asked_in_its_own_words(mocks: dict[str, Json]) -> None:
    spoken = " ".join(line["plain"] for line in mocks["walkthrough/feature-store"]["lines"])
    assert "You said" not in spoken
    asked = [each["plain"] for each in mocks["question/cross-team-decision"]["follow_ups"]]
    assert not any("billing" in text for text in asked)


def test_a_story_is_a_pause_an_answer_follow_ups_and_a_sentence(mocks: dict[str, Json]) -> None:
    mock = mocks["question/cross-team-decision"]
    assert [(phase["id"], phase["seconds"]) for phase in mock["plan"]["phases"]] == [
        ("listen", 10),
        ("answer", 120),
        ("follow-ups", 360),
        ("close", 20),
    ]
    assert mock["seconds"] == 120
    assert {each["phase"] for each in [*mock["follow_ups"], *mock["curveballs"]]} == {"follow-ups"}


def test_a_design_question_borrows_the_answers_of_its_walkthrough(mocks: dict[str, Json]) -> None:
    assert mocks["question/design-feed-ranking"]["asks"] == mocks["walkthrough/feed-ranking"]["asks"]
    assert mocks["question/design-messaging"]["asks"] == []


def test_a_question_that_asks_for_code_has_the_editor(mocks: dict[str, Json]) -> None:
    mock = mocks["question/extract-metadata"]
    assert mock["tool"] == "code"
    assert mock["problem"] == {
        "id": "document-metadata",
        "src": "assets/problems/document-metadata.json",
        "solution": "problems/document-metadata/solution/",
        "language": "python",
    }
    assert "You get a list of documents" in mock["lines"][0]["plain"]
    assert "as the tests have it" in mock["lines"][1]["plain"]
    assert mock["asks"]
    assert mocks["question/test-your-solution"]["tool"] == ""


def test_a_problem_keeps_its_plan_and_its_minutes(mocks: dict[str, Json]) -> None:
    mock = mocks["problem/lru-cache"]
    assert mock["minutes"] == 30
    assert [phase["id"] for phase in mock["plan"]["phases"]] == ["clarify", "approach", "code", "test", "extend"]
    assert len(mock["hints"]) == 3
    assert "<h2" in mock["lines"][0]["html"]
    assert mock["lines"][0]["plain"].count(".") < 4
    assert mocks["problem/latest-row-wins"]["problem"]["language"] == "sql"
    assert "four-threads" not in {each["id"] for each in mocks["problem/latest-row-wins"]["curveballs"]}


def test_a_script_shows_its_examples_in_the_blanks(mocks: dict[str, Json]) -> None:
    mock = mocks["script/bridge-missing-language"]
    assert '<span class="blank gr-blank">' in mock["lines"][0]["html"]
    assert "{{" not in json.dumps(mock)
    assert mock["seconds"] == 55
    assert mock["minutes"] * 2 == int(mock["minutes"] * 2)


def test_whole_designs_last_as_long_as_the_plans_of_the_bank(mocks: dict[str, Json], whole: Site) -> None:
    for kind in ("system-design", "ml-system-design"):
        plan = whole.bank.plans[f"{kind}-45"].model
        long = [each["minutes"] for each in mocks.values() if each["kind"] == kind and each["minutes"] > 20]
        assert set(long) == {plan.minutes}


@pytest.mark.parametrize("seconds", [600, 1200, 1230, 1800, 2700])
def test_scaled_phases_keep_the_sum_and_half_minutes(seconds: int) -> None:
    lengths = plans.scaled([4, 5, 17, 6, 3], seconds)
    assert sum(lengths) == seconds
    assert all(length % 30 == 0 and length > 0 for length in lengths)
    assert lengths[2] == max(lengths)


def test_an_interjection_falls_into_the_phase_of_its_moment() -> None:
    phases = [plans.MockPhase(name, name, 60, "x", open=name != "close") for name in ("a", "b", "c", "close")]
    assert [plans.phase_at(phases, moment) for moment in ("early", "middle", "late", "any")] == ["b", "c", "c", ""]


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("I take ten. Third: is there a target? I guess 200.", "Is there a target? I guess 200."),
        ("Five questions first. Which fraud: cards or accounts?", "Which fraud: cards or accounts?"),
        ("What volume?", "What volume?"),
        ("Fourth, load. I would guess ten.", "Load. I would guess ten."),
    ],
)
def test_the_question_is_taken_out_of_what_was_said(said: str, question: str) -> None:
    assert texts.asked(said) == question


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../plans/pipeline-15min.md", "plans/pipeline-15min/"),
        ("../reviews/index.md#all", "reviews/#all"),
        ("/lessons/slow-down.md", "lessons/slow-down/"),
        ("#cost", "questions/one/#cost"),
    ],
)
def test_links_of_markdown_start_at_the_root(href: str, address: str) -> None:
    assert texts.rooted(f'<a href="{href}">x</a>', "questions/one.md") == f'<a href="{{root}}{address}">x</a>'
    outside = '<a href="https://example.org/">x</a>'
    assert texts.rooted(outside, "questions/one.md") == outside


# The small bank: what authors see


def test_the_small_bank_gives_its_files(site: Site) -> None:
    files = dict(assets.data_files(site))
    index = json.loads(files[data.CATALOGUE])
    assert [each["id"] for each in index["mocks"]] == [
        "walkthrough/store",
        "question/design-cache",
        "question/say-no",
        "script/hello",
        "problem/running-total",
    ]
    assert all(f"assets/mocks/{each['id']}.json" in files for each in index["mocks"])
    assert set(json.loads(files[data.RUBRICS])["rubrics"]) == {"coding", "system-design", "behavioural"}


def test_an_interjection_keeps_to_its_topics_and_leaves_its_own_question_out(site: Site) -> None:
    def thrown(key: str) -> list[str]:
        kind, _, entry_id = key.partition("/")
        mock = data.mock_data(site, site.bank.of_kind(kind)[entry_id])
        return [each["id"] for each in [*mock["curveballs"], *mock["redirects"]]]

    assert thrown("walkthrough/store") == ["half-the-memory", "and-if-it-fails"]
    assert thrown("question/design-cache") == ["and-if-it-fails"]
    assert thrown("problem/running-total") == []


def test_pages_lead_to_their_mock(site: Site) -> None:
    for kind, entry_id in (
        ("question", "say-no"),
        ("walkthrough", "store"),
        ("script", "hello"),
        ("problem", "running-total"),
    ):
        entry = site.bank.of_kind(kind)[entry_id]
        ready = entry_html(site, entry)
        text = ready.content if ready else entry_page(site, entry)
        assert f'href="../../rehearse/mock/?mock={kind}/{entry_id}"' in text


def test_levels_rise_without_repeating_each_other(whole: Site) -> None:
    for rubric in whole.bank.rubrics.values():
        for each in rubric.model.criteria:
            assert all(low != high for low, high in pairwise(each.levels))
            assert max(len(level.split()) for level in each.levels) <= 32, each.id
