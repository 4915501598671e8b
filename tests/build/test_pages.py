"""Pages made from entries hold what a reader needs, in the order they need it."""

import base64
import json
import re
import zlib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.config import load_config

from macros import assets, pages, search
from macros.bank import load
from macros.endings import with_next_step
from macros.findings import near_miss
from macros.markup import Renderer
from macros.prose import MACROS, BadArgumentError
from macros.site import Site, minutes, relative, summary, timed

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = ["question/design-cache", "problem/running-total", "walkthrough/store", "script/hello", "deck/chosen"]


def page(site: Site, key: str) -> str:
    kind, entry_id = key.split("/")
    return pages.entry_page(site, site.bank.of_kind(kind)[entry_id])


def html(site: Site, key: str) -> str:
    return site.renderer.html(page(site, key))


def tidy(text: str) -> str:
    """HTML without the white space that a browser does not show."""
    return re.sub(r"(?<=>) | (?=<)", "", re.sub(r"> <", "><", re.sub(r"\s+", " ", text)))


def contents(tokens: list[Any]) -> list[Any]:
    return [(each["level"], each["id"], each["name"], contents(each["children"])) for each in tokens]


@pytest.mark.parametrize("folder", ["tests/build/fixtures/bank", "bank"])
def test_a_question_written_as_html_is_what_markdown_would_make_of_it(folder: str) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    options = {"extensions": config["markdown_extensions"], "extension_configs": config["mdx_configs"]}
    converter = markdown.Markdown(**options)
    bank, _ = load(ROOT / folder)
    site = Site(bank, Renderer(config["markdown_extensions"], config["mdx_configs"]))
    for entry in bank.questions.values():
        ready = pages.entry_html(site, entry)
        if ready is not None:
            assert tidy(ready.content) == tidy(converter.reset().convert(pages.entry_page(site, entry))), entry.id
            tokens: Any = converter.toc_tokens  # type: ignore[attr-defined]
            assert contents(ready.contents) == contents(tokens), entry.id


def test_a_question_with_a_link_is_left_to_markdown(broken: Callable[[str, str, str], Path]) -> None:
    folder = broken("questions/round.yml", "Draw the read path once.", "Draw [this](../problems/running-total.md).")
    bank, _ = load(folder)
    site = Site(bank, Renderer())
    assert pages.entry_html(site, bank.questions["design-cache"]) is None
    assert pages.entry_html(site, bank.questions["say-no"]) is not None


@pytest.mark.parametrize("key", [*ENTRIES, "plan/coding-45"])
def test_every_page_has_one_title_and_one_next_step(site: Site, key: str) -> None:
    text = html(site, key)
    assert len(re.findall(r"<h1", text)) == 1
    assert text.count('class="gr-next"') == 1
    assert 'markdown="' not in text


def test_a_question_page_tells_what_is_tested_and_what_costs(site: Site) -> None:
    text = html(site, "question/design-cache")
    order = [
        "Say what happens",
        "What is being tested",
        "A great answer",
        "Red flags",
        "beat by beat",
        "A hot key",
        "Play the",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "Chance about 60%, an estimate" in text
    assert "Reported: Larkfield, 2026" in text
    assert "<strong>Fix the scope</strong>" in text
    assert re.search(r"read rate\.</p>\s*<p>Then I ask", text), "both paragraphs of a beat stay in its list item"
    assert '<flash-cards src="../../assets/cards/question/design-cache.json" entry="question/design-cache">' in text
    assert 'href="../../problems/running-total/"' in text


def test_a_title_with_braces_and_tags_is_shown_as_it_is(site: Site) -> None:
    text = html(site, "question/design-cache")
    assert re.search(r"<h1[^>]*>Design a cache for &lt;b&gt;\{\{ pages \}\}&lt;/b&gt;", text)


def test_a_problem_page_leads_to_its_solution_and_does_not_show_it(site: Site) -> None:
    text = html(site, "problem/running-total")
    assert text.count('id="hint-') == 3
    assert text.count('id="ask-') == 3
    assert '<a href="solution/">Solution: the idea, the code and 4 mistakes that the tests catch</a>' in text
    assert "totals" not in text.split("<code-runner")[0]
    start = '<code-runner problem="running-total" src="../../assets/problems/running-total.json" solution="solution/">'
    assert start in text
    assert "raise NotImplementedError" in text
    assert '<phase-timer plan="coding-45" data-plan="' in text


def test_a_solution_page_shows_the_code_and_each_mistake_with_the_tests_that_catch_it(site: Site) -> None:
    text = site.renderer.html(pages.part_page(site, site.solutions["running-total"]))
    assert "totals" in text
    assert text.count('id="mistake-') == 4
    assert "<code>test_one_number</code>" in text
    assert '<a href="../#what-they-ask-next">' in text


def part(site: Site, number: int) -> str:
    """A part of the small walkthrough as HTML."""
    return site.renderer.html(pages.part_page(site, site.parts["store"][number - 1]))


def test_the_overview_of_a_walkthrough_shows_where_the_minutes_go_and_leads_to_each_phase(site: Site) -> None:
    text = html(site, "walkthrough/store")
    assert "0:00–4:00" in text
    assert "4:00–10:00" in text
    assert '<a href="1-clarify/#phase-clarify">' in text
    assert '<a href="2-architect/#phase-draw">' in text
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text
    assert "Asks first." not in text, "what is said stands on the parts"
    assert re.findall(r'<input type="checkbox" autocomplete="off" data-item="([^"]+)">', text) == [
        "clarify-1",
        "architect-1",
    ]


def test_the_parts_of_a_walkthrough_follow_clear_and_end_in_the_probes(site: Site) -> None:
    assert [each.url for each in site.parts["store"]] == [
        "walkthroughs/store/1-clarify/",
        "walkthroughs/store/2-architect/",
        "walkthroughs/store/3-probes/",
    ]
    clarify, architect, probes = part(site, 1), part(site, 2), part(site, 3)
    assert "Interviewer’s note" in clarify
    assert "Asks first." in clarify
    assert "4:00–10:00" in architect, "the clock of the whole interview goes on"
    assert "<table>" in architect
    assert '<details class="gr-reveal" id="probe-ten-times">' in probes
    assert 'entry="walkthrough/store"' in probes


def test_every_part_of_a_walkthrough_shares_one_timer_and_has_one_next_step(site: Site) -> None:
    for number in (1, 2, 3):
        text = part(site, number)
        assert '<phase-timer plan="store" run="../" data-plan="' in text
        assert text.count('class="gr-next"') == 1
        assert len(re.findall(r"<h1", text)) == 1
    assert 'href="../2-architect/"' in part(site, 1)


def test_cards_that_stand_on_the_page_are_not_written_out_again(site: Site) -> None:
    text = html(site, "question/design-cache")
    cards = re.search(r"<flash-cards.*?</flash-cards>", text, re.DOTALL)
    assert cards
    assert "A hot key" not in cards[0]


def test_no_two_pages_send_a_reader_back_and_forth() -> None:
    bank, _ = load(ROOT / "bank")
    site = Site(bank, Renderer())
    steps = {each.url: site.next_step(each).url for each in site.entries()}
    assert [url for url, after in steps.items() if steps.get(after) == url] == []


def test_a_timer_leads_to_what_its_phases_are_for() -> None:
    bank, _ = load(ROOT / "bank")
    site = Site(bank, Renderer())
    assert site.next_step(bank.plans["pipeline-15min"]).url == "questions/metadata-pipeline/"
    assert site.next_step(bank.plans["coding-45"]).url.startswith("problems/")


def test_the_last_line_of_prose_becomes_its_next_step() -> None:
    page = '<p>Text.</p>\n<p>Next: <a href="../x/">read x</a>, in two minutes.</p>'
    step = '<p class="gr-next"><a href="../x/"><span>Next</span> <strong>Read x</strong> <span>In two minutes</span></a></p>'
    assert with_next_step(page) == f"<p>Text.</p>\n{step}"
    two = '<p>Next: <a href="../x/">read x</a> or <a href="../y/">y</a>.</p>'
    assert with_next_step(two) == two, "two links are no one step"


def test_a_script_page_fills_its_blanks_with_examples(site: Site) -> None:
    text = html(site, "script/hello")
    assert '<span class="blank" data-blank="name" title="your name">Robin</span>' in text
    assert "a baker &lt;trained&gt;" in text
    assert "{{" not in text


def test_timers_carry_their_phases_as_data(site: Site) -> None:
    data = re.search(r'<phase-timer plan="coding-45" data-plan="(.*?)">', page(site, "plan/coding-45"))
    assert data
    assert json.loads(unescape(data[1]))["phases"][0] == {
        "id": "read",
        "title": "Read",
        "seconds": 300,
        "purpose": "The task is clear.",
    }


def test_a_problem_as_data_packs_its_hidden_tests(site: Site) -> None:
    data: Any = json.loads(dict(assets.data_files(site))["assets/problems/running-total.json"])
    assert [each["name"] for each in data["tests"]["visible"]] == ["test_examples.py"]
    hidden = json.loads(zlib.decompress(base64.b64decode(data["tests"]["hidden"])))
    assert [each["name"] for each in hidden] == ["test_hidden.py"]
    assert "def test_3_ones" in hidden[0]["source"]
    assert data["requires"] == ["running_total"]


def test_every_data_file_is_json(site: Site) -> None:
    files = dict(assets.data_files(site))
    assert {"assets/decks/chosen.json", "assets/cards/script/hello.json", "assets/problems/running-total.json"} <= set(
        files
    )
    assert json.loads(files["assets/schema/question.json"])["items"] == {"$ref": "#/$defs/Question"}
    for content in files.values():
        json.loads(content)


def test_search_entries_are_small_and_lead_to_pages(site: Site) -> None:
    found = list(search.entries(site))
    assert {each["location"] for each in found} >= {"questions/design-cache/", "plans/coding-45/"}
    assert all(len(json.dumps(each)) < 1500 for each in found)
    assert all("<b>" not in str(each["title"]) for each in found)


def test_question_tables_filter_by_every_argument(site: Site) -> None:
    table = MACROS["question_table"]
    assert "say-no" not in table(site, "", kind="system-design")
    assert "design-cache" not in table(site, "", topic="talking")
    assert "say-no" not in table(site, "", company="Larkfield")
    both = table(site, "about/", impact="critical", columns=["title", "probability", "companies", "cards", "topics"])
    assert '<a href="../questions/design-cache/">' in both
    assert "<td>60%</td><td>Larkfield</td><td>3</td><td>Caching, Lists</td>" in both


WRONG_CALLS: list[tuple[str, dict[str, Any], str, str]] = [
    ("question", {"id": "design-cash"}, "there is no question 'design-cash'", "did you mean 'design-cache'?"),
    ("problem", {"id": 7}, "there is no problem 7", "the problems are running-total"),
    ("walkthrough", {"id": "stor"}, "there is no walkthrough 'stor'", "did you mean 'store'?"),
    ("script", {"id": ""}, "there is no script ''", "the scripts are hello"),
    ("cards", {"name": "chose"}, "there is no deck 'chose'", "did you mean 'chosen'?"),
    ("cards", {"name": "question/say-now"}, "there is no question 'say-now'", "did you mean 'say-no'?"),
    ("cards", {"name": "deck/chosen"}, "kind='deck' is not known", "use one of question, problem"),
    ("timer", {"plan": "coding"}, "there is no plan or walkthrough 'coding'", "did you mean 'coding-45'?"),
    ("timer", {"minutes": [["Talk", 0]]}, "minutes[0] gives 'Talk' 0 minutes", "write a number above 0"),
    ("timer", {"minutes": ["Talk"]}, "minutes[0] is 'Talk'", "write pairs"),
    ("question_table", {"kind": "codng"}, "kind='codng' is not known", "did you mean 'coding'?"),
    ("question_table", {"impact": "top"}, "impact='top' is not known", "use one of critical, high, medium, bonus"),
    ("question_table", {"topic": "cache"}, "topic='cache' is not known", "did you mean 'caching'?"),
    ("question_table", {"company": "Larkfeld"}, "company='Larkfeld' is not known", "Larkfield"),
    ("question_table", {"columns": ["name"]}, "columns='name' is not known", "use one of title, kind"),
    ("question_table", {"kind": "coding"}, "no question matches", "loosen one of"),
    ("index_list", {"kind": "questions"}, "kind='questions' is not known", "did you mean 'question'?"),
    ("count", {"kind": "cats"}, "kind='cats' is not known", "use one of"),
]


@pytest.mark.parametrize(("macro", "arguments", "finding", "mend"), WRONG_CALLS)
def test_a_wrong_macro_argument_names_the_valid_choices(
    site: Site, macro: str, arguments: dict[str, Any], finding: str, mend: str
) -> None:
    with pytest.raises(BadArgumentError) as error:
        MACROS[macro](site, "", **arguments)
    assert finding in error.value.finding
    assert mend in error.value.mend


@pytest.mark.parametrize(
    ("macro", "arguments", "shows"),
    [
        ("question", {"id": "say-no"}, "Tell me about a time you said no"),
        ("problem", {"id": "running-total"}, "20 min"),
        ("review", {"id": "last-values"}, "Assistant review · AI-assisted · 10 min"),
        ("walkthrough", {"id": "store"}, "A short interview in full."),
        ("script", {"id": "hello"}, "The first ten seconds."),
        ("estimate", {"id": "reads"}, '<estimate-drill src="../assets/drills/reads.json">'),
        ("trace", {"id": "longest-run"}, '<trace-drill src="../assets/traces/longest-run.json">'),
        ("cards", {"name": "chosen"}, '<flash-cards src="../assets/decks/chosen.json">'),
        ("cards", {"name": "script/hello"}, 'entry="script/hello"'),
        ("timer", {"plan": "store"}, '<phase-timer plan="store" data-plan="'),
        ("timer", {"minutes": [["Talk", 1.5]], "title": "Short one"}, 'plan="short-one"'),
        ("index_list", {"kind": "question"}, '<question-filters noun="questions" data-labels="'),
        ("index_list", {"kind": "plan"}, "Whole round"),
        ("deck_files", {}, '<a data-deck="chosen" href="../assets/decks/chosen.apkg" download='),
        ("count", {"kind": "card"}, "25"),
        ("topic_index", {}, "## Talking"),
        ("schema_reference", {}, ">Question</h2>"),
    ],
)
def test_macros_give_links_and_tools_relative_to_the_page(
    site: Site, macro: str, arguments: dict[str, Any], shows: str
) -> None:
    assert shows in MACROS[macro](site, "about/", **arguments)


def test_the_reference_describes_every_field(site: Site) -> None:
    text = MACROS["schema_reference"](site, "about/authors/")
    assert "| `probability` (optional) | whole number |" in text
    assert "`critical` or `high` or `medium` or `bonus`" in text
    assert not re.search(r"\| *\|$", text, re.MULTILINE), "a field without a description"


def test_addresses_are_relative_to_the_page() -> None:
    assert relative("questions/a/", "") == "questions/a/"
    assert relative("questions/a/", "questions/") == "a/"
    assert relative("assets/x.json", "questions/a/") == "../../assets/x.json"
    assert relative("", "questions/a/") == "../../"


def test_times_read_as_people_say_them(site: Site) -> None:
    assert [minutes(each) for each in (45, 0.5, 1.5)] == ["45 min", "30 s", "1 min 30 s"]
    phases = site.bank.plans["coding-45"].model.phases
    assert [(start, end) for _, start, end in timed(phases)] == [("0:00", "5:00"), ("5:00", "45:00")]


def test_every_page_has_a_description(site: Site) -> None:
    for entry in site.entries():
        assert 10 < len(summary(entry)) <= 155


def test_a_near_miss_is_close_or_nothing() -> None:
    assert near_miss("codng", ["coding", "depth"]) == "coding"
    assert near_miss("zzz", ["coding", "depth"]) is None
