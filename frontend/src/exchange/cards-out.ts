/** `<cards-out>`: the site's decks and the reader's own cards as a file, for Anki or for a table. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { decksOf } from "../cards/notes";
import { WorkerEngine } from "../engine/client";
import { onSite } from "./addresses";
import type { Library } from "./library";
import { Stopped } from "./portions";
import { ownOutput, siteOutput, standing } from "./taking-out";
import { counted } from "../parts/times";
import { reasonOf, slug } from "./words";

/** A deck of the site; `address` is that of its cards. */
export interface SiteDeck {
  id: string;
  title: string;
  address: string;
}

type Format = "apkg" | "tsv" | "csv";

const FORMATS: readonly (readonly [Format, string])[] = [
  ["apkg", "Anki package (.apkg)"],
  ["tsv", "Text, tabs (.tsv)"],
  ["csv", "Text, commas (.csv)"],
];
const TYPES: Record<Format, string> = { apkg: "application/octet-stream", tsv: "text/tab-separated-values", csv: "text/csv" };

export class CardsOut extends LitElement {
  static override properties = {
    ...Object.fromEntries(["own", "chosen", "format", "history", "isBusy", "said", "trouble"].map((name) => [name, { state: true }])),
    decks: { attribute: false },
  };

  /** The site's decks; set by the page's element. */
  declare decks: SiteDeck[];
  /** The reader's own decks. */
  declare own: { name: string; cards: number }[];
  /** `own/`, `own/NAME` or `site/ID`. */
  declare chosen: string;
  declare format: Format;
  declare history: boolean;
  declare isBusy: boolean;
  declare said: string;
  declare trouble: string;

  /** Opens the reader's notes; set by the page's element. */
  library!: () => Promise<Library>;
  private engine: WorkerEngine | undefined;
  private stop = new AbortController();

  constructor() {
    super();
    this.decks = [];
    this.own = [];
    this.chosen = this.said = this.trouble = "";
    this.format = "apkg";
    this.history = true;
    this.isBusy = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.giveUp();
  }

  protected override updated(): void {
    this.dataset["phase"] = this.isBusy ? "busy" : "ready";
  }

  /** Look anew which decks the reader has. */
  async look(): Promise<void> {
    try {
      this.own = decksOf((await this.library()).book);
    } catch (error) {
      this.trouble = `Your own cards cannot be read here. ${reasonOf(error)}`;
    }
  }

  private giveUp(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.engine?.end();
    this.engine = undefined;
  }

  private readonly leave = (): void => {
    this.giveUp();
    this.isBusy = false;
    this.said = "Cancelled.";
  };

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const { signal } = this.stop;
    this.isBusy = true;
    this.trouble = "";
    this.said = "Writing the file…";
    try {
      await this.write(this.choice, signal);
    } catch (error) {
      if (signal.aborted || error instanceof Stopped) return;
      this.said = "";
      this.trouble = `No file was made. ${reasonOf(error)}`;
    }
    this.isBusy = false;
    this.engine?.end();
    this.engine = undefined;
  };

  /** What is chosen, or the first that can be. */
  private get choice(): string {
    return this.chosen || (this.own.length ? "own/" : `site/${this.decks[0]?.id ?? ""}`);
  }

  private async write(choice: string, signal: AbortSignal): Promise<void> {
    const { format, history } = this;
    const library = await this.library();
    const deck = this.decks.find(({ id }) => choice === `site/${id}`);
    const output = deck ? await siteOutput(deck.address, onSite("")) : await ownOutput(library.book, choice.slice("own/".length), signal);
    const { name, notes, types } = output;
    if (notes.length === 0) throw new Error("There are no cards in this deck. Choose another.");
    const engine = (this.engine = new WorkerEngine());
    let parts: BlobPart[];
    if (format === "apkg") {
      const told = history ? await standing(library.store, output, Date.now()) : {};
      parts = [(await engine.call<{ bytes: ArrayBuffer }>("anki.write", { name, types, notes, made: Math.floor(Date.now() / 1000), ...told })).bytes];
    } else {
      parts = [(await engine.call<{ text: string }>("anki.write_text", { notes, types, format })).text];
    }
    if (signal.aborted) return;
    const file = `greenroom-${deck ? deck.id : slug(choice.slice("own/".length) || "my cards")}.${format}`;
    download(new Blob(parts, { type: TYPES[format] }), file);
    this.said = `Saved as ${file}: ${counted(notes.length, "note")}.`;
  }

  protected override render(): TemplateResult {
    const { decks, own, format, choice, isBusy } = this;
    const option = (value: string, label: string): TemplateResult => html`<option value=${value} ?selected=${value === choice}>${label}</option>`;
    const all = own.reduce((sum, { cards }) => sum + cards, 0);
    return html`
      <form class="ex-box" @submit=${this.save}>
        <div class="nb-form__head">
          <label class="nb-field">
            <span>Cards</span>
            <select ?disabled=${isBusy} @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
              ${own.length
                ? html`<optgroup label="Your own">${option("own/", `All of your own (${all.toLocaleString("en-GB")})`)}${own.map(({ name, cards }) => option(`own/${name}`, `${name} (${cards.toLocaleString("en-GB")})`))}</optgroup>`
                : nothing}
              <optgroup label="This site">${decks.map(({ id, title }) => option(`site/${id}`, title))}</optgroup>
            </select>
          </label>
          <label class="nb-field">
            <span>Format</span>
            <select ?disabled=${isBusy} @change=${(event: Event) => (this.format = (event.target as HTMLSelectElement).value as Format)}>
              ${FORMATS.map(([value, label]) => html`<option value=${value} ?selected=${value === format}>${label}</option>`)}
            </select>
          </label>
        </div>
        ${format === "apkg"
          ? html`<label class="ex-check"><input type="checkbox" .checked=${this.history} ?disabled=${isBusy} @change=${(event: Event) => (this.history = (event.target as HTMLInputElement).checked)} />
              <span>With scheduling and review history</span></label>`
          : html`<p class="nb-hint">A text file holds no scheduling. Each row has its deck, its tags and a name by which a second import finds it again.</p>`}
        <div class="nb-row">
          <button type="submit" class="md-button md-button--primary" ?disabled=${isBusy}>Save the file</button>
          ${isBusy ? html`<button type="button" class="md-button" @click=${this.leave}>Cancel</button>` : nothing}
        </div>
        <p class="ex-said" role="status">${this.said}</p>
        <p class="ex-trouble" role="alert">${this.trouble}</p>
      </form>
    `;
  }
}

function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

customElements.define("cards-out", CardsOut);
