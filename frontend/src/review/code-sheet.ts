/**
 * `<code-sheet>`: code to be marked, line by line. A press on a line number starts a range, a drag or Shift widens it; with keys
 * the arrows move, Shift and the arrows widen, Space sets the range's ends and Enter marks it. The page puts what belongs to a line below it.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Piece } from "../editor/colouring";
import { placeText, type Range } from "./review";

export class CodeSheet extends LitElement {
  static override properties = {
    lines: { attribute: false },
    widest: { type: Number },
    marked: { attribute: false },
    below: { attribute: false },
    active: { state: true },
    range: { state: true },
    said: { state: true },
  };

  declare lines: Piece[][];
  declare widest: number;
  /** Line -> class of a line that stands in a mark. */
  declare marked: ReadonlyMap<number, string>;
  /** What stands below a line, or nothing. */
  declare below: (line: number) => TemplateResult | typeof nothing;
  declare active: number;
  declare range: Range | undefined;
  declare said: string;
  private anchor = 0;
  private isDragging = false;
  /** What stands below a line is as wide as what is seen of the code. */
  private readonly sizes = new ResizeObserver(() => this.style.setProperty("--gr-seen", `${this.clientWidth}px`));
  private readonly drop = (): void => void (this.isDragging = false);

  constructor() {
    super();
    this.lines = [];
    this.widest = 8;
    this.marked = new Map();
    this.below = () => nothing;
    this.active = 1;
    this.said = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
    window.addEventListener("pointerup", this.drop);
    window.addEventListener("pointercancel", this.drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    window.removeEventListener("pointerup", this.drop);
    window.removeEventListener("pointercancel", this.drop);
  }

  /** Choose the lines between the anchor and this one, as many as a mark may have. */
  private extend(line: number): void {
    const last = this.widest - 1;
    const end = Math.max(this.anchor - last, Math.min(this.anchor + last, line));
    this.range = end < this.anchor ? [end, this.anchor] : [this.anchor, end];
    const most = end === line ? "" : ` A mark covers at most ${this.widest} lines.`;
    this.said = `${placeText({ lines: this.range, statement: null })} chosen.${most}`;
  }

  private begin(line: number): void {
    this.anchor = line;
    this.extend(line);
  }

  private clear(): void {
    this.range = undefined;
    this.said = "";
  }

  private mark(): void {
    const range = this.range ?? ([this.active, this.active] as const);
    this.clear();
    this.dispatchEvent(new CustomEvent<Range>("mark", { detail: range }));
  }

  private move(line: number): void {
    this.active = Math.min(this.lines.length, Math.max(1, line));
    void this.updateComplete.then(() => this.button(this.active)?.focus());
  }

  private button(line: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`button[data-line="${line}"]`);
  }

  /** Put the focus on a line. */
  focusLine(line: number): void {
    this.move(line);
  }

  private keyed(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, Home: 1, End: this.lines.length };
    const target = steps[event.key];
    if (target !== undefined) {
      if (event.shiftKey && !this.range) this.anchor = this.active;
      this.move(target);
      if (event.shiftKey) this.extend(this.active);
    } else if (event.key === " ") {
      const isInside = this.range && this.active >= this.range[0] && this.active <= this.range[1];
      if (isInside) this.clear();
      else if (this.range) this.extend(this.active);
      else this.begin(this.active);
    } else if (event.key === "Enter") this.mark();
    else if (event.key === "Escape" && this.range) this.clear();
    else return;
    event.preventDefault();
  }

  /** A finger taps the two ends of a range; a mouse starts anew unless Shift is held, and may drag. */
  private pressed(event: PointerEvent, line: number): void {
    if (event.button !== 0) return;
    this.active = line;
    if (this.range && (event.shiftKey || event.pointerType === "touch")) this.extend(line);
    else this.begin(line);
    if (event.pointerType === "touch") return;
    this.isDragging = true;
    (event.currentTarget as HTMLElement).focus();
    event.preventDefault(); // no text is selected on the way
  }

  private chosen(line: number): boolean {
    return this.range !== undefined && line >= this.range[0] && line <= this.range[1];
  }

  private number(line: number): TemplateResult {
    const text = this.lines[line - 1]!.map((piece) => piece.text).join("").trim() || "blank";
    const marked = this.marked.has(line) ? ", marked" : "";
    return html`<button type="button" class="gr-number" data-line=${line} tabindex=${line === this.active ? 0 : -1} aria-pressed=${this.chosen(line) ? "true" : "false"} aria-label="Line ${line}${marked}: ${text}"
      @pointerdown=${(event: PointerEvent) => this.pressed(event, line)} @focus=${() => (this.active = line)}
      @click=${(event: MouseEvent) => event.detail === 0 && this.begin(line)}>${line}</button>`;
  }

  private bar(line: number): TemplateResult | typeof nothing {
    if (this.range?.[1] !== line) return nothing;
    return html`<div class="gr-choice">
      <button type="button" class="md-button md-button--primary gr-button" @click=${() => this.mark()}>Mark ${placeText({ lines: this.range, statement: null })}</button>
      <button type="button" class="md-button gr-button gr-quiet" @click=${() => this.clear()}>Clear</button>
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<ol class="gr-sheet" aria-label="The assistant’s code" @keydown=${(event: KeyboardEvent) => (event.target as HTMLElement).matches(".gr-number") && this.keyed(event)}>
        ${this.lines.map((pieces, index) => {
          const line = index + 1;
          const tone = this.marked.get(line);
          return html`<li class=${`${this.chosen(line) ? "chosen" : ""} ${tone ?? ""}`} @pointerenter=${() => this.isDragging && this.extend(line)}>
            <div class="gr-line">${this.number(line)}<code>${pieces.map(({ text, tone: colour }) => (colour ? html`<span class=${colour}>${text}</span>` : text))}</code></div>
            ${this.bar(line)}${this.below(line)}
          </li>`;
        })}
      </ol>
      <p class="gr-heard" role="status">${this.said}</p>`;
  }
}

customElements.define("code-sheet", CodeSheet);
