/**
 * `<run-off>`: practice for rounds where code cannot be run. A clock, a table of test cases that the reader traces by hand,
 * and handing in, after which the tests and the reader's own table tell how it went.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Evaluation } from "../judging/outcome";

export interface Row {
  call: string;
  expected: string;
  traced: string;
}

export interface RunOffState {
  began: number;
  rows: Row[];
}

/** What a row of the table came to. */
export interface Checked {
  row: Row;
  result: Evaluation;
}

const EMPTY: Row = { call: "", expected: "", traced: "" };

/** Minutes and seconds; beyond the limit with a plus. */
export function clock(elapsed: number, limit: number): string {
  const left = Math.round((limit - elapsed) / 1000);
  const seconds = Math.abs(left);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return left >= 0 ? `${text} left` : `${text} over`;
}

/** Texts of values without the spaces and quotes that people write either way. */
export function alike(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, "").replace(/"/g, "'").replace(/,(?=[)\]}])/g, "");
  return plain(a) === plain(b);
}

export class RunOff extends LitElement {
  static override properties = {
    state: { attribute: false },
    minutes: { type: Number },
    busy: { type: Boolean },
    checked: { attribute: false },
    now: { state: true },
  };

  declare state: RunOffState;
  declare minutes: number;
  declare busy: boolean;
  /** The reader's rows after handing in. */
  declare checked: Checked[];
  declare now: number;

  private ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.state = { began: 0, rows: [] };
    this.minutes = 30;
    this.busy = false;
    this.checked = [];
    this.now = Date.now();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => (this.now = Date.now()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  private write(index: number, key: keyof Row, event: Event): void {
    const rows = this.rows.map((row, at) => (at === index ? { ...row, [key]: (event.target as HTMLInputElement).value } : row));
    this.state = { ...this.state, rows };
    this.dispatchEvent(new CustomEvent("rows", { detail: rows }));
  }

  private get rows(): Row[] {
    return this.state.rows.length ? this.state.rows : [EMPTY, EMPTY];
  }

  private addRow(): void {
    this.state = { ...this.state, rows: [...this.rows, EMPTY] };
  }

  private cell(index: number, key: keyof Row, label: string): TemplateResult {
    return html`<td><input type="text" aria-label="${label}, row ${index + 1}" spellcheck="false" autocapitalize="off" placeholder=${label} .value=${this.rows[index]![key]} @input=${(event: Event) => this.write(index, key, event)} /></td>`;
  }

  private judged({ row, result }: Checked): TemplateResult {
    const got = result.verdict === "finished" ? result.value : result.message || "an error";
    const wanted = result.expected;
    const trace = row.traced ? (alike(row.traced, got) ? "Your trace was right." : "Your trace differs from what the code does.") : "";
    const code = wanted ? (result.same ? "The code is right here." : "The code is wrong here.") : "";
    return html`<li><code>${row.call}</code>: your code gives <code>${got}</code>${wanted && !result.same ? html`, the reference <code>${wanted}</code>` : nothing}. ${trace} ${code}
      <button type="button" class="gr-step" @click=${() => this.dispatchEvent(new CustomEvent("step", { detail: row.call }))}>Step through it</button></li>`;
  }

  protected override render(): TemplateResult {
    if (this.checked.length) return html`<p class="gr-label">Your own test table</p><ul>${this.checked.map((each) => this.judged(each))}</ul>`;
    if (!this.state.began) return html``;
    const limit = this.minutes * 60_000;
    return html`<p class="gr-row"><strong class="gr-clock" role="timer">${clock(this.now - this.state.began, limit)}</strong> <span>Running is off. Trace your code by hand, then hand in once.</span></p>
      <table class="gr-own-tests">
        <thead><tr><th scope="col">Call</th><th scope="col">Expected</th><th scope="col">My trace gives</th></tr></thead>
        <tbody>${this.rows.map((_, index) => html`<tr>${this.cell(index, "call", "Call")}${this.cell(index, "expected", "Expected")}${this.cell(index, "traced", "My trace gives")}</tr>`)}</tbody>
      </table>
      <p class="gr-row">
        <button type="button" class="md-button gr-button gr-quiet" @click=${() => this.addRow()}>Add a row</button>
        <span class="gr-space"></span>
        <button type="button" class="md-button gr-button gr-quiet" aria-disabled=${this.busy ? "true" : "false"} @click=${() => this.dispatchEvent(new CustomEvent("leave"))}>Turn running on</button>
        <button type="button" class="md-button md-button--primary gr-button" aria-disabled=${this.busy ? "true" : "false"} @click=${() => this.dispatchEvent(new CustomEvent("hand-in"))}>Hand in</button>
      </p>`;
  }
}

customElements.define("run-off", RunOff);
