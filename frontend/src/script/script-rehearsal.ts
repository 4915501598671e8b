/** `<script-rehearsal>`: a dialog that goes through a script line by line. The steps are in `rehearsal.ts`. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { PageLine } from "./page-text";
import { back, begin, isDone, isHidden, next, pause, resume, reveal, spentInAll, spentOn, type Rehearsal } from "./rehearsal";
import { clockText, lengthText } from "../parts/times";
import { countWords, secondsFor, targetText } from "./speech";

/** What is rehearsed. */
export interface Part {
  title: string;
  lines: PageLine[];
  /** Target of the own lines together, in seconds; without one the texts' own length is the measure. */
  target?: number;
  /** What can be rehearsed after it. */
  then?: { name: string; part: () => Part };
}

export class ScriptRehearsal extends LitElement {
  /** Milliseconds of a clock that never jumps. */
  now: () => number = () => performance.now();

  #part: Part | undefined;
  #run: Rehearsal = begin([], 0);
  #tick: ReturnType<typeof setInterval> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  /** Open the dialog at the first line. */
  async start(part: Part): Promise<void> {
    this.#part = part;
    this.#run = begin(part.lines.map(({ speaker }) => speaker === "candidate"), this.now());
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.#dialog;
    if (dialog && !dialog.open) dialog.showModal();
    clearInterval(this.#tick);
    this.#tick = setInterval(() => this.#look(), 250);
    this.#focus(".rehearsal__main");
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  #change(run: Rehearsal): void {
    this.#run = run;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (isDone(run)) this.#focus(".rehearsal__end");
      // A button that is gone or has been disabled must not take the keyboard's place with it.
      else if (!this.contains(document.activeElement) || document.activeElement?.matches("dialog, :disabled")) {
        this.#focus(".rehearsal__main");
      }
    });
  }

  #focus(selector: string): void {
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Reveal what is hidden, else go on. */
  #goOn(): void {
    if (isHidden(this.#run)) this.#reveal();
    else this.#next();
  }

  #reveal(): void {
    this.#change(reveal(this.#run, this.now()));
  }

  #next(): void {
    this.#change(next(this.#run, this.now()));
  }

  #back(): void {
    this.#change(back(this.#run, this.now()));
  }

  #onKey(event: KeyboardEvent): void {
    event.stopPropagation(); // the theme has shortcuts of its own: N would leave the page
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || isDone(this.#run)) return;
    const key = event.key.toLowerCase();
    if (key === " ") {
      if (event.target instanceof HTMLButtonElement) return; // Space presses the button that has the focus
      this.#goOn();
    } else if (key === "arrowright" || key === "n") this.#next();
    else if (key === "arrowleft" || key === "b") this.#back();
    else if (key === "r") this.#reveal();
    else return;
    event.preventDefault();
  }

  #onClose(): void {
    clearInterval(this.#tick);
    this.#run = pause(this.#run, this.now());
  }

  #look(): void {
    // A line that nobody could see was not rehearsed.
    this.#run = document.hidden ? pause(this.#run, this.now()) : resume(this.#run, this.now());
    this.#showClock();
  }

  /** The clock is no part of the template, so that a second gone by renders nothing else. */
  #showClock(): void {
    const clock = this.querySelector("[role=timer]");
    const text = clockText(spentOn(this.#run, this.#run.at, this.now()), "down");
    if (clock && clock.textContent !== text) clock.textContent = text;
  }

  protected override updated(): void {
    this.#showClock();
  }

  protected override render(): TemplateResult | typeof nothing {
    const part = this.#part;
    if (!part) return nothing;
    const done = isDone(this.#run);
    return html`
      <dialog
        class="rehearsal"
        aria-labelledby="rehearsal-title"
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        @close=${() => this.#onClose()}
      >
        <div class="rehearsal__head">
          <h2 id="rehearsal-title">${part.title}</h2>
          <button type="button" aria-keyshortcuts="Escape" @click=${() => this.#dialog?.close()}>Close</button>
        </div>
        <div class="rehearsal__bar" aria-hidden="true">
          ${part.lines.map(
            (line, n) =>
              html`<span data-speaker=${line.speaker} data-place=${n < this.#run.at ? "past" : n === this.#run.at ? "current" : "ahead"}></span>`,
          )}
        </div>
        ${done ? this.#renderEnd(part) : this.#renderLine(part)}
      </dialog>
    `;
  }

  #renderLine(part: Part): TemplateResult {
    const at = this.#run.at;
    const line = part.lines[at];
    const own = line?.speaker === "candidate";
    const hidden = isHidden(this.#run);
    const heard = own ? part.lines.slice(0, at).findLast(({ speaker }) => speaker === "interviewer") : undefined;
    return html`
      <p class="rehearsal__place">
        <span>Line ${at + 1} of ${part.lines.length}</span>
        ${own
          ? html`<span class="rehearsal__clock" role="timer" aria-label="Time on this line"></span>`
          : nothing}
      </p>
      ${heard
        ? html`<div class="rehearsal__heard"><p class="gr-speaker">Interviewer, before</p>${copies(heard)}</div>`
        : nothing}
      <div class="rehearsal__line" data-speaker=${line?.speaker} aria-live="polite" aria-atomic="true">
        <p class="gr-speaker">${own ? "You" : "Interviewer"} <span class="gr-beat">${line?.beat}</span></p>
        ${!line
          ? nothing
          : hidden
            ? html`<p class="rehearsal__cue">Say your line aloud, then reveal it.</p>`
            : keyed(at, html`<div class="rehearsal__text">${copies(line)}</div>`)}
        ${own && !hidden ? html`<p class="rehearsal__took">${this.#tookText(line, at)}</p>` : nothing}
      </div>
      <p class="rehearsal__buttons">
        <button type="button" aria-keyshortcuts="ArrowLeft B" ?disabled=${at === 0} @click=${() => this.#back()}>
          Back
        </button>
        <button type="button" class="rehearsal__main" aria-keyshortcuts="Space" @click=${() => this.#goOn()}>
          ${hidden ? "Reveal" : at + 1 === part.lines.length ? "Finish" : "Next line"}
        </button>
        ${hidden
          ? html`<button type="button" aria-keyshortcuts="ArrowRight N" @click=${() => this.#next()}>Skip the reveal</button>`
          : nothing}
      </p>
      <p class="rehearsal__keys">
        <span><kbd>Space</kbd> reveal, then next</span>
        <span><kbd>R</kbd> reveal</span>
        <span><kbd>→</kbd> or <kbd>N</kbd> next</span>
        <span><kbd>←</kbd> or <kbd>B</kbd> back</span>
        <span><kbd>Esc</kbd> close</span>
      </p>
    `;
  }

  #tookText(line: PageLine, at: number): string {
    return `You took ${lengthText(spentOn(this.#run, at, this.now()))}. The text takes ${lengthText(textSeconds(line) * 1000)}.`;
  }

  #renderEnd(part: Part): TemplateResult {
    const all = spentInAll(this.#run, this.now());
    const target = part.target ?? part.lines.reduce((sum, line) => sum + (line.speaker === "candidate" ? textSeconds(line) : 0), 0);
    const then = part.then;
    return html`
      <h3 class="rehearsal__end" tabindex="-1">Done</h3>
      <p>Your lines took ${lengthText(all)}: ${targetText(Math.round(all / 1000), target)}.</p>
      <div class="rehearsal__table">
        <table class="gr-table">
          <thead>
            <tr><th scope="col">Your line</th><th scope="col">You took</th><th scope="col">The text takes</th></tr>
          </thead>
          <tbody>
            ${part.lines.map((line, n) =>
              line.speaker === "candidate"
                ? html`<tr>
                    <th scope="row">${line.beat || `Line ${n + 1}`}</th>
                    <td>${clockText(this.#run.spent[n] ?? 0, "down")}</td>
                    <td>${clockText(textSeconds(line) * 1000, "down")}</td>
                  </tr>`
                : nothing,
            )}
          </tbody>
        </table>
      </div>
      <p class="rehearsal__buttons">
        ${then
          ? html`<button type="button" class="rehearsal__main" @click=${() => this.start(then.part())}>${then.name}</button>`
          : nothing}
        <button type="button" @click=${() => this.start(part)}>Once more</button>
        <button type="button" @click=${() => this.#back()}>Back to the last line</button>
      </p>
    `;
  }
}

const textSeconds = (line: PageLine): number => secondsFor(countWords(line.paragraphs.join(" ")));

/** Copies of what the page shows, blanks filled, without what only makes sense in the page. */
function copies(line: PageLine): Node[] {
  return line.elements.map((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const each of [copy, ...copy.querySelectorAll("[id], [title]")]) {
      each.removeAttribute("id");
      each.removeAttribute("title");
    }
    return copy;
  });
}

if (!customElements.get("script-rehearsal")) customElements.define("script-rehearsal", ScriptRehearsal);
