"""Cards out, in a real browser: files that Anki itself opens, and that come back as they went."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.exchange_desk import choose, notes, open_page, own, press, saved, seed, step, wait
from tests.browser.test_reader_data import NOON, SEED
from tests.engine.anki_decks import bring_in, collection, notes_of


def test_own_cards_go_to_anki_and_come_back(page: Page, site: str, tmp_path: Path) -> None:
    open_page(page, site)
    seed(
        page,
        own("a", "What does **LRU** drop?", "- the oldest\n- `key`", tags=["cache"]),
        own("b", "One {{c1::two}} and `{{c2::three}}`", "more", type="cloze", deck="Own::Blanks"),
        own("c", "Seconds a day?", "86 400", type="typed"),
        own("d", "Double it", "", type="code", fields=["Double it", "def f(x):\n    return x < 2", "assert f(1)"]),
    )
    event = {"id": "r1", "time": NOON - 10**10, "kind": "review", "version": 1}
    payload = {"card": "own/a/0", "grade": "good", "deck": "own/", "shown_ms": 900}
    page.evaluate(SEED, {"events": [{**event, "payload": payload}], "drafts": []})
    open_page(page, site)
    name, content = saved(page, cards="All of your own (5)", form="apkg")
    assert name == "greenroom-my-cards.apkg"
    (tmp_path / name).write_bytes(content)
    with collection(tmp_path / "own.anki2") as opened:
        bring_in(opened, tmp_path / name)
        told = notes_of(opened)
        assert told["own/a"]["fields"] == [
            "What does <strong>LRU</strong> drop?",
            "<ul>\n<li>the oldest</li>\n<li><code>key</code></li>\n</ul>",
        ]
        assert told["own/a"]["tags"] == ["cache"]
        assert (told["own/b"]["deck"], told["own/b"]["cards"]) == ("Own::Blanks", [0, 1])
        assert told["own/c"]["fields"] == ["Seconds a day?", "86 400"]
        assert opened.db.scalar("SELECT count() FROM revlog") == 1
    before = notes(page)
    choose(page, name, content)
    wait(page, "preview")
    step(page).to_contain_text("4 notes are here already")
    press(page, "Import")
    wait(page, "done")
    assert set(notes(page)) == set(before)
    assert notes(page)["own/d"]["fields"] == before["own/d"]["fields"]
    _, text = saved(page, cards="Own::Blanks (2)", form="tsv")
    lines = text.decode().splitlines()
    assert lines[0] == "#separator:tab"
    assert '"own/b"\t"Greenroom cloze"\t"Own::Blanks"\t"One {{c1::two}}' in lines[-1]
    _, text = saved(page, cards="Own::Blanks (2)", form="csv")
    assert text.startswith(b"#separator:comma")


def test_a_deck_of_the_site_opens_in_anki_with_its_history_and_as_made_ready(
    page: Page, site: str, tmp_path: Path
) -> None:
    open_page(page, site)
    deck = page.request.get(site + "assets/decks/critical.json").json()
    card = deck["cards"][0]["id"]
    events = [
        {"id": f"r{day}", "time": NOON - 10**11 + day * 86_400_000, "kind": "review", "version": 1}
        | {"payload": {"card": card, "grade": "good", "deck": "critical", "shown_ms": 900}}
        for day in (0, 4)
    ]
    page.evaluate(SEED, {"events": events, "drafts": []})
    title = deck["title"]
    name, content = saved(page, cards=title, form="apkg")
    assert name == "greenroom-critical.apkg"
    with page.expect_download() as saving:
        page.get_by_role("link", name=title, exact=True).click()
    assert saving.value.suggested_filename == "greenroom-critical.apkg"
    ready = Path(saving.value.path()).read_bytes()
    found = []
    for place, (each, reviews) in enumerate(((content, 2), (ready, 0))):
        (tmp_path / f"{place}.apkg").write_bytes(each)
        with collection(tmp_path / f"{place}.anki2") as opened:
            bring_in(opened, tmp_path / f"{place}.apkg")
            found.append(notes_of(opened))
            assert opened.db.scalar("SELECT count() FROM revlog") == reviews
    assert len(found[0]) == len(deck["cards"])
    assert set(found[0]) == set(found[1])
    assert found[0][card] == found[1][card]
