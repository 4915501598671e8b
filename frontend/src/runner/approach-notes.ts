/** `<approach-notes>`: the approach and its cost, written before the code and held against the reference afterwards. */

import { html, LitElement, nothing, type TemplateResult } from "lit";

export interface Approach {
  text: string;
  time: string;
  space: string;
}

export const NO_APPROACH: Approach = { text: "", time: "", space: "" };

export class ApproachNotes extends LitElement {
  static override properties = { approach: { attribute: false }, reference: { attribute: false } };

  declare approach: Approach;
  /** The reference's cost; null until the reader may see it. */
  declare reference: { time: string; space: string } | null;

  constructor() {
    super();
    this.approach = NO_APPROACH;
    this.reference = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private changed(key: keyof Approach, event: Event): void {
    this.approach = { ...this.approach, [key]: (event.target as HTMLInputElement).value };
    this.dispatchEvent(new CustomEvent("approach", { detail: this.approach }));
  }

  private cost(key: "time" | "space", label: string): TemplateResult {
    const wanted = this.reference?.[key];
    return html`<label>${label} <input type="text" size="14" placeholder="O(n)" autocomplete="off" spellcheck="false" .value=${this.approach[key]} @input=${(event: Event) => this.changed(key, event)} /></label>
      ${wanted && this.approach[key] ? html`<span class="gr-reference">reference: <code>${wanted}</code></span>` : nothing}`;
  }

  protected override render(): TemplateResult {
    return html`<p>Say it aloud first: which structure, which order of steps, what it costs. Kept here, for you alone.</p>
      <label>Approach<textarea rows="4" .value=${this.approach.text} @input=${(event: Event) => this.changed("text", event)}></textarea></label>
      <p class="gr-row">${this.cost("time", "Time")} ${this.cost("space", "Space")}</p>`;
  }
}

customElements.define("approach-notes", ApproachNotes);
