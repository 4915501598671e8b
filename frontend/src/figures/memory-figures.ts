/**
 * `<memory-figures src="…/assets/cards.json">`: what the reader remembers, what comes, and what will be known on the day of
 * the interview. First what the log itself says, then the engine's figures. Its children are for readers without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { dayOf } from "../cards/days";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { watchLog } from "../store/watching";
import { counts, fetchCards, isOwn, KINDS, question, readLog, type CardList, type Figures, type Log } from "./figures";
import { sections } from "./view";
import { counted } from "../parts/times";
import { number } from "./words";

/** What the element needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
}

export class MemoryFigures extends LitElement {
  static override properties = Object.fromEntries(["log", "figures", "trouble", "busy"].map((name) => [name, { state: true }]));

  deps: Deps = { engine, openStore, now: () => Date.now() };

  declare log: Log | undefined;
  declare figures: Figures | undefined;
  declare trouble: string;
  declare busy: boolean;

  private cards: CardList | undefined;
  private unwatch: (() => void) | undefined;
  /** Number of the latest look; an earlier one that ends later is not shown. */
  private turn = 0;
  /** When the figures were asked for. */
  private asked = 0;
  private source = new URL(document.baseURI);
  private readonly onShow = (): void => {
    const stale = dayOf(this.asked).start !== dayOf(this.deps.now()).start;
    if (document.visibilityState === "visible" && stale) void this.look();
  };

  constructor() {
    super();
    this.trouble = "";
    this.busy = true;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.replaceChildren();
    this.source = new URL(this.getAttribute("src") ?? "", document.baseURI);
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onShow);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onShow);
    this.turn += 1;
    this.unwatch?.();
    this.unwatch = undefined;
  }

  protected override updated(): void {
    const known = this.figures ? "ready" : "counting";
    this.dataset["phase"] = this.trouble ? "failed" : !this.log ? "loading" : this.log.reviews.length === 0 ? "empty" : this.busy ? "counting" : known;
  }

  /** Read the log and have it figured out, anew. What is shown stays until then. */
  private async look(): Promise<void> {
    const turn = (this.turn += 1);
    const stale = (): boolean => turn !== this.turn;
    this.busy = true;
    this.trouble = "";
    try {
      const store = await this.deps.openStore();
      if (stale()) return;
      this.unwatch ??= watchLog(store, KINDS, this.again, this.onClosed);
      const now = (this.asked = this.deps.now());
      const log = await readLog(store, now);
      if (stale()) return;
      this.log = log;
      if (log.reviews.length === 0) {
        this.figures = undefined;
        return;
      }
      this.deps.engine.warm();
      this.cards ??= await fetchCards(this.source);
      const figures = await this.deps.engine.call<Figures>("figures.memory", question(log, this.cards, now));
      if (!stale()) this.figures = figures;
    } catch (error) {
      if (!stale()) this.trouble = error instanceof Error ? error.message : String(error);
    } finally {
      if (!stale()) this.busy = false;
    }
  }

  private readonly onClosed = (reason: string): void => {
    this.unwatch?.();
    this.unwatch = undefined;
    this.turn += 1;
    this.log = this.figures = undefined;
    this.trouble = reason;
  };

  private get root(): URL {
    return new URL("../", this.source);
  }

  private readonly again = (): void => void this.look();

  private titleOf(topic: string): string {
    return isOwn(topic) ? topic.slice("own/".length) : (this.cards?.titles.get(topic) ?? topic);
  }

  protected override render(): TemplateResult {
    return html`<div class="memory-figures" aria-busy=${this.busy ? "true" : "false"}>
      ${this.trouble
        ? html`<div class="mf-trouble" role="alert"><p>${this.trouble}</p><button type="button" class="md-button" @click=${this.again}>Try again</button></div>`
        : nothing}
      ${this.content()}
    </div>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { log, figures } = this;
    if (!log) return this.trouble ? nothing : html`<p role="status">Reading your reviews…</p>`;
    if (log.reviews.length === 0) return this.empty();
    if (figures) return sections(figures, { root: this.root, options: log.options, now: this.asked, titleOf: (topic) => this.titleOf(topic) });
    const { reviews, cards, today } = counts(log, this.asked);
    return html`<p class="mf-heading">${counted(reviews, "review")} of ${counted(cards, "card")} so far, ${number(today)} today.</p>
      ${this.trouble ? nothing : html`<p role="status">Working out what is due and what you know…</p>`}`;
  }

  private empty(): TemplateResult {
    return html`<p class="mf-heading">You have not graded a card yet.</p>
      <p>From your first grades on you see here:</p>
      <ul>
        <li>how many cards come today and on each of the next 30 days</li>
        <li>your reviews by day, and the minutes they took</li>
        <li>how much you recall, beside what you asked for</li>
        <li>your weakest topics, with a way to drill them</li>
        <li>what you will know on the day of your interview</li>
      </ul>
      <a class="md-button md-button--primary" href=${new URL("decks/critical/", this.root).href}>Start with the critical cards</a>`;
  }
}

customElements.define("memory-figures", MemoryFigures);
