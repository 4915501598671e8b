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

function loadComponents(): void {
  for (const [tag, load] of Object.entries(COMPONENTS)) {
    if (!customElements.get(tag) && document.querySelector(tag)) void load();
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
