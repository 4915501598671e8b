/**
 * `<cards-in>`: a file of cards, looked at, and then brought into the reader's own. Python reads it beside the page, in a
 * worker of its own, so that giving up harms nothing else. Until the writing nothing is changed.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { facesOf } from "../cards/faces";
import { ordinals, type Note, type NoteType } from "../cards/notes";
import { WorkerEngine } from "../engine/client";
import { LARGEST, type Contents, type TextFile } from "./contents";
import type { Example, ImportHost, Phase, Progress } from "./host";
import type { Library } from "./library";
import { asParams, guess, guessAgain, inChosenDeck, kindOf, sample, type Mapping } from "./mapping";
import { mappingView } from "./mapping-view";
import { FIRST_CHOICES, planned, sort, typesOf, type Choices, type Plan, type Sorted } from "./plan";
import { rest } from "../parts/rest";
import { inPortions, Stopped } from "./portions";
import { previewView } from "./preview-view";
import { doneView, progressView } from "./progress-view";
import { counted } from "../parts/times";
import { reasonOf } from "./words";
import { prepare, takeBack, write, type Import } from "./writing";

const EXAMPLES = 20;
const EXAMPLES_OF_TEXT = 4;
const UNCHANGED = "Nothing was changed.";

export class CardsIn extends LitElement implements ImportHost {
  static override properties = Object.fromEntries(
    ["phase", "progress", "trouble", "said", "mapping", "text", "choices", "examples", "isOver", "isBusy"].map((name) => [name, { state: true }]),
  );

  declare phase: Phase;
  declare progress: Progress;
  declare trouble: string;
  declare said: string;
  declare text: TextFile | undefined;
  declare mapping: Mapping | undefined;
  declare choices: Choices;
  declare examples: Example[];
  /** Whether a file is held over the page's field. */
  declare isOver: boolean;
  declare isBusy: boolean;

  /** Opens the reader's notes; set by the page's element. */
  library!: () => Promise<Library>;
  file: File | undefined;
  contents: Contents | undefined;
  sorted: Sorted[] = [];
  plan: Plan | undefined;
  brought: Import | undefined;
  private engine: WorkerEngine | undefined;
  private stop = new AbortController();

  constructor() {
    super();
    this.phase = "idle";
    this.trouble = this.said = "";
    this.progress = { what: "", done: 0, total: 0 };
    this.choices = FIRST_CHOICES;
    this.examples = [];
    this.isOver = this.isBusy = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.giveUp();
  }

  protected override updated(): void {
    this.dataset["phase"] = this.phase;
  }

  // --- reading

  private giveUp(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.engine?.end();
    this.engine = undefined;
  }

  /** Do something that can be given up; what goes wrong is said, and the step that was left comes back. */
  private async work(back: Phase, doing: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.stop;
    this.trouble = this.said = "";
    try {
      await doing(signal);
    } catch (error) {
      if (signal.aborted || error instanceof Stopped) return;
      this.trouble = `${reasonOf(error)} ${UNCHANGED}`;
      this.phase = back;
      void this.focusOn(back === "idle" ? ".ex-file" : ".ex-step");
    }
  }

  private ask<T>(method: string, params: Record<string, unknown>, file: ArrayBuffer): Promise<T> {
    const onEvent = (event: string, data: unknown): void => {
      if (event === "progress") this.progress = data as Progress;
    };
    return (this.engine ??= new WorkerEngine()).call<T>(method, { name: this.file!.name, ...params }, { file, onEvent });
  }

  private wait(what: string): void {
    this.progress = { what, done: 0, total: 0 };
    this.phase = "reading";
    void this.focusOn(".ex-cancel");
  }

  take(file: File): void {
    this.giveUp();
    this.file = file;
    void this.work("idle", async (signal) => {
      if (file.size > LARGEST) throw new Error(`The file has more than ${LARGEST / 2 ** 20} MB. Export it without media, or deck by deck.`);
      this.wait("Starting Python");
      const contents = await this.ask<Contents>("anki.read", {}, await file.arrayBuffer());
      if (signal.aborted) return;
      if (contents.text) await this.showMapping(contents.text, guess(contents.text, file.name), signal);
      else await this.showPreview(contents, signal);
    });
  }

  private async showMapping(text: TextFile, mapping: Mapping, signal: AbortSignal): Promise<void> {
    this.text = text;
    this.mapping = mapping;
    await this.showSample(signal);
    this.phase = "mapping";
    await this.focusOn(".ex-step");
  }

  /** Split the text anew, as the reader says it is. */
  splitAs(part: { separator?: string; header?: boolean }): void {
    const { separator, header } = { ...this.mapping!, ...part };
    void this.work("mapping", async (signal) => {
      const { text } = await this.ask<Contents>("anki.read", { separator, header }, await this.file!.arrayBuffer());
      if (signal.aborted || !text) return;
      this.text = text;
      this.mapping = guessAgain(text, this.mapping!);
      await this.showSample(signal);
    });
  }

  mapAs(part: Partial<Mapping>): void {
    const mapping = { ...this.mapping!, ...part };
    this.mapping = mapping;
    void this.work("mapping", (signal) => this.showSample(signal));
  }

  private async showSample(signal: AbortSignal): Promise<void> {
    const mapping = this.mapping!;
    const examples = await lookOf(sample(this.text!, mapping, EXAMPLES_OF_TEXT), kindOf, signal);
    if (mapping === this.mapping) this.examples = examples;
  }

  /** Go on with the text's columns as they are mapped. */
  readonly map = (): void => {
    const [text, mapping] = [this.text!, this.mapping!];
    void this.work("mapping", async (signal) => {
      this.wait("Reading rows");
      const contents = await this.ask<Contents>("anki.map", asParams(mapping), await this.file!.arrayBuffer());
      if (!signal.aborted) await this.showPreview(inChosenDeck(contents, text, mapping), signal);
    });
  };

  backToMapping(): void {
    void this.work("preview", (signal) => this.showMapping(this.text!, this.mapping!, signal));
  }

  private async showPreview(contents: Contents, signal: AbortSignal): Promise<void> {
    if (contents.notes.length === 0) throw new Error("The file holds no notes. Choose another.");
    this.progress = { what: "Comparing with your cards", done: 0, total: 0 };
    await rest(); // to take in a large answer was a portion of its own
    const { book } = await this.library();
    this.sorted = await sort(contents, book, signal);
    this.contents = contents;
    this.choose(FIRST_CHOICES);
    const types = typesOf(contents, book);
    this.examples = await lookOf(contents.notes.slice(0, EXAMPLES), (id) => types.get(id), signal);
    await rest();
    if (signal.aborted) return;
    this.phase = "preview";
    await this.focusOn(".ex-step");
  }

  // --- choosing and writing

  choose(part: Partial<Choices>): void {
    this.choices = { ...this.choices, ...part };
    this.plan = planned(this.contents!, this.sorted, this.choices);
  }

  readonly bringIn = (): void => {
    const [contents, plan] = [this.contents!, this.plan!];
    void this.work("preview", async (signal) => {
      const total = plan.notes.length;
      const heard = (done: number): void => void (this.progress = { what: "Checking notes", done, total });
      heard(0);
      this.phase = "writing";
      void this.focusOn(".ex-cancel");
      const { book, store } = await this.library();
      const notes = await prepare(plan, book, { signal, heard });
      this.progress = { what: "Keeping the cards", done: total, total };
      this.isBusy = true; // from here on it is done whole or not at all
      try {
        this.brought = await write(store, plan, notes, typesOf(contents, book), book, Date.now());
      } finally {
        this.isBusy = false;
      }
      this.endReading();
      this.phase = "done";
      await this.focusOn(".ex-step");
    });
  };

  readonly undo = (): void => {
    void this.act(async () => {
      const { added, replaced } = this.brought!;
      await takeBack((await this.library()).store, this.brought!, Date.now());
      this.brought = undefined;
      this.phase = "idle";
      const back = replaced.length > 0 ? ` ${counted(replaced.length, "note is", "notes are")} as before.` : "";
      this.said = `Taken back: ${counted(added.length, "note is", "notes are")} deleted.${back} Reviews stay in the log: should the notes come again, they count.`;
      await this.focusOn(".ex-file");
    });
  };

  private async act(doing: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.work(this.phase, doing);
    this.isBusy = false;
  }

  private endReading(): void {
    this.engine?.end();
    this.engine = this.contents = this.text = this.mapping = undefined;
    this.examples = [];
    this.sorted = [];
  }

  readonly leave = (): void => {
    const was = this.phase;
    this.giveUp();
    this.endReading();
    this.trouble = "";
    this.phase = "idle";
    this.said = was === "done" ? "" : `Left. ${UNCHANGED}`;
    void this.focusOn(".ex-file");
  };

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    await rest();
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  // --- what it shows

  protected override render(): TemplateResult {
    return html`
      <p class="ex-said" role="status">${this.said}</p>
      <p class="ex-trouble" role="alert">${this.trouble}</p>
      ${this.step()}
    `;
  }

  private step(): TemplateResult | typeof nothing {
    switch (this.phase) {
      case "reading":
      case "writing":
        return progressView(this);
      case "mapping":
        return mappingView(this);
      case "preview":
        return previewView(this);
      case "done":
        return doneView(this);
      default:
        return this.fileView();
    }
  }

  private fileView(): TemplateResult {
    const over = (isOver: boolean) => (event: DragEvent): void => {
      event.preventDefault();
      this.isOver = isOver;
    };
    const drop = (event: DragEvent): void => {
      over(false)(event);
      const file = event.dataTransfer?.files[0];
      if (file) this.take(file);
    };
    const chosen = (event: Event): void => {
      const field = event.target as HTMLInputElement;
      const file = field.files?.[0];
      if (file) this.take(file);
      field.value = ""; // so that the same file can be chosen again
    };
    return html`
      <div class="ex-drop ${this.isOver ? "ex-drop--over" : ""}" @dragenter=${over(true)} @dragover=${over(true)} @dragleave=${over(false)} @drop=${drop}>
        <label class="nb-field">
          <span>A file of cards: .apkg, .colpkg, .txt, .tsv or .csv</span>
          <input type="file" class="ex-file" accept=".apkg,.colpkg,.txt,.tsv,.csv" @change=${chosen} />
        </label>
        <p class="nb-hint">Or drop it here. It stays on this device, and you see what it holds before anything is kept.</p>
      </div>
    `;
  }
}

/** What the first card of each note looks like. */
async function lookOf(notes: readonly Note[], typeOf: (id: string) => NoteType | undefined, signal: AbortSignal): Promise<Example[]> {
  const examples: Example[] = [];
  const add = (note: Note): void => {
    const type = typeOf(note.type);
    const [first] = type ? ordinals(note, type) : [];
    if (!type || first === undefined) return;
    const { front, back, answer } = facesOf(note, type, first);
    examples.push({ front, back: back || (answer ?? ""), about: [note.deck, ...note.tags].join(" · ") });
  };
  await inPortions(notes, add, { signal });
  return examples;
}

customElements.define("cards-in", CardsIn);
