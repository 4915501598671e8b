/** `<attempt-history>`: every attempt with its verdict, its code against the code in the editor, and the way back to it. */

import { html, LitElement, type TemplateResult } from "lit";
import { verdictTitle } from "../judging/results";
import { lineDiff } from "../parts/line-diff";
import { firstAccepted, type Attempt } from "./attempts";

export class AttemptHistory extends LitElement {
  static override properties = { attempts: { attribute: false }, code: { attribute: false }, opened: { state: true } };

  /** Oldest first. */
  declare attempts: Attempt[];
  /** The code in the editor now. */
  declare code: string;
  declare opened: string;

  constructor() {
    super();
    this.attempts = [];
    this.code = "";
    this.opened = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private restore(attempt: Attempt): void {
    this.dispatchEvent(new CustomEvent("restore", { detail: attempt }));
  }

  private row(attempt: Attempt, number: number): TemplateResult {
    const at = new Date(attempt.time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const parts = [at, attempt.total ? `${attempt.passed} of ${attempt.total} passed` : "", attempt.hints ? `${attempt.hints} hint${attempt.hints > 1 ? "s" : ""}` : ""];
    if (attempt.mode === "no-run") parts.push("without running");
    return html`<li>
      <details @toggle=${(event: Event) => (this.opened = (event.target as HTMLDetailsElement).open ? attempt.id : this.opened)}>
        <summary><strong class=${attempt.verdict === "accepted" ? "good" : "bad"}>${number}. ${verdictTitle(attempt.verdict)}</strong> <span>${parts.filter(Boolean).join(" · ")}</span></summary>
        ${this.opened === attempt.id
          ? html`<p class="gr-label">From this attempt to the code in the editor</p>
              ${lineDiff(attempt.code, this.code)}
              <button type="button" class="md-button gr-button" @click=${() => this.restore(attempt)}>Bring this code back</button>`
          : ""}
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
