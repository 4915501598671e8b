/** Runs once on every page: registers the offline cache and loads a component only where its tag stands. */

import { offerCards } from "./clipping";
import { leaveOldBuild, registerOffline } from "./offline/register";
import { mendSearch, mendTheme, rememberNotes } from "./pages";

/** Tag -> loader of the module that defines it. A page without the tag never fetches the module. */
const COMPONENTS: Record<string, () => Promise<unknown>> = {
  "check-list": () => import("./checklist/check-list"),
  "code-runner": () => import("./runner/code-runner"),
  "flash-cards": () => import("./flashcards/flash-cards"),
  "phase-timer": () => import("./timer/phase-timer"),
  "question-filters": () => import("./filters/question-filters"),
  "script-desk": () => import("./script/script-desk"),
};

/** The same for tools that stand on few pages: they have a stylesheet of their own, which no reading page fetches. */
const SELDOM: Record<string, () => Promise<unknown>> = {
  "drawing-board": () => import("./board/drawing-board"),
  "mock-debrief": () => import("./debrief/mock-debrief"),
  "mock-history": () => import("./debrief/mock-history"),
  "spoken-drill": () => import("./spoken/spoken-drill"),
  "voice-recorder": () => import("./recording/voice-recorder"),
  "voice-review": () => import("./recording/voice-review"),
  "mock-room": () => import("./mock/mock-room"),
  "own-plans": () => import("./timer/own-plans"),
  "progress-board": () => import("./progress/progress-board"),
  "deck-exchange": () => import("./exchange/deck-exchange"),
  "memory-figures": () => import("./figures/memory-figures"),
  "study-options": () => import("./options/study-options"),
  "reader-data": () => import("./data/reader-data"),
  "card-notebook": () => import("./notebook/card-notebook"),
  "code-review": () => import("./review/code-review"),
  "estimate-drill": () => import("./estimate/estimate-drill"),
  "trace-drill": () => import("./trace/trace-drill"),
  "note-form": () => import("./notebook/note-form"),
};

declare const SELDOM_STYLES: string;
const sheet = document.createElement("link");

let styled: Promise<unknown> | undefined;

/** Put their styles into the page, once; after an instant navigation they may be gone. Resolves when they hold. */
function seldomStyles(): Promise<unknown> {
  if (styled && sheet.isConnected) return styled; // perhaps still on its way: a tool that did not wait would jump
  sheet.rel = "stylesheet";
  sheet.href = new URL(SELDOM_STYLES, import.meta.url).href;
  // Without its styles a tool still works.
  styled = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return styled;
}

/** Runs of timers are kept under keys that begin so (timer/keeping.ts). */
const RUNS = "greenroom:timer:";

/** What is folded away is fetched this long after the page has loaded, so that it is there without a network, too. */
const FOLDED_AFTER_MS = 3_000;
let isLate = false;

/** Whether a tool stands in the page and is wanted: a timer that is folded away waits, unless a run may be under way. */
function isWanted(tag: string): boolean {
  const tools = [...document.querySelectorAll(tag)];
  if (isLate || tag !== "phase-timer" || tools.some((tool) => !tool.closest("details:not([open])"))) return tools.length > 0;
  try {
    return tools.length > 0 && Object.keys(localStorage).some((key) => key.startsWith(RUNS));
  } catch {
    return false; // no run is kept
  }
}

function loadComponents(): void {
  for (const [tag, load] of Object.entries(COMPONENTS)) {
    if (!customElements.get(tag) && isWanted(tag)) void load();
  }
  for (const [tag, load] of Object.entries(SELDOM)) {
    if (!document.querySelector(tag)) continue;
    const ready = seldomStyles();
    if (!customElements.get(tag)) void ready.then(load);
  }
}

/** Material's stream of page changes: emits at load and after each instant navigation. */
declare const document$: { subscribe(listener: () => void): void } | undefined;

function onPage(): void {
  if (leaveOldBuild()) return;
  loadComponents();
  mendTheme();
  rememberNotes();
}

if (typeof document$ === "undefined") onPage();
else document$.subscribe(onPage);
// A tool that another tool has put into the page.
document.addEventListener("greenroom:components", loadComponents);
document.addEventListener("toggle", loadComponents, true);
const later = (): void =>
  void setTimeout(() => {
    isLate = true;
    loadComponents();
  }, FOLDED_AFTER_MS);
if (document.readyState === "complete") later();
else addEventListener("load", later, { once: true });
mendSearch();
offerCards();
registerOffline();
