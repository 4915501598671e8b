/**
 * `<trace-drill src="…/assets/traces/ID.json">`: a program whose recorded run stops at places and asks what comes next.
 *
 * Its children are the program for readers without JavaScript; they stay until the run is recorded. Python is loaded on intent.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { pythons } from "../judging/pythons";
import { Session } from "../judging/session";
import { boxedFallback } from "../parts/fallback";
import type { Trace } from "../parts/trace-player/trace";
import type { TracePlayer } from "../parts/trace-player/trace-player";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { fetchDrill, FILE, isLine, KIND, lineOf, past, payload, readRound, rightOf, roundsOf, truth, VERSION, type Answer, type DrillData, type Point } from "./round";

type Phase = "idle" | "recording" | "asking" | "told" | "done";
let made = 0;

export class TraceDrill extends LitElement {
  static override properties = Object.fromEntries(
    ["phase", "trace", "points", "answers", "text", "fault", "failure", "unkept", "earlier", "said"].map((name) => [name, { state: true }]),
  );

  declare phase: Phase;
  declare trace: Trace | undefined;
  declare points: Point[];
  declare answers: Answer[];
  /** What stands in the field. */
  declare text: string;
  /** Why the text cannot be read. */
  declare fault: string;
  declare failure: string;
  declare unkept: string;
  /** Earlier rounds in a sentence. */
  declare earlier: string;
  declare said: string;

  private drill: DrillData | undefined;
  private store: Store | undefined;
  private session: Session | undefined;
  private seed = 0;
  private isChecking = false;
  private fallback: Element | undefined;
  private readonly name = `trace-${(made += 1)}`;
  private readonly choose = (line: number): void => void this.check(String(line));
  private readonly warm = (): void => pythons().warm();

  constructor() {
    super();
    this.phase = "idle";
    this.points = [];
    this.answers = [];
    this.text = this.fault = this.failure = this.unkept = this.earlier = this.said = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.fallback ??= boxedFallback(this);
    super.connectedCallback();
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.phase === "recording") this.session?.stop();
  }

  protected override updated(changed: PropertyValues): void {
    this.dataset["phase"] = this.phase;
    this.fallback?.toggleAttribute("hidden", this.trace !== undefined);
    if (changed.has("phase") && (this.phase === "asking" || this.phase === "told")) {
      const { step, shown } = this.point!;
      void this.show(this.phase === "asking" ? step : shown);
    }
  }

  private get player(): TracePlayer | null {
    return this.querySelector<TracePlayer>("trace-player");
  }

  /** The question at hand: the last answered one while its answer is shown. */
  private get point(): Point | undefined {
    return this.points[this.phase === "told" ? this.answers.length - 1 : this.answers.length];
  }

  private async open(): Promise<void> {
    this.failure = "";
    try {
      [this.drill] = await Promise.all([fetchDrill(new URL(this.getAttribute("src") ?? "", document.baseURI)), this.recall()]);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.requestUpdate();
  }

  /** A drill works without a log; then nothing is remembered, and the reader is told. */
  private async recall(): Promise<void> {
    try {
      this.store = await openStore();
    } catch (error) {
      this.unkept = error instanceof Error ? error.message : String(error);
    }
  }

  private async rounds(): Promise<void> {
    const rounds = roundsOf(this.drill!.id, (await this.store?.events(KIND).catch(() => [])) ?? []);
    this.earlier = past(rounds);
    this.seed = Math.max(this.seed, rounds.length);
  }

  private async start(): Promise<void> {
    if (!this.drill || this.phase === "recording") return;
    this.failure = "";
    this.phase = "recording";
    const session = (this.session = new Session(pythons(), { onOutput: () => {}, onCase: () => {} }));
    try {
      await this.rounds();
      const asked = session.ask("trace.drill", { code: this.drill.code, seed: this.seed });
      const [data] = await Promise.all([asked, import("../parts/trace-player/trace-player")]);
      const { trace, points } = readRound(data);
      if (points.length === 0) throw new Error(trace.message || "the recording was ended");
      this.trace = trace;
      this.points = points;
      this.answers = [];
      this.seed += 1;
      this.text = this.fault = "";
      this.phase = "asking";
    } catch (error) {
      this.phase = this.trace ? "done" : "idle";
      this.failure = `The run could not be recorded: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** Put the player on a step and let nothing later be seen. */
  private async show(step: number): Promise<void> {
    const { player } = this;
    if (!player) return;
    player.until = step;
    await player.updateComplete;
    player.go(step);
    const next = this.phase === "asking" ? ".gr-ask input" : ".gr-told-next";
    this.querySelector<HTMLElement>(next)?.focus({ preventScroll: true });
    this.querySelector(".gr-ask")?.scrollIntoView({ block: "nearest" });
  }

  // What the reader does ------------------------------------------------------------------------------------------------

  private async check(given: string): Promise<void> {
    const { point } = this;
    if (!point || this.phase !== "asking" || this.isChecking) return;
    this.isChecking = true;
    this.text = given;
    try {
      const { right, fault } = await this.judged(point, given);
      this.fault = fault;
      if (!fault) this.tell({ point, given: given.trim(), outcome: right ? "right" : "wrong" });
    } finally {
      this.isChecking = false;
    }
  }

  private async judged(point: Point, given: string): Promise<{ right: boolean; fault: string }> {
    if (!given.trim()) return { right: false, fault: "Type an answer first, or press Show me." };
    if (point.kind === "line") {
      const line = lineOf(given);
      return line === undefined ? { right: false, fault: "Type the number of a line, such as 7." } : { right: isLine(point, line), fault: "" };
    }
    const expected = String(point.expected);
    try {
      const verdict = await this.session?.ask<{ right: boolean; fault: string }>("trace.answer", { given, expected });
      if (verdict) return { right: verdict.right === true, fault: String(verdict.fault) };
    } catch {
      // Python is gone; what was typed is compared as text.
    }
    return { right: given.replaceAll(/\s/g, "") === expected.replaceAll(/\s/g, ""), fault: "" };
  }

  private tell(answer: Answer): void {
    this.answers = [...this.answers, answer];
    this.phase = "told";
    this.said = `${{ right: "Right.", wrong: "Not so.", shown: "" }[answer.outcome]} ${truth(answer.point)}`.trim();
    if (this.answers.length === this.points.length) this.keep();
  }

  private keep(): void {
    this.store?.append(KIND, payload(this.drill!.id, this.seed - 1, this.answers), VERSION).catch((error: unknown) => {
      this.unkept = error instanceof Error ? error.message : String(error);
    });
  }

  private async next(): Promise<void> {
    this.text = this.fault = this.said = "";
    if (this.answers.length < this.points.length) {
      this.phase = "asking";
      return;
    }
    this.phase = "done";
    this.said = `${rightOf(this.answers)} of ${this.answers.length} right.`;
    if (this.player) this.player.until = Infinity;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".gr-drill-score")?.focus();
  }

  private look(step: number): void {
    this.player?.go(step);
    this.player?.querySelector<HTMLElement>("input[type=range]")?.focus();
  }

  // What is shown -------------------------------------------------------------------------------------------------------

  protected override render(): TemplateResult {
    const { drill, trace, phase } = this;
    const sources = { [FILE]: drill?.code ?? "" };
    const isAsked = phase === "asking" && this.point?.kind === "line";
    return html`<section class="gr-drill" aria-label="Trace drill: ${drill?.title ?? ""}">
      <div class="gr-ask">${trace && phase !== "recording" ? (phase === "done" ? this.score() : this.question()) : this.begin()}</div>
      ${this.failure ? html`<p class="gr-message bad" role="alert">${this.failure}</p>` : nothing}
      ${this.unkept ? html`<p class="gr-message">Your rounds are not remembered. ${this.unkept}</p>` : nothing}
      <p class="gr-visually-hidden" role="status">${this.said}</p>
      ${trace ? html`<trace-player .trace=${trace} .sources=${sources} .choose=${isAsked ? this.choose : undefined}></trace-player>` : nothing}
    </section>`;
  }

  private begin(): TemplateResult {
    if (this.phase === "recording") return html`<p class="gr-question" role="status">Python starts and records the run…</p>`;
    if (!this.drill && this.failure) return html`<button type="button" class="md-button gr-button" @click=${() => void this.open()}>Try again</button>`;
    return html`<p class="gr-question">Read the program. Then say what its run does next, at ${this.drill?.questions ?? 8} places.</p>
      <div class="gr-row">
        <button type="button" class="md-button md-button--primary gr-button" ?disabled=${!this.drill} @pointerenter=${this.warm} @focus=${this.warm} @click=${() => void this.start()}>Start</button>
      </div>`;
  }

  private asked(point: Point): TemplateResult {
    const where = point.function === "top level" ? html`Line ${point.line} is about to run.` : html`In <code>${point.function}</code>, line ${point.line} is about to run.`;
    if (point.kind === "line") return html`${where} <strong>Which line runs after it?</strong>`;
    if (point.kind === "return") return html`${where} <strong>What does <code>${point.function}</code> return?</strong>`;
    return html`${where} <strong>What is <code>${point.name}</code> after it?</strong>`;
  }

  private came(point: Point): TemplateResult {
    if (point.kind === "line") return html`Line ${point.expected} runs after it.`;
    if (point.kind === "return") return html`<code>${point.function}</code> returns <code>${point.expected}</code>.`;
    return html`<code>${point.name}</code> is <code>${point.expected}</code> after it.`;
  }

  private question(): TemplateResult {
    const point = this.point!;
    const number = this.points.indexOf(point) + 1;
    const isLine = point.kind === "line";
    const label = isLine ? "Number of the line" : "Value, as Python shows it";
    return html`<p class="gr-label">Question ${number} of ${this.points.length}</p>
      <p class="gr-question" id="${this.name}-question">${this.asked(point)}</p>
      ${this.phase === "told"
        ? this.told(this.answers.at(-1)!)
        : html`<form novalidate @submit=${this.submitted}>
            <label for="${this.name}-answer">${label}</label>
            <div class="gr-row">
              <input id="${this.name}-answer" type="text" inputmode=${isLine ? "numeric" : "text"} autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="${this.name}-question ${this.name}-fault" aria-invalid=${this.fault ? "true" : "false"} .value=${this.text} @input=${this.typed} />
              <button type="submit" class="md-button md-button--primary gr-button">Check</button>
              <button type="button" class="md-button gr-button gr-quiet" @click=${() => this.tell({ point, given: "", outcome: "shown" })}>Show me</button>
            </div>
            <p class="gr-fault bad" id="${this.name}-fault" role="alert">${this.fault}</p>
          </form>`}`;
  }

  private readonly typed = (event: InputEvent): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.fault = "";
  };

  private readonly submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.check(this.text);
  };

  private told({ point, given, outcome }: Answer): TemplateResult {
    const isLast = this.answers.length === this.points.length;
    const passed = outcome === "right" && point.kind === "line" && lineOf(given) !== point.expected ? ` Line ${lineOf(given)} is passed on the way.` : "";
    return html`<p class="gr-verdict ${outcome === "right" ? "good" : "bad"}" data-outcome=${outcome}>
        <strong>${{ right: "✓ Right.", wrong: "✗ Not so.", shown: "Shown." }[outcome]}</strong> <span class="gr-summary">${given && outcome === "wrong" ? html`You said <code>${given}</code>. ` : nothing}${this.came(point)}${passed}</span>
      </p>
      <div class="gr-row"><button type="button" class="md-button md-button--primary gr-button gr-told-next" @click=${() => void this.next()}>${isLast ? "See the score" : "Next question"}</button></div>`;
  }

  private score(): TemplateResult {
    const right = rightOf(this.answers);
    return html`<p class="gr-drill-score" tabindex="-1">${right} of ${this.answers.length} right</p>
      ${this.earlier ? html`<p class="gr-message">${this.earlier}</p>` : nothing}
      <ol class="gr-drill-answers">${this.answers.map(({ point, given, outcome }) => {
        const isRight = outcome === "right";
        return html`<li><span class="gr-sign ${isRight ? "good" : "bad"}">${isRight ? "✓" : "✗"}<span class="gr-visually-hidden"> ${isRight ? "right" : "wrong"}</span></span>
          <span>${point.kind === "line" ? html`Line ${point.line}, then line ${point.expected}.` : html`Line ${point.line}: ${this.came(point)}`}${!isRight && given ? html` You said <code>${given}</code>.` : nothing}</span>
          ${isRight ? nothing : html`<button type="button" class="md-button gr-button gr-quiet" @click=${() => this.look(point.step)}>Look at it</button>`}</li>`;
      })}</ol>
      <div class="gr-row"><button type="button" class="md-button md-button--primary gr-button" @click=${() => void this.start()}>Another round</button> <span class="gr-summary">It asks at other places. The whole run is below.</span></div>`;
  }
}

customElements.define("trace-drill", TraceDrill);
