/** Runs once on every page: registers the offline cache and loads a component only where its tag stands. */

import { offerCards } from "./clipping";
import { leaveOldBuild, registerOffline } from "./offline/register";
import { mendSearch, mendTheme, rememberNotes } from "./pages";

/** Tag -> loader of the module that defines it. A page without the tag never fetches the module. */
const COMPONENTS: Record<string, () => Promise<unknown>> = {
  "card-notebook": () => import("./notebook/card-notebook"),
  "check-list": () => import("./checklist/check-list"),
  "code-review": () => import("./review/code-review"),
  "code-runner": () => import("./runner/code-runner"),
  "deck-exchange": () => import("./exchange/deck-exchange"),
  "estimate-drill": () => import("./estimate/estimate-drill"),
  "flash-cards": () => import("./flashcards/flash-cards"),
  "memory-figures": () => import("./figures/memory-figures"),
  "phase-timer": () => import("./timer/phase-timer"),
  "question-filters": () => import("./filters/question-filters"),
  "reader-data": () => import("./data/reader-data"),
  "script-desk": () => import("./script/script-desk"),
  "study-options": () => import("./options/study-options"),
  "trace-drill": () => import("./trace/trace-drill"),
};

/** The same for the tools of the rehearsal room, which have a stylesheet of their own: no other page fetches it. */
const REHEARSAL: Record<string, () => Promise<unknown>> = {
  "drawing-board": () => import("./board/drawing-board"),
  "mock-debrief": () => import("./debrief/mock-debrief"),
  "mock-history": () => import("./debrief/mock-history"),
  "spoken-drill": () => import("./spoken/spoken-drill"),
  "voice-recorder": () => import("./recording/voice-recorder"),
  "voice-review": () => import("./recording/voice-review"),
  "mock-room": () => import("./mock/mock-room"),
  "own-plans": () => import("./timer/own-plans"),
  "progress-board": () => import("./progress/progress-board"),
};

declare const REHEARSAL_STYLES: string;
const sheet = document.createElement("link");

/** Put the room's styles into the page, once; after an instant navigation they may be gone. Resolves when they hold. */
function rehearsalStyles(): Promise<unknown> {
  if (sheet.isConnected) return Promise.resolve();
  sheet.rel = "stylesheet";
  sheet.href = new URL(REHEARSAL_STYLES, import.meta.url).href;
  // Without its styles a tool still works.
  const settled = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return settled;
}

function loadComponents(): void {
  for (const [tag, load] of Object.entries(COMPONENTS)) {
    if (!customElements.get(tag) && document.querySelector(tag)) void load();
  }
  for (const [tag, load] of Object.entries(REHEARSAL)) {
    if (!document.querySelector(tag)) continue;
    const styled = rehearsalStyles();
    if (!customElements.get(tag)) void styled.then(load);
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
mendSearch();
offerCards();
registerOffline();
