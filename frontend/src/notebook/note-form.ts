/**
 * `<note-form>`: writes one card of the reader's own, with what it will look like beside it. What is typed is kept as a draft
 * at once, so that nothing is lost. Tells with the events `note-kept` (detail: the note) and `note-left`.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { facesOf } from "../cards/faces";
import { NOTES, OWN_TYPES, ordinals, type Note, type NoteType } from "../cards/notes";
import { STATE } from "../cards/states";
import type { Store } from "../store/store";
import { blanked, EMPTY, noteFrom, tagsOf, troubles, type Sketch } from "./writing";

const DRAFT = "note-form";
const SAVE_AFTER_MS = 300;
const HINTS: Record<string, string> = {
  basic: "One question, one answer. Markdown and code in ``` fences work.",
  reversed: "Two cards: each side asks for the other.",
  cloze: "Select what is to be hidden and press “Make a blank”. Each number is a card.",
  typed: "You type the answer; case, spaces and small slips do not count, and 2,000 is 2k.",
  aloud: "You speak against the clock, then compare with the outline.",
  code: "You write the code in the editor; the tests judge it.",
};

export class NoteForm extends LitElement {
  static override properties = Object.fromEntries(["sketch", "former", "types", "decks", "tried", "busy", "trouble"].map((name) => [name, { attribute: false }]));

  declare sketch: Sketch;
  /** The note that is changed. */
  declare former: Note | undefined;
  declare types: ReadonlyMap<string, NoteType>;
  declare decks: string[];
  declare tried: boolean;
  declare busy: boolean;
  declare trouble: string;
  store: Store | undefined;
  /** A new name for a note. */
  newId: () => string = () => `own/${crypto.getRandomValues(new Uint32Array(2)).reduce((text, part) => text + part.toString(36).padStart(7, "0"), "")}`;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.sketch = { ...EMPTY };
    this.types = new Map(OWN_TYPES.map((type) => [type.id, type]));
    this.decks = [];
    this.tried = this.busy = false;
    this.trouble = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.timer !== undefined) this.keepDraft();
  }

  /** Begin a card: a new one, or the one given. What was typed before and not kept comes back for a new one. */
  async begin(sketch?: Sketch, before?: Note): Promise<void> {
    this.former = before;
    this.tried = false;
    this.trouble = "";
    this.sketch = sketch ?? (await this.draft()) ?? { ...EMPTY, deck: this.sketch.deck, type: this.sketch.type, fields: this.sketch.fields.map(() => "") };
    await this.updateComplete;
  }

  private async draft(): Promise<Sketch | undefined> {
    try {
      const text = await this.store?.draft(DRAFT);
      const sketch = text ? (JSON.parse(text) as Partial<Sketch>) : undefined;
      const whole = sketch && typeof sketch.type === "string" && this.types.has(sketch.type) && Array.isArray(sketch.fields) && sketch.fields.every((each) => typeof each === "string");
      return whole ? { ...EMPTY, ...sketch } : undefined;
    } catch {
      return undefined; // a draft that cannot be read is no draft
    }
  }

  private keepDraft(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    // A card that is changed has its last state in the log.
    if (this.sketch.id) return;
    const text = this.sketch.fields.some((each) => each.trim() !== "") ? JSON.stringify(this.sketch) : undefined;
    this.store?.keepDraft(DRAFT, text).catch((error: unknown) => (this.trouble = sentence(error)));
  }

  private set(part: Partial<Sketch>): void {
    this.sketch = { ...this.sketch, ...part };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepDraft(), SAVE_AFTER_MS);
  }

  private setField(place: number, text: string): void {
    this.set({ fields: this.type.fields.map((_, at) => (at === place ? text : (this.sketch.fields[at] ?? ""))) });
  }

  private get type(): NoteType {
    return this.types.get(this.sketch.type) ?? OWN_TYPES[0]!;
  }

  private readonly save = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    this.tried = true;
    const found = troubles(this.sketch, this.type);
    if (this.busy || !this.store) return;
    if (found.size > 0) {
      await this.updateComplete;
      this.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    this.busy = true;
    this.trouble = "";
    const note = noteFrom(this.sketch, this.type, this.newId(), this.former);
    try {
      await this.store.append(NOTES, { notes: [note] });
      if (this.sketch.instead) await this.store.append(STATE, { cards: [this.sketch.instead], suspended: true });
      clearTimeout(this.timer);
      this.timer = undefined;
      if (!this.sketch.id) await this.store.keepDraft(DRAFT, undefined);
      this.sketch = { ...EMPTY, deck: note.deck, type: note.type.includes("/") ? "basic" : note.type, fields: note.fields.map(() => ""), tags: this.sketch.tags };
      this.former = undefined;
      this.tried = false;
      this.dispatchEvent(new CustomEvent("note-kept", { detail: note, bubbles: true }));
    } catch (error) {
      this.trouble = sentence(error);
    } finally {
      this.busy = false;
    }
  };

  private readonly leave = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.sketch.id) void this.store?.keepDraft(DRAFT, undefined).catch(() => {});
    this.sketch = { ...EMPTY, deck: this.sketch.deck };
    this.former = undefined;
    this.tried = false;
    this.dispatchEvent(new CustomEvent("note-left", { bubbles: true }));
  };

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.save(event);
    // The site's own single-key commands are no commands while a card is written.
    event.stopPropagation();
  };

  private readonly blank = (event: Event): void => {
    const area = this.querySelector<HTMLTextAreaElement>("textarea")!;
    const { text, caret } = blanked(area.value, area.selectionStart, area.selectionEnd, (event as MouseEvent).shiftKey);
    this.set({ fields: [text, ...this.sketch.fields.slice(1)] });
    void this.updateComplete.then(() => {
      area.focus();
      area.setSelectionRange(caret, caret);
    });
  };

  protected override render(): TemplateResult {
    const { sketch, type } = this;
    const found = this.tried ? troubles(sketch, type) : new Map<string, string>();
    const foreign = !OWN_TYPES.some(({ id }) => id === type.id);
    return html`
      <form class="nb-form" novalidate @submit=${this.save} @keydown=${this.keyed}>
        <div class="nb-form__head">
          <label class="nb-field">
            <span>Kind</span>
            <select ?disabled=${foreign} @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
              ${foreign ? html`<option selected>${type.name}</option>` : OWN_TYPES.map(({ id, name }) => html`<option value=${id} ?selected=${id === type.id}>${name}</option>`)}
            </select>
          </label>
          ${this.input("deck", "Deck", sketch.deck, found, "nb-decks")} ${this.input("tags", "Tags, apart by spaces", sketch.tags, found)}
        </div>
        <datalist id="nb-decks">${this.decks.map((deck) => html`<option value=${deck}></option>`)}</datalist>
        <p class="nb-hint">${foreign ? "An imported card: its fields are HTML, and its templates stay as they are." : HINTS[type.id]}${sketch.format === "html" && !foreign ? " This one is written in HTML." : ""}</p>
        ${type.fields.map((name, place) => this.area(name, place, found))}
        ${type.kind === "cloze" ? html`<button type="button" class="md-button" @click=${this.blank}>Make a blank</button>` : nothing}
        ${this.preview(type)}
        ${sketch.instead
          ? html`<p class="nb-hint">Once kept, the site’s own card is set aside, so that you do not see both.</p>`
          : nothing}
        <p class="nb-trouble" role="alert">${this.trouble}</p>
        <div class="nb-row">
          <button type="submit" class="md-button md-button--primary" ?disabled=${this.busy}>${sketch.id ? "Keep the change" : "Add the card"}</button>
          <button type="button" class="md-button" @click=${this.leave}>${sketch.id ? "Leave it as it was" : "Clear"}</button>
          <span class="nb-hint">Ctrl Enter keeps it.</span>
        </div>
      </form>
    `;
  }

  private choose(id: string): void {
    const fields = this.types.get(id)!.fields.map((_, place) => this.sketch.fields[place] ?? "");
    if (id === "aloud") fields.splice(0, 3, this.sketch.fields[0] ?? "", "90", this.sketch.fields[1] ?? "");
    else if (this.sketch.type === "aloud") fields.splice(1, 1, this.sketch.fields[2] ?? "");
    this.set({ type: id, fields });
  }

  private input(key: "deck" | "tags", label: string, value: string, found: Map<string, string>, list?: string): TemplateResult {
    const trouble = found.get(key);
    return html`
      <label class="nb-field">
        <span>${label}</span>
        <input type="text" .value=${value} list=${list ?? nothing} aria-invalid=${trouble ? "true" : nothing} autocomplete="off"
          @input=${(event: Event) => this.set({ [key]: (event.target as HTMLInputElement).value })} />
        ${trouble ? html`<span class="nb-trouble">${trouble}</span>` : nothing}
      </label>
    `;
  }

  private area(name: string, place: number, found: Map<string, string>): TemplateResult {
    const text = this.sketch.fields[place] ?? "";
    const trouble = found.get(name);
    const rows = Math.min(14, Math.max(name === "Seconds" ? 1 : 2, text.split("\n").length + 1));
    return html`
      <label class="nb-field">
        <span>${name}</span>
        <textarea rows=${rows} class=${/code|tests/i.test(name) ? "nb-code" : ""} .value=${text} aria-invalid=${trouble ? "true" : nothing} spellcheck=${/code|tests/i.test(name) ? "false" : "true"}
          @input=${(event: Event) => this.setField(place, (event.target as HTMLTextAreaElement).value)}></textarea>
        ${trouble ? html`<span class="nb-trouble">${trouble}</span>` : nothing}
      </label>
    `;
  }

  /** What the cards will look like. */
  private preview(type: NoteType): TemplateResult | typeof nothing {
    if (troubles(this.sketch, type).size > 0) return nothing;
    const note = noteFrom(this.sketch, type, "own/preview", this.former);
    const cards = ordinals(note, type).slice(0, 4);
    const tags = tagsOf(this.sketch.tags);
    return html`
      <div class="nb-preview" role="group" aria-label="What it looks like">
        ${cards.map((ordinal) => {
          const { front, back, answer, seconds, code } = facesOf(note, type, ordinal);
          return html`
            <div class="nb-card">
              <div class="fc-text">${unsafeHTML(front)}</div>
              <hr />
              <div class="fc-text">${unsafeHTML(back)}</div>
              ${answer ? html`<p class="nb-hint">Typed: ${answer}</p>` : nothing} ${seconds ? html`<p class="nb-hint">Aloud, ${seconds} seconds</p>` : nothing}
              ${code ? html`<p class="nb-hint">Written in the editor and judged by your tests</p>` : nothing}
            </div>
          `;
        })}
        ${tags.length ? html`<p class="nb-hint">${tags.join(" · ")}</p>` : nothing}
      </div>
    `;
  }
}

function sentence(error: unknown): string {
  return `It could not be kept. ${error instanceof Error ? error.message : String(error)} Your text is still here.`;
}

customElements.define("note-form", NoteForm);
