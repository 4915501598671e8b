/**
 * `<estimate-drill src="…/assets/drills/ID.json">`: an estimate to answer, checked in the page without any engine.
 *
 * Its children are what a reader without JavaScript sees; they stay until the drill is there, and when it cannot be.
 */

import { html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { boxedFallback } from "../parts/fallback";
import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { fetchDrill, type DrillData, type DrillVariant } from "./drill";
import { dayOf, KIND, nextVariant, tally, tallyText, VERSION, type Estimate } from "./progress";
import { into, read, reading } from "../quantities/quantities";
import { label, readUnit, UnreadableError, type Unit } from "../quantities/units";
import { compare, type Verdict } from "./verdict";

/** What the element needs from outside. */
export interface Deps {
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Milliseconds without a key until the reading is spoken. */
const SPEAK_AFTER = 900;
let made = 0;

export class EstimateDrill extends LitElement {
  deps: Deps = { openStore, now: () => Date.now() };

  private drill: DrillData | undefined;
  private unit: Unit | undefined;
  private variant: DrillVariant | undefined;
  private store: Store | undefined;
  private events: LogEvent[] = [];
  private text = "";
  private attempts = 0;
  private verdict: Verdict | undefined;
  private solved = false;
  private open = false;
  private refusal = "";
  private spoken = "";
  private failure = "";
  private unkept = "";
  private fallback: Element | undefined;
  private speaking: ReturnType<typeof setTimeout> | undefined;
  /** Ends with what follows the log: when the drill is loaded anew, and when it leaves the page. */
  private stay = new AbortController();
  private readonly name = `estimate-${(made += 1)}`;

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.fallback ??= boxedFallback(this);
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.speaking);
    this.stay.abort();
  }

  private async load(): Promise<void> {
    this.stay.abort();
    const { signal } = (this.stay = new AbortController());
    this.failure = "";
    this.dataset.phase = "loading";
    try {
      const address = new URL(this.getAttribute("src") ?? "", document.baseURI);
      const [drill] = await Promise.all([fetchDrill(address), this.openLog(signal)]);
      if (signal.aborted) return;
      this.drill = drill;
      this.unit = readUnit(drill.unit);
      this.show(nextVariant(drill.id, drill.variants, this.events));
      this.fallback?.remove();
      this.dataset.phase = "asking";
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
      this.dataset.phase = "failed";
    }
    this.requestUpdate();
  }

  /** A drill works without a log; then nothing is remembered, and the reader is told. */
  private async openLog(signal: AbortSignal): Promise<void> {
    try {
      const store = (this.store = await this.deps.openStore());
      this.events = await store.events(KIND);
      if (signal.aborted) return;
      const end = store.onAppend((event) => {
        if (event.kind !== KIND || this.events.some(({ id }) => id === event.id)) return;
        this.events = [...this.events, event];
        this.requestUpdate();
      });
      signal.addEventListener("abort", end);
    } catch (error) {
      this.unkept = error instanceof Error ? error.message : String(error);
    }
  }

  private show(variant: DrillVariant): void {
    this.variant = variant;
    this.text = "";
    this.attempts = 0;
    this.verdict = undefined;
    this.refusal = "";
    this.solved = false;
    this.open = false;
    this.dataset.seed = String(variant.seed);
  }

  // What the reader does ------------------------------------------------------------------------------------------------

  private onInput(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
    this.refusal = "";
    this.requestUpdate();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.say(this.readBack()), SPEAK_AFTER);
  }

  private check(event: SubmitEvent): void {
    event.preventDefault();
    clearTimeout(this.speaking);
    const { variant, drill, unit } = this;
    if (!variant || !drill || !unit) return;
    try {
      const given = into(read(this.text, unit), unit);
      const verdict = compare(given, variant.expected, drill.tolerance);
      this.verdict = verdict;
      this.refusal = "";
      this.attempts += 1;
      if (!this.solved) this.log(verdict.outcome, given, verdict.factor);
      this.solved ||= verdict.outcome === "right";
      this.open ||= this.solved || this.attempts > 1;
      this.say(`${verdict.message} ${verdict.hint}`);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.verdict = undefined;
      this.refusal = error.message;
      this.say(error.message);
    }
    this.requestUpdate();
  }

  private onToggle(event: Event): void {
    const { open } = event.target as HTMLDetailsElement;
    if (open && this.attempts === 0) {
      this.attempts = 1; // what is answered after a look is no first try
      this.log("shown", 0, 0);
    }
    this.open = open;
    this.requestUpdate();
  }

  private async another(): Promise<void> {
    const { drill, variant } = this;
    if (!drill) return;
    this.show(nextVariant(drill.id, drill.variants, this.events, variant?.seed));
    this.say("New numbers.");
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".estimate-input")?.focus({ preventScroll: true });
    this.querySelector(".estimate")?.scrollIntoView({ block: "nearest" });
  }

  private log(outcome: Estimate["outcome"], given: number, factor: number): void {
    const { drill, variant, store, attempts: attempt, text } = this;
    if (!drill || !variant || !store) return;
    const { expected, seed } = variant;
    const estimate: Estimate = { drill: drill.id, seed, outcome, attempt, text, given, expected, unit: drill.unit, factor };
    store.append(KIND, estimate, VERSION).catch((error: unknown) => {
      this.unkept = error instanceof Error ? error.message : String(error);
      this.requestUpdate();
    });
  }

  private say(text: string): void {
    this.spoken = text;
    this.requestUpdate();
  }

  /** What the text is understood as, or why it is not. */
  private readBack(): string {
    if (!this.unit || !this.text.trim()) return "";
    try {
      return `Read as ${reading(read(this.text, this.unit), this.unit)}`;
    } catch (error) {
      if (error instanceof UnreadableError) return error.message;
      throw error;
    }
  }

  // What is shown -------------------------------------------------------------------------------------------------------

  protected override render(): TemplateResult | typeof nothing {
    if (this.failure) {
      return html`
        <div class="estimate-problem" role="alert">
          <p>${this.failure}</p>
          <button class="estimate-button" type="button" @click=${() => void this.load()}>Try again</button>
        </div>
      `;
    }
    const { drill, variant, unit } = this;
    if (!drill || !variant || !unit) return nothing;
    const today = tallyText(tally(this.events, dayOf(this.deps.now())));
    return html`
      <div class="estimate" role="group" aria-label="Estimate: ${drill.title}">
        ${today ? html`<p class="estimate-today">${today}</p>` : nothing}
        <div class="estimate-prompt">${unsafeHTML(variant.prompt_html)}</div>
        <form class="estimate-form" novalidate @submit=${this.check}>
          <label for="${this.name}-input">Your estimate, in ${label(unit)}</label>
          <div class="estimate-row">
            <input
              id="${this.name}-input"
              class="estimate-input"
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              aria-describedby="${this.name}-reading"
              aria-invalid=${this.refusal ? "true" : "false"}
              .value=${this.text}
              @input=${this.onInput}
            />
            <button class="estimate-button estimate-button--main" type="submit">Check</button>
          </div>
          <p class="estimate-reading" id="${this.name}-reading">${this.renderReading()}</p>
        </form>
        ${this.renderVerdict()}
        ${keyed(
          variant.seed,
          html`
            <details class="gr-reveal estimate-solution" .open=${this.open} @toggle=${this.onToggle}>
              <summary>Worked solution</summary>
              ${unsafeHTML(variant.steps_html)}
              <div class="estimate-because">${unsafeHTML(drill.because_html)}</div>
            </details>
          `,
        )}
        <div class="estimate-actions">
          <button class="estimate-button" type="button" @click=${() => void this.another()}>Another, new numbers</button>
        </div>
        ${this.unkept ? html`<p class="estimate-unkept">Your estimates are not remembered. ${this.unkept}</p>` : nothing}
        <p class="estimate-spoken" role="status">${this.spoken}</p>
      </div>
    `;
  }

  private renderReading(): string | TemplateResult {
    if (this.refusal) return html`<span class="estimate-refusal">${this.refusal}</span>`;
    return this.readBack() || "Write it as you would say it: 2.3k, 2300/s, 40 GB, 3e9.";
  }

  private renderVerdict(): TemplateResult | typeof nothing {
    const { verdict } = this;
    if (!verdict) return nothing;
    const right = verdict.outcome === "right";
    return html`
      <div class="estimate-verdict" data-outcome=${verdict.outcome}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          ${right
            ? svg`<path d="M5 13l4.5 4.5L19 7" />`
            : verdict.outcome === "high"
              ? svg`<path d="M12 5v14M6 13l6 6 6-6" />`
              : svg`<path d="M12 19V5M6 11l6-6 6 6" />`}
        </svg>
        <div>
          <p><strong>${verdict.message}</strong></p>
          ${verdict.hint ? html`<p>${verdict.hint}</p>` : nothing}
          ${!right && !this.solved && this.attempts < 2 ? html`<p>Try once more, or open the worked solution.</p>` : nothing}
        </div>
      </div>
    `;
  }
}

customElements.define("estimate-drill", EstimateDrill);
