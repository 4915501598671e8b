/**
 * `<flash-cards src="…/assets/decks/ID.json" entry="…">`: the study card. `entry` narrows the deck to one entry's cards.
 *
 * Its children are what a reader without JavaScript sees; they stay until the first card is there, and when it cannot be.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { DeckError, fetchDeck, type DeckCard } from "./deck";
import { GRADES, whenText, type Grade } from "./schedule";
import { Study } from "./study";

/** What the element needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
}

const NAMES: Record<Grade, string> = { again: "Again", hard: "Hard", good: "Good", easy: "Easy" };
const INTERACTIVE = "a, button, input, select, textarea, summary, [contenteditable]";

export class FlashCards extends LitElement {
  deps: Deps = { engine, openStore, now: () => Date.now() };

  private study: Study | undefined;
  private failure = "";
  private fallback: Element | undefined;
  private root: URL | undefined;
  private loads = 0;
  private toAnswer = false;
  private readonly endings: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    if (!this.fallback && this.childNodes.length > 0) {
      this.fallback = document.createElement("div");
      this.fallback.className = "fc-fallback";
      this.fallback.append(...this.childNodes);
      this.append(this.fallback);
    }
    super.connectedCallback();
    this.listen(this, "pointerenter", () => this.study?.intend());
    this.listen(this, "focusin", () => this.study?.intend());
    this.listen(this, "keydown", (event) => this.onKey(event as KeyboardEvent));
    this.listen(document, "keydown", (event) => this.onPageKey(event as KeyboardEvent));
    this.listen(document, "visibilitychange", () => {
      if (document.visibilityState === "visible") this.study?.refresh();
    });
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.endings.splice(0)) end();
    this.loads += 1;
    this.study?.end();
    this.study = undefined;
  }

  private listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.endings.push(() => target.removeEventListener(type, listener));
  }

  private async load(): Promise<void> {
    const load = ++this.loads;
    this.failure = "";
    this.onChange();
    const entry = this.getAttribute("entry") ?? "";
    try {
      const address = new URL(this.getAttribute("src") ?? "", document.baseURI);
      this.root = siteRoot(address);
      const [deck, store] = await Promise.all([fetchDeck(address, entry), this.deps.openStore()]);
      const needs = { engine: this.deps.engine, store, now: this.deps.now };
      const study = new Study(deck, needs, () => this.onChange(), entry ? `schedule/${deck.id}/${entry}` : undefined);
      if (load !== this.loads) return;
      this.study = study;
      await study.start();
      this.fallback?.remove();
    } catch (error) {
      if (load !== this.loads) return;
      this.study?.end();
      this.study = undefined;
      if (this.fallback) this.append(this.fallback);
      this.failure = error instanceof Error ? error.message : String(error);
      if (!(error instanceof DeckError)) this.failure = `Your reviews cannot be remembered here. ${this.failure}`;
    }
    this.onChange();
  }

  private onChange(): void {
    this.dataset.phase = this.failure ? "failed" : this.fallback?.isConnected ? "loading" : (this.study?.phase ?? "loading");
    this.dataset.scheduled = String(this.study?.scheduled ?? false);
    this.requestUpdate();
  }

  // Keyboard and focus -------------------------------------------------------------------------------------------------

  private onKey(event: KeyboardEvent): void {
    if (!this.study || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const grade = GRADES[Number(event.key) - 1];
    if (this.study.phase === "answer" && grade) {
      event.preventDefault();
      this.grade(grade);
    } else if (this.study.phase === "question" && (event.key === " " || event.key === "Enter")) {
      if ((event.target as Element).closest(INTERACTIVE)) return; // a button or link does its own thing
      event.preventDefault();
      this.show();
    }
  }

  /** On a page about the deck alone, the keys that show the answer work before anything in it was clicked. */
  private onPageKey(event: KeyboardEvent): void {
    if (this.hasAttribute("entry") || event.target !== document.body || event.shiftKey) return;
    const card = this.querySelector(".fc-card")?.getBoundingClientRect();
    if (!card || card.bottom < 0 || card.top + card.height / 2 > window.innerHeight) return;
    if (this.study?.phase === "question") this.onKey(event);
  }

  private show(): void {
    this.toAnswer = true;
    this.study?.show();
  }

  private grade(grade: Grade): void {
    void this.study?.grade(grade);
  }

  protected override update(changed: PropertyValues): void {
    const inside = this.contains(document.activeElement);
    super.update(changed);
    const lost = inside && !this.contains(document.activeElement);
    if (this.toAnswer && this.study?.phase === "answer") {
      this.focusOn(".fc-face--answer", ".fc-actions");
    } else if (lost) {
      this.focusOn(".fc-card, .fc-done", ".fc-card, .fc-done");
    }
    this.toAnswer = false;
  }

  /** Focus what is new, and scroll only as far as needed to see what comes next. */
  private focusOn(focused: string, seen: string): void {
    this.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
    this.querySelector(seen)?.scrollIntoView({ block: "nearest" });
  }

  // What is shown ------------------------------------------------------------------------------------------------------

  protected override render(): TemplateResult | typeof nothing {
    if (this.failure) return this.renderFailure();
    const study = this.study;
    if (!study || this.fallback?.isConnected) return nothing;
    return html`
      <div class="fc" role="group" aria-label="Cards: ${study.deck.title}">
        ${this.renderTop(study)}
        ${study.card ? this.renderCard(study, study.card) : this.renderRest(study)}
        ${study.problem ? this.renderProblem(study) : nothing}
        <p class="fc-hidden" role="status">${study.message}</p>
      </div>
    `;
  }

  private renderTop({ standing }: Study): TemplateResult {
    const { learning, due, new: fresh, reviewed_today: done } = standing.counts;
    const left = learning + due + fresh;
    const count = (name: string, label: string, value: number) => html`
      <li class="fc-count fc-count--${name}" data-count=${name}><b>${value}</b> ${label}</li>
    `;
    return html`
      <div class="fc-top">
        <p class="fc-title">${left} left today</p>
        <ul class="fc-counts" aria-label="Left today">
          ${count("learning", "learning", learning)} ${count("due", "due", due)} ${count("new", "new", fresh)}
        </ul>
        <progress class="fc-progress" max=${Math.max(1, done + left)} .value=${done} aria-label="Reviewed today"></progress>
      </div>
    `;
  }

  private renderCard(study: Study, card: DeckCard): TemplateResult {
    const open = study.phase === "answer";
    return html`
      ${keyed(
        card.id,
        html`
          <div class="fc-card" tabindex="-1" role="group" aria-label="Card" data-card=${card.id}>
            <div class="fc-face fc-face--question">
              <p class="fc-label">Question${study.ahead ? html`<span class="fc-note">not due yet</span>` : nothing}</p>
              <div class="fc-text">${unsafeHTML(card.front_html)}</div>
            </div>
            ${open
              ? html`
                  <div class="fc-face fc-face--answer" tabindex="-1" role="group" aria-label="Answer">
                    <p class="fc-label">Answer</p>
                    <div class="fc-text">${unsafeHTML(card.back_html)}</div>
                    ${this.renderSource(card.page)}
                  </div>
                `
              : nothing}
          </div>
        `,
      )}
      <div class="fc-actions">
        ${open
          ? html`
              <div class="fc-grades" role="group" aria-label="How well did you know it?">
                ${GRADES.map((grade, place) => this.renderGrade(study, grade, place + 1))}
              </div>
            `
          : html`
              <button class="fc-button fc-button--main fc-show" type="button" aria-keyshortcuts="Space Enter" @click=${this.show}>
                Show answer <kbd aria-hidden="true">Space</kbd>
              </button>
            `}
      </div>
    `;
  }

  private renderSource(page: string): TemplateResult | typeof nothing {
    const source = new URL(page, this.root);
    if (!page || source.pathname === location.pathname) return nothing;
    return html`<p class="fc-source"><a href=${source.href}>Read the whole page</a></p>`;
  }

  private renderGrade(study: Study, grade: Grade, key: number): TemplateResult {
    const interval = study.interval(grade);
    return html`
      <button
        class="fc-button fc-grade fc-grade--${grade}"
        type="button"
        data-grade=${grade}
        aria-keyshortcuts=${key}
        @click=${() => this.grade(grade)}
      >
        <span class="fc-grade__name">${NAMES[grade]}</span>
        <span class="fc-grade__interval" aria-hidden="true">${interval?.text ?? "…"}</span>
        <span class="fc-hidden">${interval ? `, back in ${interval.words}` : ""}</span>
        <kbd aria-hidden="true">${key}</kbd>
      </button>
    `;
  }

  /** What stands in the card's place when there is none. */
  private renderRest(study: Study): TemplateResult {
    if (study.phase === "scheduling") {
      return html`<div class="fc-card fc-card--waiting" tabindex="-1"><p>${study.problem ? "Waiting for the scheduler." : "Working out what comes next…"}</p></div>`;
    }
    const { next_due: next, held_back: held, counts, skipped } = study.standing;
    const known = Object.keys(study.standing.cards).length > 0;
    return html`
      <div class="fc-done" tabindex="-1" role="group" aria-label="Done">
        <svg class="fc-done__mark" viewBox="0 0 48 48" aria-hidden="true">
          <circle cx="24" cy="24" r="21" />
          <path d="M15 25l6.5 6.5L34 18" />
        </svg>
        <p class="fc-done__head">Done for now</p>
        <p>
          ${counts.reviewed_today > 0
            ? `You did ${counts.reviewed_today} review${counts.reviewed_today === 1 ? "" : "s"} of these cards today.`
            : "None of these cards is due."}
          ${next === null ? nothing : `The next card is due ${whenText(next, this.deps.now())}.`}
        </p>
        ${held > 0 ? html`<p>${held} new card${held === 1 ? " waits" : "s wait"} for another day.</p>` : nothing}
        ${skipped > 0 ? html`<p>${skipped} review${skipped === 1 ? "" : "s"} in your log could not be read and count for nothing.</p>` : nothing}
        <div class="fc-done__actions">
          ${held > 0
            ? html`<button class="fc-button fc-more" type="button" @click=${() => this.study?.moreNew()}>Learn more new cards</button>`
            : nothing}
          ${known
            ? html`<button class="fc-button fc-ahead" type="button" @click=${() => this.study?.reviewAhead()}>Review ahead</button>`
            : nothing}
          <a class="fc-button" href=${new URL("decks/", this.root).href}>Other decks</a>
        </div>
      </div>
    `;
  }

  private renderProblem(study: Study): TemplateResult {
    return html`
      <div class="fc-problem" role="alert">
        <p>${study.problem}</p>
        <button class="fc-button" type="button" @click=${() => study.retry()}>Try again</button>
      </div>
    `;
  }

  private renderFailure(): TemplateResult {
    return html`
      <div class="fc-problem" role="alert">
        <p>${this.failure}</p>
        <button class="fc-button" type="button" @click=${() => void this.load()}>Try again</button>
      </div>
    `;
  }
}

/** The site's root, from the address of a file in its `assets/`. */
function siteRoot(address: URL): URL {
  const end = address.pathname.lastIndexOf("/assets/") + 1;
  return new URL(address.pathname.slice(0, end) || "/", address);
}

/** Put a study card into the page with its needs handed in. */
export function mount(place: Element, src: string, deps: Deps): FlashCards {
  const element = document.createElement("flash-cards") as FlashCards;
  element.setAttribute("src", src);
  element.deps = deps;
  place.append(element);
  return element;
}

customElements.define("flash-cards", FlashCards);
