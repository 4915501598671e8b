/**
 * `<progress-board root="../" src="../assets/progress.json">`: where the reader stands by kind of round, what to do today, the
 * days until the interview, and the days practised. First what the log itself says, then the engine's answer. Its children are
 * for readers without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { dayOf } from "../cards/days";
import { OPTIONS, readInterview } from "../cards/states";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { watchLog } from "../store/watching";
import { planPart } from "./plan-view";
import {
  AREAS,
  counts,
  DRAFTS,
  fetchLists,
  KINDS,
  question,
  readLog,
  readSettings,
  USUAL,
  type Area,
  type Lists,
  type Log,
  type Overview,
  type Settings,
} from "./progress";
import { areasPart, dataPart, headPart, practisedPart, settingsPart, todayPart } from "./view";
import { counting } from "./words";

/** What the element needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Rest after the last key in the date, before it is kept: it passes through other dates while it is typed. */
const REST_MS = 700;

export class ProgressBoard extends LitElement {
  static override properties = Object.fromEntries(
    ["log", "overview", "settings", "typed", "wrong", "said", "backedUp", "trouble", "busy"].map((name) => [name, { state: true }]),
  );

  deps: Deps = { engine, openStore, now: () => Date.now() };

  declare log: Log | undefined;
  declare overview: Overview | undefined;
  declare settings: Settings;
  /** What stands in the field of the date and is not kept yet. */
  declare typed: string | undefined;
  /** What is wrong with it. */
  declare wrong: string;
  /** A sentence for a screen reader. */
  declare said: string;
  /** When a backup was made with this browser, as far as is known. */
  declare backedUp: number | undefined;
  declare trouble: string;
  declare busy: boolean;

  private lists: Lists | undefined;
  private store: Store | undefined;
  private unwatch: (() => void) | undefined;
  private resting = 0;
  /** Number of the latest look; an earlier one that ends later is not shown. */
  private turn = 0;
  /** When the engine was asked. */
  private asked = 0;
  private root = new URL(document.baseURI);
  private source = new URL(document.baseURI);
  /** The parts that were folded before the page was printed. */
  private folded: HTMLDetailsElement[] = [];
  private readonly onShow = (): void => {
    if (document.visibilityState === "hidden") return void (this.typed === undefined || this.keepDate(true));
    if (dayOf(this.asked).start !== dayOf(this.deps.now()).start) void this.look();
  };
  private readonly onPrint = (): void => {
    this.folded = [...this.querySelectorAll<HTMLDetailsElement>(".pb-week:not([open])")];
    for (const part of this.folded) part.open = true;
  };
  private readonly onPrinted = (): void => {
    for (const part of this.folded.splice(0)) part.open = false;
  };

  constructor() {
    super();
    this.settings = USUAL;
    this.wrong = this.said = this.trouble = "";
    this.busy = true;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.replaceChildren();
    this.root = new URL(this.getAttribute("root") ?? "./", document.baseURI);
    this.source = new URL(this.getAttribute("src") ?? "", document.baseURI);
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onShow);
    window.addEventListener("beforeprint", this.onPrint);
    window.addEventListener("afterprint", this.onPrinted);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onShow);
    window.removeEventListener("beforeprint", this.onPrint);
    window.removeEventListener("afterprint", this.onPrinted);
    if (this.typed !== undefined) void this.keepDate(true);
    this.turn += 1;
    this.unwatch?.();
    this.unwatch = this.store = undefined;
  }

  protected override updated(): void {
    const known = this.overview && !this.busy ? "ready" : "counting";
    this.dataset["phase"] = this.trouble ? "failed" : this.log ? known : "loading";
  }

  /** Read the log and ask the engine, anew. What is shown stays until then. */
  private async look(): Promise<void> {
    const turn = (this.turn += 1);
    const stale = (): boolean => turn !== this.turn;
    this.busy = true;
    this.trouble = "";
    try {
      const store = await this.deps.openStore();
      if (stale()) return;
      this.store = store;
      this.unwatch ??= watchLog(store, KINDS, this.again, this.onClosed);
      this.deps.engine.warm();
      const now = (this.asked = this.deps.now());
      const [minutes, rounds, backedUp] = await Promise.all([store.draft(DRAFTS.minutes), store.draft(DRAFTS.rounds), store.derived("last-backup")]);
      const log = await readLog(store, now);
      if (stale()) return;
      this.settings = readSettings(minutes, rounds);
      this.backedUp = typeof backedUp === "number" ? backedUp : undefined;
      this.log = log;
      this.lists ??= await fetchLists(this.source, new URL("assets/cards.json", this.root));
      const overview = await this.deps.engine.call<Overview>("progress.overview", question(log, this.lists, this.settings, now));
      if (!stale()) this.overview = overview;
    } catch (error) {
      if (!stale()) this.tell(error);
    } finally {
      if (!stale()) this.busy = false;
    }
  }

  private readonly onClosed = (reason: string): void => {
    this.unwatch?.();
    this.unwatch = undefined;
    this.turn += 1;
    this.log = this.overview = undefined;
    this.trouble = reason;
  };

  private tell(error: unknown): void {
    this.trouble = error instanceof Error ? error.message : String(error);
  }

  // --- what the reader sets

  readonly again = (): void => void this.look();

  /** The date is being changed: it is kept after a rest, or when the field is left. */
  typeDate(text: string): void {
    this.typed = text;
    this.wrong = "";
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => void this.keepDate(false), REST_MS);
  }

  /** Keep what stands in the field; `left` says that the reader is done with it. */
  async keepDate(left: boolean): Promise<void> {
    clearTimeout(this.resting);
    const text = this.typed;
    if (text === undefined || !this.store) return;
    const reading = readInterview(text);
    if ("wrong" in reading) {
      if (left) this.wrong = reading.wrong;
      return;
    }
    if (left || this.typed === text) this.wrong = "";
    if (reading.value === this.log?.options.interview) {
      this.typed = undefined;
      return;
    }
    try {
      // One event with the key that changed, as the page of options writes it: each key counts by itself.
      const { time: settled } = await this.store.append(OPTIONS, { interview: reading.value }, 1, this.log?.settled);
      if (this.typed === text) this.typed = undefined;
      if (this.log) this.log = { ...this.log, settled, options: { ...this.log.options, interview: reading.value } };
      this.said = reading.value ? "Day of the interview: saved. The plan is made anew." : "No date any more. The plan is made anew.";
    } catch (error) {
      this.tell(error);
    }
  }

  clearDate(): void {
    const field = this.querySelector<HTMLInputElement>("#pb-date")!;
    field.value = ""; // also of a date that is half typed
    this.typed = "";
    void this.keepDate(true).then(() => field.focus());
  }

  setMinutes(minutes: number): void {
    void this.set({ ...this.settings, minutes }, DRAFTS.minutes, String(minutes), `${minutes} minutes a day: saved.`);
  }

  /** Expect a kind of round, or no longer; the last one stays. */
  setRound(area: Area, wanted: boolean): void {
    const rounds = AREAS.filter((each) => (each === area ? wanted : this.settings.rounds.includes(each)));
    if (rounds.length === 0) {
      this.said = "One round has to stay.";
      this.requestUpdate();
      return;
    }
    void this.set({ ...this.settings, rounds }, DRAFTS.rounds, rounds.join(" "), "Rounds you expect: saved.");
  }

  private async set(settings: Settings, key: string, text: string, said: string): Promise<void> {
    this.settings = settings;
    try {
      await this.store?.keepDraft(key, text);
      this.said = said;
      await this.look();
    } catch (error) {
      this.tell(error);
    }
  }

  readonly print = (): void => window.print();

  // --- what it shows

  protected override render(): TemplateResult {
    return html`<div class="progress-board" aria-busy=${this.busy ? "true" : "false"}>
      <p class="pb-said" role="status">${this.said}</p>
      ${this.trouble
        ? html`<div class="pb-trouble" role="alert"><p>${this.trouble}</p><button type="button" class="md-button" @click=${this.again}>Try again</button></div>`
        : nothing}
      ${this.content()}
    </div>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { log, overview } = this;
    if (!log) return this.trouble ? nothing : html`<p>Reading your log…</p>`;
    const place = { root: this.root, settings: this.settings };
    return html`${headPart(log, overview, this.trouble !== "")}
      <div class="pb-first">
        ${overview
          ? html`<div class="pb-column">${todayPart(overview, place)}${practisedPart(overview)}</div>`
          : html`<section class="pb-today"><h2>Today</h2><p>${counting(counts(log))}</p></section>`}
        ${settingsPart(this, log, this.deps.now())}
      </div>
      ${overview ? [areasPart(overview, place), planPart(overview, place, this.print)] : nothing}
      ${dataPart(this.root, this.backedUp)}
      ${overview?.skipped
        ? html`<p class="pb-note">${overview.skipped === 1 ? "1 event in your log could not be read and is" : `${overview.skipped} events in your log could not be read and are`} left out.</p>`
        : nothing}`;
  }
}

customElements.define("progress-board", ProgressBoard);
