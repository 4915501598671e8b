"""How studying feels as a deck grows: opening it with the engine warm, and the way from a grade to the next card."""

from playwright.sync_api import Browser

from tests.bench.figures import Figure, median
from tests.serving import Served

SIZES = (100, 1_000, 10_000)

SEED = """async (count) => {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("greenroom", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("events", { keyPath: "id" }).createIndex("kind-time", ["kind", "time"]);
      opening.result.createObjectStore("drafts");
      opening.result.createObjectStore("derived");
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = database.transaction("events", "readwrite");
  const events = transaction.objectStore("events");
  const now = Date.now();
  const put = (id, time, kind, payload) => events.put({ id, time, kind, version: 1, payload });
  const note = (number) => ({
    id: `own/n${number}`, deck: "Large", type: "basic", format: "markdown", tags: [`topic-${number % 12}`],
    fields: [`Question ${number} with **words** and \\`code\\` in it, as long as questions are`, `Answer ${number}, with a reason and an example of it.`],
  });
  for (let start = 0; start < count; start += 500) {
    const length = Math.min(500, count - start);
    put(`notes-${start}`, now - 1e10 + start, "notes", { notes: Array.from({ length }, (_, place) => note(start + place)) });
  }
  const grades = ["good", "easy", "hard", "good"];
  for (let number = 0; number < count; number += 1) {
    const payload = { card: `own/n${number}/0`, grade: grades[number % 4], deck: "own/", shown_ms: 4000 };
    put(`review-${number}`, now - 86400000 * (2 + number % 40) - number, "review", payload);
  }
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}"""

OPEN = """() => new Promise((resolve) => {
  const deck = document.querySelector("flash-cards");
  const before = deck.study;
  const start = performance.now();
  let card;
  new MutationObserver((_, observer) => {
    if (deck.study === before || !deck.study?.card) return;
    card ??= performance.now() - start;
    if (deck.dataset.scheduled !== "true") return;
    observer.disconnect();
    resolve([card, performance.now() - start]);
  }).observe(deck, { subtree: true, childList: true, attributes: true });
  deck.again();
})"""
"""Opens the deck anew beside a warm engine: milliseconds to the first card, and until the engine has said what is due."""

GRADE = """() => new Promise((resolve) => {
  const deck = document.querySelector("flash-cards");
  const before = deck.querySelector(".fc-card").dataset.card;
  const start = performance.now();
  new MutationObserver((_, observer) => {
    const card = deck.querySelector(".fc-card");
    if (!card || card.dataset.card === before) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(deck, { subtree: true, childList: true, attributes: true });
  deck.querySelector("[data-grade=good]").click();
})"""
"""Milliseconds from a grade to the next card, writing to disk included."""

LONG = """window.long = [];
new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });"""


def decks(browser: Browser, served: Served, rounds: int) -> list[Figure]:
    """Figures of decks of three sizes in which every card was reviewed once."""
    figures: list[Figure] = []
    for size in SIZES:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{served.url}about/privacy/")
        page.evaluate(SEED, size)
        page.add_init_script(LONG)
        page.goto(f"{served.url}decks/yours/")
        page.locator("flash-cards .fc-card[data-card]").wait_for()
        page.locator("flash-cards").hover()
        page.locator("flash-cards[data-scheduled=true]").wait_for()
        page.wait_for_timeout(5_000)
        page.evaluate("() => { window.long = []; }")
        opened, graded = [], []
        for _ in range(rounds):
            opened.append(page.evaluate(OPEN))
            page.wait_for_timeout(4_000)
            page.get_by_role("button", name="Show answer").click()
            page.wait_for_timeout(300)
            graded.append(page.evaluate(GRADE))
        name = f"deck of {size:,} cards"
        figures += [
            median(f"{name}: opened, first card", [card for card, _ in opened], "ms", aim=300),
            median(f"{name}: opened, scheduled", [whole for _, whole in opened], "ms"),
            median(f"{name}: grade to next card", graded, "ms", aim=16),
            Figure(
                f"{name}: longest main-thread task", max(page.evaluate("() => window.long"), default=0), "ms", aim=50
            ),
        ]
        context.close()
    return figures
