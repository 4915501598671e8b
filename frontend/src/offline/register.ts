/**
 * Registers the service worker and tells it what this page needs, so that page and tool work with the network off.
 *
 * `document.documentElement.dataset.offline` says where that stands: `keeping`, `ready` (page and tool are kept) or
 * `partly` (a file is missing, or the reader's browser asks to save data).
 */

import type { KeepAnswer, KeepRequest } from "./messages";

/** The site's root: this module lies in `assets/app/`. */
const ROOT = new URL("../../", import.meta.url);
/** Tags of tools; their `src` is the page's own data. */
const TOOLS = "code-runner, flash-cards, mock-room, progress-board, spoken-drill";
/** Those a page is visited for, so that Python is kept for them. Cards below a text bring it when they are first used. */
const MAIN_TOOLS = "code-runner, flash-cards:not([entry]), mock-room, progress-board, voice-recorder";
/** Milliseconds to wait for a page's components before asking to keep what they loaded. */
const COMPONENTS_WITHIN = 5_000;

declare const document$: { subscribe(listener: () => void): void } | undefined;

const buildOfPage = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="greenroom-build"]')?.content ?? "";

/** The deployment the running code belongs to. */
const runningBuild = buildOfPage();

/**
 * Whether the page in view comes from another deployment than the code that runs, as after an instant navigation; if so,
 * loads it anew, and the caller should do nothing more.
 */
export function leaveOldBuild(): boolean {
  if (buildOfPage() === runningBuild) return false;
  location.reload();
  return true;
}

/** Keep the site for the time without a network. Runs beside the page and never throws. */
export function registerOffline(): void {
  try {
    const onPage = typeof document$ === "undefined" ? (listener: () => void) => listener() : document$.subscribe.bind(document$);
    if (!("serviceWorker" in navigator) || !window.isSecureContext || location.protocol === "file:") {
      onPage(() => void leaveOldBuild());
      return;
    }
    const keeper = new Keeper();
    onPage(() => {
      if (!leaveOldBuild()) keeper.pageShown();
    });
    const register = (): void => {
      navigator.serviceWorker
        .register(new URL("service-worker.js", ROOT), { scope: ROOT.pathname })
        .catch(() => undefined); // Blocked by the browser's settings: the site works as it would without.
    };
    if (document.readyState === "complete") register();
    else window.addEventListener("load", register, { once: true });
  } catch {
    // The same.
  }
}

class Keeper {
  /** Pages that came into view and resources that were loaded, as long as the worker has not confirmed them. */
  #pages = new Set<string>();
  #loaded = new Set<string>();
  #asked = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** Since when a worker controls the page and sees what is loaded by itself, by the page's clock. */
  #controlled = navigator.serviceWorker.controller ? 0 : Infinity;

  constructor() {
    new PerformanceObserver((list) => this.#note(list.getEntries())).observe({ type: "resource", buffered: true });
    // A worker of a new deployment took over: what the old one was asked may be unanswered.
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      this.#controlled = Math.min(this.#controlled, performance.now());
      this.#askSoon(0);
    });
  }

  pageShown(): void {
    this.#pages.add(location.href.split("#", 1)[0] ?? location.href);
    document.documentElement.dataset["offline"] = "keeping";
    void this.#componentsLoaded().then(() => this.#askSoon(0));
  }

  #note(entries: PerformanceEntryList): void {
    const more = entries.filter(({ name }) => name.startsWith(ROOT.href));
    for (const { name } of more) this.#loaded.add(name);
    const unseen = more.some(({ startTime }) => startTime < this.#controlled);
    if (unseen && this.#asked > 0) this.#askSoon(500);
  }

  async #componentsLoaded(): Promise<void> {
    const tags = [...document.querySelectorAll("article :not(:defined)")].map((element) => element.localName);
    const loaded = Promise.all([...new Set(tags)].map((tag) => customElements.whenDefined(tag)));
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, COMPONENTS_WITHIN))]);
  }

  #askSoon(ms: number): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      const ask = (): void => void this.#ask().catch(() => undefined);
      if ("requestIdleCallback" in window) requestIdleCallback(ask, { timeout: 3_000 });
      else ask();
    }, ms);
  }

  async #ask(): Promise<void> {
    const worker = (await navigator.serviceWorker.ready).active;
    const pages = [...this.#pages];
    const resources = [...this.#loaded];
    if (!worker || pages.length + resources.length === 0) return;
    const tools = [...document.querySelectorAll(TOOLS)];
    const sources = tools.map((tool) => tool.getAttribute("src")).filter((src) => src !== null);
    const needsPython = document.querySelector(MAIN_TOOLS) !== null;
    const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    const asked = ++this.#asked;
    const answer = await askWorker(worker, {
      type: "keep",
      pages,
      sources: sources.map((src) => new URL(src, document.baseURI).href),
      resources,
      tool: needsPython && !saving,
    });
    if (answer.ok) {
      for (const page of pages) this.#pages.delete(page);
      for (const resource of resources) this.#loaded.delete(resource);
    }
    if (asked !== this.#asked) return; // Another page came into view meanwhile; its own answer counts.
    document.documentElement.dataset["offline"] = answer.ok && !(saving && needsPython) ? "ready" : "partly";
  }
}

function askWorker(worker: ServiceWorker, request: KeepRequest): Promise<KeepAnswer> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => {
      resolve(event.data as KeepAnswer);
      port1.close();
    };
    worker.postMessage(request, [port2]);
  });
}
