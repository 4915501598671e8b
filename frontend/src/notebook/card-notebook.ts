/** `<card-notebook>`: the reader's own cards, to write, find, change, set aside and delete; and the site's cards set aside. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { titleOf } from "../cards/faces";
import { cardId, decksOf, emptyNotebook, isIn, livingNotes, NOTES, ordinals, takeNotes, type Note, type Notebook } from "../cards/notes";
import { readStates, STATE, type CardState } from "../cards/states";
import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { takeClip } from "./clip";
import "./note-form";
import type { NoteForm } from "./note-form";
import { cardCount, EMPTY, matches, sketchOf } from "./writing";

const PAGE = 50;

export class CardNotebook extends LitElement {
  static override properties = Object.fromEntries(
    ["book", "states", "query", "deck", "shown", "said", "trouble", "deleted"].map((name) => [name, { state: true }]),
  );

  declare book: Notebook | undefined;
  declare states: Map<string, CardState>;
  declare query: string;
  declare deck: string;
  declare shown: number;
  declare said: string;
  declare trouble: string;
  /** Notes deleted last, to be brought back. */
  declare deleted: Note[];

  private store: Store | undefined;
  private readonly settings: LogEvent[] = [];
  private ends: (() => void)[] = [];

  constructor() {
    super();
    this.states = new Map();
    this.query = this.deck = this.said = this.trouble = "";
    this.shown = PAGE;
    this.deleted = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.ends.splice(0)) end();
  }

  private async open(): Promise<void> {
    try {
      const store = await openStore();
      this.store = store;
      this.ends.push(store.onAppend((event) => this.hear(event)));
      const book = emptyNotebook();
      for await (const events of store.batches(NOTES, 2)) for (const event of events) takeNotes(book, event);
      for await (const events of store.batches(STATE, 2_000)) this.settings.push(...events);
      this.book = book;
      this.states = readStates(this.settings);
      await this.updateComplete;
      await this.beginForm();
      this.dataset["phase"] = "ready";
      if (location.hash === "#suspended") this.querySelector("#suspended")?.scrollIntoView();
    } catch (error) {
      this.trouble = `Your cards cannot be read here. ${error instanceof Error ? error.message : String(error)}`;
      this.dataset["phase"] = "failed";
    }
  }

  private hear(event: LogEvent): void {
    if (!this.book) return;
    if (event.kind === NOTES) {
      takeNotes(this.book, event);
      this.book = { ...this.book };
    } else if (event.kind === STATE) {
      this.settings.push(event);
      this.states = readStates(this.settings);
    }
  }

  private get form(): NoteForm | null {
    return this.querySelector<NoteForm>("note-form");
  }

  /** What the address asks for: a note to change, or what was selected on a page. */
  private async beginForm(): Promise<void> {
    const form = this.form;
    if (!form || !this.book) return;
    form.store = this.store;
    const address = new URLSearchParams(location.search);
    const note = this.book.notes.get(address.get("note") ?? "");
    const clip = address.has("from") ? takeClip() : undefined;
    if (note && !note.deleted) await form.begin(sketchOf(note), note);
    else if (clip) await form.begin({ ...EMPTY, fields: [clip.front, clip.back], format: clip.format, page: clip.page, instead: clip.card ?? "" });
    else {
      await form.begin();
      return;
    }
    form.scrollIntoView({ block: "start" });
    form.querySelector<HTMLElement>("textarea")?.focus({ preventScroll: true });
  }

  private async act(work: (store: Store) => Promise<string>): Promise<void> {
    this.trouble = "";
    try {
      this.said = await work(this.store!);
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  private async edit(note: Note): Promise<void> {
    await this.form?.begin(sketchOf(note), note);
    this.form?.scrollIntoView({ block: "start" });
    this.form?.querySelector<HTMLElement>("textarea")?.focus({ preventScroll: true });
  }

  private drop(note: Note): void {
    void this.act(async (store) => {
      await store.append(NOTES, { notes: [{ ...note, deleted: true }] });
      this.deleted = [note];
      return "Deleted. Its reviews stay in the log.";
    });
  }

  private restore(): void {
    void this.act(async (store) => {
      const notes = this.deleted;
      await store.append(NOTES, { notes });
      this.deleted = [];
      return "Brought back.";
    });
  }

  private cards(note: Note): string[] {
    return ordinals(note, this.book!.types.get(note.type)!).map((ordinal) => cardId(note, ordinal));
  }

  private setAside(cards: string[], suspended: boolean): void {
    void this.act(async (store) => {
      await store.append(STATE, suspended ? { cards, suspended } : { cards, suspended, buried_until: 0 });
      return suspended ? "Set aside. It does not come until you take it back." : "Taken back.";
    });
  }

  // --- what it shows

  protected override render(): TemplateResult {
    return html`
      <div class="nb">
        <p class="nb-trouble" role="alert">${this.trouble}</p>
        ${this.book ? this.whole(this.book) : nothing}
      </div>
    `;
  }

  private whole(book: Notebook): TemplateResult {
    const notes = livingNotes(book);
    const decks = decksOf(book);
    const found = notes.filter((note) => (!this.deck || isIn(note, this.deck)) && matches(note, this.query)).reverse();
    return html`
      <section>
        <h2 id="write">Write a card</h2>
        <note-form .types=${book.types} .decks=${decks.map(({ name }) => name)}
          @note-kept=${(event: CustomEvent<Note>) => {
            this.said = `Kept: ${titleOf(event.detail)}`;
          }}></note-form>
      </section>
      <section>
        <h2 id="your-cards">Your cards</h2>
        <p role="status">${this.said} ${this.deleted.length ? html`<button type="button" class="nb-quiet" @click=${() => this.restore()}>Bring it back</button>` : nothing}</p>
        ${notes.length === 0 ? html`<p>None yet. What you add above stands here, and what you import.</p>` : this.list(book, found, notes.length, decks)}
      </section>
      ${this.aside()}
    `;
  }

  private list(book: Notebook, found: Note[], all: number, decks: { name: string; cards: number }[]): TemplateResult {
    const rows = found.slice(0, this.shown);
    return html`
      <div class="nb-form__head">
        <label class="nb-field"><span>Search</span>
          <input type="search" .value=${this.query} @input=${(event: Event) => this.look({ query: (event.target as HTMLInputElement).value })} />
        </label>
        <label class="nb-field"><span>Deck</span>
          <select @change=${(event: Event) => this.look({ deck: (event.target as HTMLSelectElement).value })}>
            <option value="">All decks</option>
            ${decks.map(({ name, cards }) => html`<option value=${name} ?selected=${name === this.deck}>${name} (${cards})</option>`)}
          </select>
        </label>
      </div>
      <p class="nb-hint">${found.length === all ? `${all.toLocaleString("en-GB")} notes` : `${found.length.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} notes`}</p>
      <ul class="nb-list">${rows.map((note) => this.row(book, note))}</ul>
      ${found.length > rows.length
        ? html`<button type="button" class="md-button" @click=${() => (this.shown += PAGE)}>Show ${Math.min(PAGE, found.length - rows.length)} more</button>`
        : nothing}
    `;
  }

  private look(part: { query?: string; deck?: string }): void {
    Object.assign(this, part);
    this.shown = PAGE;
  }

  private row(book: Notebook, note: Note): TemplateResult {
    const count = cardCount(note, book.types.get(note.type)!);
    const suspended = this.cards(note).every((card) => this.states.get(card)?.suspended) && count > 0;
    const title = titleOf(note);
    return html`
      <li class="nb-item" data-note=${note.id}>
        <div class="nb-item__text">
          <b>${title}</b>
          <span class="nb-hint">${note.deck}${count === 1 ? "" : ` · ${count} cards`}${note.tags.length ? ` · ${note.tags.join(" ")}` : ""}${suspended ? " · set aside" : ""}</span>
        </div>
        <div class="nb-item__acts">
          <button type="button" class="nb-quiet" aria-label="Edit: ${title}" @click=${() => void this.edit(note)}>Edit</button>
          <button type="button" class="nb-quiet" aria-label="${suspended ? "Take back" : "Set aside"}: ${title}" @click=${() => this.setAside(this.cards(note), !suspended)}>${suspended ? "Take back" : "Set aside"}</button>
          <button type="button" class="nb-quiet" aria-label="Delete: ${title}" @click=${() => this.drop(note)}>Delete</button>
        </div>
      </li>
    `;
  }

  /** Cards of the site that are suspended. */
  private aside(): TemplateResult {
    const cards = [...this.states].filter(([card, { suspended }]) => suspended && !/^(?:own|anki|csv)\//.test(card)).map(([card]) => card);
    return html`
      <section>
        <h2 id="suspended">The site’s cards set aside</h2>
        ${cards.length === 0
          ? html`<p>None. “Suspend” on a card, or forgetting it too often, sets it aside.</p>`
          : html`<ul class="nb-list">
              ${cards.map((card) => {
                const [, entry = "", rule = ""] = card.split("/");
                const name = `${entry.replaceAll("-", " ")}: ${rule.replaceAll(/[-._]/g, " ")}`;
                return html`<li class="nb-item">
                  <div class="nb-item__text"><b>${name}</b></div>
                  <div class="nb-item__acts"><button type="button" class="nb-quiet" aria-label="Take back: ${name}" @click=${() => this.setAside([card], false)}>Take back</button></div>
                </li>`;
              })}
            </ul>`}
      </section>
    `;
  }
}

customElements.define("card-notebook", CardNotebook);
