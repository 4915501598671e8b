/** `<attempt-history>`: every attempt with its verdict, its code against the code in the editor, and the way back to it. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { verdictTitle } from "../judging/results";
import { lineDiff } from "../parts/line-diff";
import { firstAccepted, type Attempt } from "./attempts";

export class AttemptHistory extends LitElement {
  static override properties = { attempts: { attribute: false }, main: { attribute: false }, texts: { attribute: false }, opened: { state: true } };

  /** Oldest first. */
  declare attempts: Attempt[];
  /** Name of the solution's file. */
  declare main: string;
  /** The reader's files as they are in the editor now. */
  declare texts: Record<string, string>;
  declare opened: string;

  constructor() {
    super();
    this.attempts = [];
    this.main = "solution.py";
    this.texts = {};
    this.opened = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private restore(attempt: Attempt): void {
    this.dispatchEvent(new CustomEvent("restore", { detail: attempt }));
  }

  private filesOf(attempt: Attempt): Record<string, string> {
    return { [this.main]: attempt.code, ...attempt.files };
  }

  /** The attempt against the editor; where they are the same, the attempt before against it. */
  private difference(attempt: Attempt, before: Attempt | undefined): TemplateResult {
    const then = this.filesOf(attempt);
    const names = Object.keys(then).filter((name) => Object.hasOwn(this.texts, name));
    const isSame = names.every((name) => then[name] === this.texts[name]);
    const compare = (label: string, from: Record<string, string>, to: Record<string, string>): TemplateResult =>
      html`<p class="gr-label">${label}</p>
        ${names.map((name) => html`${names.length > 1 ? html`<p><code>${name}</code></p>` : nothing}${lineDiff(from[name] ?? "", to[name] ?? "")}`)}`;
    if (!isSame) {
      return html`${compare("From this attempt to the code in the editor", then, this.texts)}
        <button type="button" class="md-button gr-button" @click=${() => this.restore(attempt)}>Bring this code back</button>`;
    }
    const same = html`<p>This is the code in the editor.</p>`;
    return before ? html`${same}${compare("From the attempt before to this one", this.filesOf(before), then)}` : same;
  }

  private row(attempt: Attempt, number: number): TemplateResult {
    const at = new Date(attempt.time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const parts = [at, attempt.total ? `${attempt.passed} of ${attempt.total} passed` : "", attempt.hints ? `${attempt.hints} hint${attempt.hints > 1 ? "s" : ""}` : ""];
    if (attempt.mode === "no-run") parts.push("without running");
    return html`<li>
      <details @toggle=${(event: Event) => (this.opened = (event.target as HTMLDetailsElement).open ? attempt.id : this.opened)}>
        <summary><strong class=${attempt.verdict === "accepted" ? "good" : "bad"}>${number}. ${verdictTitle(attempt.verdict)}</strong> <span>${parts.filter(Boolean).join(" · ")}</span></summary>
        ${this.opened === attempt.id
          ? this.difference(attempt, this.attempts[number - 2])
          : nothing}
      </details>
    </li>`;
  }

  protected override render(): TemplateResult {
    if (!this.attempts.length) return html`<p>No attempt yet. Each Test is kept here with its code, in this browser only.</p>`;
    const rows = this.attempts.map((attempt, index) => this.row(attempt, index + 1)).reverse();
    return html`<p>${firstAccepted(this.attempts) || "Not accepted yet."}</p><ol class="gr-attempts" reversed>${rows}</ol>`;
  }
}

customElements.define("attempt-history", AttemptHistory);
