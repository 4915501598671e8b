/**
 * `<trace-player>`: a recorded run, step by step: the line that comes next, the stack with what changed, small pictures,
 * and what was printed so far. A slider, buttons and keys move through it; a press on a line number runs to that line.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { pictures } from "./pictures";
import { shownValue, statesOf, told, type Frame, type State, type Trace } from "./trace";

const SPEEDS = [0.5, 1, 2, 4];

export class TracePlayer extends LitElement {
  static override properties = {
    trace: { attribute: false },
    sources: { attribute: false },
    at: { type: Number },
    /** Steps after this one are not shown: a drill hides what it asks for. */
    until: { type: Number },
    choose: { attribute: false },
    playing: { state: true },
    speed: { state: true },
  };

  declare trace: Trace | undefined;
  /** File name -> source. */
  declare sources: Record<string, string>;
  declare at: number;
  declare until: number;
  /** What a press on a line number does instead of running to that line. */
  declare choose: ((line: number, file: string) => void) | undefined;
  declare playing: boolean;
  declare speed: number;

  private states: State[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.sources = {};
    this.at = 0;
    this.until = Infinity;
    this.playing = false;
    this.speed = 1;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("trace")) return;
    this.states = this.trace ? statesOf(this.trace) : [];
    if (changed.get("trace") !== undefined || this.at >= this.states.length) this.at = 0;
    this.pause();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("at") && !changed.has("trace")) return;
    const box = this.querySelector<HTMLElement>(".gr-trace-code");
    const line = box?.querySelector<HTMLElement>("[aria-current]");
    // Within the box only: the page itself stays where the reader put it.
    if (box && line && (line.offsetTop < box.scrollTop || line.offsetTop + line.offsetHeight > box.scrollTop + box.clientHeight)) {
      box.scrollTop = line.offsetTop - box.clientHeight / 2;
    }
    this.dispatchEvent(new CustomEvent("step", { detail: this.at }));
  }

  get last(): number {
    return Math.max(0, Math.min(this.states.length - 1, this.until));
  }

  /** The state now, if there is one. */
  get state(): State | undefined {
    return this.states[this.at];
  }

  go(step: number): void {
    this.at = Math.max(0, Math.min(this.last, step));
  }

  /** To the next step at which a variable or a structure changed; the last step where there is none. */
  toChange(): void {
    const found = this.states.findIndex((state, index) => index > this.at && index <= this.last && (Object.keys(state.step.set ?? {}).length > 0 || state.touched.size > 0));
    this.go(found < 0 ? this.last : found);
  }

  private toLine(line: number, file: string): void {
    const fits = (state: State, index: number): boolean => index <= this.last && state.step.event === "line" && state.step.line === line && state.step.file === file;
    const later = this.states.findIndex((state, index) => index > this.at && fits(state, index));
    const first = later < 0 ? this.states.findIndex(fits) : later;
    if (first >= 0) this.go(first);
  }

  private play(): void {
    if (this.playing) return this.pause();
    if (this.at >= this.last) this.go(0);
    this.playing = true;
    this.timer = setInterval(() => {
      this.go(this.at + 1);
      if (this.at >= this.last) this.pause();
    }, 1000 / this.speed);
  }

  private pause(): void {
    clearInterval(this.timer);
    this.playing = false;
  }

  private faster(event: Event): void {
    const wasPlaying = this.playing;
    this.pause();
    this.speed = Number((event.target as HTMLSelectElement).value);
    if (wasPlaying) this.play();
  }

  private keyed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("select, input:not([type=range])")) return;
    const moves: Record<string, () => void> = {
      ArrowRight: () => this.go(this.at + 1),
      ArrowLeft: () => this.go(this.at - 1),
      Home: () => this.go(0),
      End: () => this.go(this.last),
      n: () => this.toChange(),
    };
    if (event.key === " " && !target.matches("button")) moves[" "] = () => this.play();
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  private code(state: State): TemplateResult {
    const source = this.sources[state.step.file] ?? "";
    const shown = state.step.file === "solution.py" ? "" : state.step.file;
    return html`${shown ? html`<p class="gr-label">${shown}</p>` : nothing}
      <ol class="gr-trace-code" tabindex="0" aria-label="Code">${source.replace(/\n$/, "").split("\n").map((text, index) => {
        const line = index + 1;
        const isNext = line === state.step.line;
        return html`<li aria-current=${isNext ? "step" : nothing} class=${isNext ? state.step.event : ""}><button type="button" tabindex="-1" title="${this.choose ? "Answer" : "Run to"} line ${line}" @click=${() => (this.choose ?? this.toLine).call(this, line, state.step.file)}>${line}</button><code>${text || " "}</code></li>`;
      })}</ol>`;
  }

  private frame(frame: Frame, state: State, inner: boolean): TemplateResult {
    const names = Object.keys(frame.variables);
    return html`<section class="gr-frame ${inner ? "inner" : ""}" aria-label="Frame ${frame.name}">
      <p class="gr-frame-name">${frame.name}</p>
      ${names.length
        ? html`<dl>${names.map((name) => html`<div class=${frame.changed.has(name) ? "changed" : ""}><dt>${name}</dt><dd><code>${shownValue(frame.variables[name]!, state.heap)}</code>${frame.changed.has(name) ? html`<span class="gr-visually-hidden"> changed</span>` : nothing}</dd></div>`)}</dl>`
        : html`<p>no variables</p>`}
    </section>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trace, state } = this;
    if (!trace) return nothing;
    if (!state) return html`<section class="gr-trace-player"><p class="gr-message">${trace.message || "Nothing of this code ran."}</p>${trace.traceback ? html`<pre class="gr-trace">${trace.traceback}</pre>` : nothing}</section>`;
    const [first, last] = [this.at === 0, this.at >= this.last];
    const printed = trace.stdout.slice(0, state.step.printed);
    const button = (label: string, sign: string, disabled: boolean, press: () => void): TemplateResult =>
      html`<button type="button" class="md-button gr-button" aria-label=${label} title=${label} ?disabled=${disabled} @click=${press}>${sign}</button>`;
    return html`<section class="gr-trace-player" aria-label="Step through the run" @keydown=${this.keyed}>
      <div class="gr-trace-bar">
        ${button("First step", "|◀", first, () => this.go(0))} ${button("Step back", "◀", first, () => this.go(this.at - 1))}
        ${button(this.playing ? "Pause" : "Play", this.playing ? "❚❚" : "▶▶", false, () => this.play())}
        ${button("Step forward", "▶", last, () => this.go(this.at + 1))} ${button("Last step", "▶|", last, () => this.go(this.last))}
        <button type="button" class="md-button gr-button gr-quiet" ?disabled=${last} @click=${() => this.toChange()}>Next change</button>
        <label>Speed <select @change=${this.faster}>${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>${speed}×</option>`)}</select></label>
      </div>
      <input type="range" min="0" max=${this.last} .value=${String(this.at)} aria-label="Step" aria-valuetext="Step ${this.at + 1} of ${this.last + 1}" @input=${(event: Event) => this.go(Number((event.target as HTMLInputElement).value))} />
      <p class="gr-told" aria-live="polite"><strong>Step ${this.at + 1} of ${this.last + 1}.</strong> ${told(state, this.states[this.at - 1])}</p>
      <div class="gr-trace-body">
        <div>${this.code(state)}</div>
        <div>
          ${[...state.frames].reverse().map((frame, index) => this.frame(frame, state, index === 0))} ${pictures(state)}
          ${printed ? html`<p class="gr-label">Printed so far</p><pre class="gr-out" tabindex="0">${printed}</pre>` : nothing}
        </div>
      </div>
      ${last && trace.cut ? html`<p class="gr-message">${trace.cut}</p>` : nothing}
      ${last && trace.traceback ? html`<pre class="gr-trace" tabindex="0">${trace.traceback}</pre>` : nothing}
      <p class="gr-trace-help">Arrow keys step, Home and End jump, n goes to the next change, Space plays. ${this.choose ? "A line number answers" : "A line number runs to that line"}.</p>
    </section>`;
  }
}

customElements.define("trace-player", TracePlayer);
