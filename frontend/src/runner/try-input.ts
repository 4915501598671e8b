/** `<try-input>`: lines of the reader's own, run with their solution and with the reference beside it. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Evaluation } from "../judging/outcome";
import type { Language } from "../judging/problem";
import { evaluated } from "../judging/results";

export class TryInput extends LitElement {
  static override properties = {
    lines: { attribute: false },
    language: { attribute: false },
    busy: { type: Boolean },
    tryLines: { attribute: false },
    traceLines: { attribute: false },
    result: { state: true },
  };

  /** What stands in the box at first. */
  declare lines: string;
  declare language: Language;
  declare busy: boolean;
  /** Run the lines; gives undefined when they could not be run now. */
  declare tryLines: (lines: string) => Promise<Evaluation | undefined>;
  /** Step through the lines; undefined where that cannot be done. */
  declare traceLines: ((lines: string) => void) | undefined;
  declare result: Evaluation | undefined;

  constructor() {
    super();
    this.lines = "";
    this.language = "python";
    this.busy = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private get text(): string {
    return this.querySelector("textarea")?.value ?? this.lines;
  }

  private async start(): Promise<void> {
    const result = await this.tryLines(this.text);
    if (result) this.result = result;
  }

  private keyed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.start();
  }

  protected override render(): TemplateResult {
    const isSql = this.language === "sql";
    const label = isSql ? "Rows to put into the tables before your query runs, as INSERT statements" : "Lines to run after your solution; the last one’s value is shown";
    const rows = Math.min(8, Math.max(2, this.lines.split("\n").length));
    return html`<label>${label}<textarea rows=${rows} spellcheck="false" autocapitalize="off" .value=${this.lines} @keydown=${this.keyed}
          @change=${() => this.dispatchEvent(new CustomEvent("lines", { detail: this.text }))}></textarea></label>
      <p class="gr-row">
        <button type="button" class="md-button gr-button" aria-disabled=${this.busy ? "true" : "false"} @click=${() => void this.start()}>Try it</button>
        ${this.traceLines ? html`<button type="button" class="md-button gr-button" aria-disabled=${this.busy ? "true" : "false"} @click=${() => this.traceLines?.(this.text)}>Step through it</button>` : nothing}
      </p>
      <div aria-live="polite">${this.result ? evaluated(this.result) : nothing}</div>`;
  }
}

customElements.define("try-input", TryInput);
