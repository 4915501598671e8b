/**
 * `<script-desk data-script="{title, seconds, blanks}">`: makes a script the reader's own. Its children are what a reader
 * without JavaScript sees: the blanks explained. The texts it fills, counts, copies and rehearses are those of the page.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { OwnWords, type Blank } from "./own-words";
import { blanksOf, fillBlanks, followUpLinesOf, followUpsOf, idsInLines, linesOf, unfold } from "./page-text";
import { lengthText } from "../parts/times";
import { countWords, isTooLong, ownWords, plainText, secondsFor, targetText, WORDS_A_MINUTE } from "./speech";
import "./script-rehearsal";
import type { Part, ScriptRehearsal } from "./script-rehearsal";

/** What the build says of a script; `seconds` is the target of the candidate's lines. */
interface ScriptData {
  title: string;
  seconds: number;
  blanks: Blank[];
}

/** What the element needs from outside. */
export interface Deps {
  openStore(): Promise<Store>;
  copy(text: string): Promise<void>;
  print(): void;
}

export class ScriptDesk extends LitElement {
  deps: Deps = { openStore, copy: (text) => navigator.clipboard.writeText(text), print: () => window.print() };

  #data: ScriptData | undefined;
  #page: HTMLElement = document.body;
  #words = new OwnWords([], openStore);
  #inLines = new Set<string>();
  #cleared: Map<string, string> | undefined;
  #fault = "";
  #said = "";
  /** The blank in the text from which the reader came to its field. */
  #origin: HTMLElement | undefined;
  #fold: () => void = () => {};
  #listeners: AbortController | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.#data ??= this.#read();
    if (!this.#data) return; // the explained blanks stay
    super.connectedCallback();
    this.#page = this.closest<HTMLElement>("article") ?? document.body;
    this.#inLines = idsInLines(this.#page);
    this.#words = new OwnWords(this.#data.blanks, () => this.deps.openStore());
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#page.addEventListener("click", (event) => this.#onPageClick(event), { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void this.#load(), { signal });
    window.addEventListener("beforeprint", () => (this.#fold = unfold(this.#page)), { signal });
    window.addEventListener("afterprint", () => this.#fold(), { signal });
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listeners?.abort();
  }

  #read(): ScriptData | undefined {
    try {
      const data = JSON.parse(this.dataset["script"] ?? "") as ScriptData;
      this.replaceChildren();
      return data;
    } catch {
      return undefined;
    }
  }

  // --- the reader's words

  #load(): Promise<void> {
    const writing = document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.name : undefined;
    return this.#keep(this.#words.load(writing)).then(() => this.#changed());
  }

  /** Wait until something is kept or read, and tell the reader when it cannot be. */
  async #keep(work: Promise<unknown>): Promise<void> {
    try {
      await work;
      this.#fault = "";
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#fault = `Your words stay on this page only, until you leave it. ${reason}`;
    }
    this.requestUpdate();
  }

  /** Show the words everywhere on the page. */
  #changed(): void {
    const examples = new Map(this.#data?.blanks.map(({ id, example }) => [id, example]));
    fillBlanks(this.#page, (id) => this.#words.of(id), (id) => examples.get(id) ?? "");
    const chip = this.#page.querySelector("[data-script-words]");
    if (chip) chip.textContent = `${this.#count} words`;
    this.requestUpdate();
  }

  get #count(): number {
    return countWords(ownWords(linesOf(this.#page)));
  }

  #write(id: string, text: string): void {
    void this.#keep(this.#words.put(id, text));
    this.#said = "";
    this.#changed();
  }

  #clear(): void {
    const { held, kept } = this.#words.clear();
    this.#cleared = held;
    void this.#keep(kept);
    this.#said = `${blanks(held.size)} cleared.`;
    this.#changed();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".script-desk__undo")?.focus());
  }

  #undo(): void {
    if (!this.#cleared) return;
    void this.#keep(this.#words.restore(this.#cleared));
    this.#cleared = undefined;
    this.#said = "Your words are back.";
    this.#changed();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".script-desk__clear")?.focus());
  }

  // --- from a blank to its field and back

  #onPageClick(event: MouseEvent): void {
    const blank = event.target instanceof Element ? event.target.closest<HTMLElement>(".blank[data-blank]") : null;
    if (!blank || this.contains(blank) || !getSelection()?.isCollapsed) return;
    const details = this.querySelector("details");
    if (details) details.open = true;
    this.#origin = blank;
    this.#fields.find(({ name }) => name === blank.dataset["blank"])?.focus();
  }

  get #fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll("textarea")];
  }

  #onFieldKey(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const origin = this.#origin;
    if (event.key === "Enter") {
      const fields = this.#fields;
      if (origin) this.#returnTo(origin);
      else fields[fields.indexOf(event.target as HTMLTextAreaElement) + 1]?.focus();
    } else if (event.key === "Escape" && origin) this.#returnTo(origin);
    else return;
    event.preventDefault();
  }

  #returnTo(blank: HTMLElement): void {
    this.#origin = undefined;
    blank.tabIndex = -1;
    blank.addEventListener("blur", () => blank.removeAttribute("tabindex"), { once: true });
    blank.focus({ preventScroll: true });
    blank.scrollIntoView({ block: "center" });
  }

  // --- what else can be done with the text

  async #copy(): Promise<void> {
    const text = plainText(this.#data?.title ?? "", linesOf(this.#page), followUpsOf(this.#page));
    try {
      await this.deps.copy(text);
      this.#said = "Copied: the conversation and what they ask next.";
    } catch {
      this.#said = "The browser did not allow copying. Select the text below and copy it from there.";
    }
    this.requestUpdate();
  }

  #rehearse(): void {
    const data = this.#data;
    if (!data) return;
    this.#said = "";
    const more: Part = { title: `${data.title}: what they ask next`, lines: followUpLinesOf(this.#page) };
    const then = more.lines.length > 0 ? { then: { name: "What they ask next", part: () => more } } : {};
    const dialog = this.querySelector<ScriptRehearsal>("script-rehearsal");
    void dialog?.start({ title: data.title, lines: linesOf(this.#page), target: data.seconds, ...then });
    this.requestUpdate();
  }

  // --- what it shows

  protected override render(): TemplateResult | typeof nothing {
    const data = this.#data;
    if (!data) return nothing;
    const words = this.#count;
    const seconds = secondsFor(words);
    const own = this.#words.count;
    const open = data.blanks.length - own;
    return html`
      <div class="script-desk__panel">
        <p class="script-desk__length">
          <strong>${words} words, ${lengthText(seconds * 1000)}</strong> at ${WORDS_A_MINUTE} words a minute:
          <span class=${isTooLong(seconds, data.seconds) ? "script-desk__over" : ""}>${targetText(seconds, data.seconds)}</span>.
          ${open > 0 ? html`Words set like <span class="blank">this</span> are examples.` : nothing}
        </p>
        <p class="script-desk__buttons">
          <button type="button" class="script-desk__main" @click=${() => this.#rehearse()}>Rehearse line by line</button>
          <button type="button" @click=${() => this.#copy()}>Copy text</button>
          <button type="button" @click=${() => this.deps.print()}>Print</button>
        </p>
        ${data.blanks.length > 0 ? this.#renderBlanks(data.blanks, own) : nothing}
        ${this.#fault ? html`<p class="script-desk__fault" role="alert">${this.#fault}</p>` : nothing}
        <p class="script-desk__said" role="status">${this.#said}</p>
      </div>
      <script-rehearsal></script-rehearsal>
    `;
  }

  #renderBlanks(all: Blank[], own: number): TemplateResult {
    const inLines = all.filter(({ id }) => this.#inLines.has(id));
    const others = all.filter(({ id }) => !this.#inLines.has(id));
    return html`
      <details class="gr-reveal">
        <summary>Fill the blanks: ${own} of ${all.length} in your own words</summary>
        <p class="script-desk__hint">
          What you write stands in the text at once and stays in this browser. An empty field shows its example. Click a
          blank in the text to come to its field; Enter brings you back, or to the next field.
        </p>
        ${this.#renderGroup("In the conversation", inLines)}
        ${this.#renderGroup("Only in what they ask next", others)}
        <p class="script-desk__buttons">
          <button type="button" class="script-desk__clear" ?disabled=${own === 0} @click=${() => this.#clear()}>
            Clear ${own > 1 ? `all ${own}` : "blanks"}
          </button>
          ${this.#cleared
            ? html`<button type="button" class="script-desk__undo" @click=${() => this.#undo()}>Undo clear</button>`
            : nothing}
        </p>
      </details>
    `;
  }

  #renderGroup(title: string, some: Blank[]): TemplateResult | typeof nothing {
    if (some.length === 0) return nothing;
    return html`
      <fieldset>
        <legend>${title}</legend>
        ${some.map(
          ({ id, meaning, example, shared }) => html`
            <label>
              <span>
                ${sentence(meaning)}
                ${shared > 0 ? html`<small>(also in ${shared} other script${shared === 1 ? "" : "s"})</small>` : nothing}
              </span>
              <textarea
                name=${id}
                rows="1"
                autocomplete="off"
                placeholder=${example}
                .value=${live(this.#words.of(id))}
                @input=${(event: Event) => this.#write(id, (event.target as HTMLTextAreaElement).value)}
                @pointerdown=${() => (this.#origin = undefined)}
                @keydown=${(event: KeyboardEvent) => this.#onFieldKey(event)}
              ></textarea>
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  /** Blanks lead to their fields by a click; the fields themselves are the way for the keyboard. */
  protected override firstUpdated(): void {
    for (const blank of blanksOf(this.#page)) blank.classList.add("blank--leads");
  }
}

const blanks = (count: number): string => `${count} blank${count === 1 ? "" : "s"}`;
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

if (!customElements.get("script-desk")) customElements.define("script-desk", ScriptDesk);
