/** `<drawing-board name="…">`: boxes, arrows and a pen for the architecture one talks about. Keeps and shows the drawing; `tools.ts` draws. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { openStore } from "../store/indexed-store";
import { EMPTY, type Drawing } from "./drawing";
import { extent } from "./finding";
import { Keeping } from "./keeping";
import { outlineOf } from "./outline";
import { Scene } from "./scene";
import { svgFile } from "./svg-file";
import type { Tools } from "./tools";
import { View } from "./view";

let boards = 0;

export class DrawingBoard extends LitElement {
  static override properties = { name: { type: String }, readonly: { type: Boolean }, heading: { type: String } };

  /** Kept as the draft `board:NAME`. */
  declare name: string;
  /** Shows the drawing without tools. */
  declare readonly: boolean;
  /** Title of the drawing, for the saved file. */
  declare heading: string;

  readonly #id = `board-${(boards += 1)}`;
  readonly #view = new View(() => extent(this.#drawing), () => this.requestUpdate());
  readonly #scene = new Scene();
  #tools: Tools | undefined;
  /** What is shown while there are no tools. */
  #shown: Drawing = EMPTY;
  #keeping: Keeping | undefined;
  #trouble = "";
  /** Whether the reader looks at the drawing in words; otherwise it need not be told at every move of the pen. */
  #isTelling = false;
  #sizes: ResizeObserver | undefined;
  /** The canvas whose size is known: with tools it is another than without. */
  #watched: Element | null = null;
  #listeners: AbortController | undefined;

  constructor() {
    super();
    this.name = "free";
    this.readonly = false;
    this.heading = "Drawing";
  }

  get #drawing(): Drawing {
    return this.#tools?.desk.drawing ?? this.#shown;
  }

  /** The drawing as the text of an SVG file that stands by itself. */
  svg(): string {
    return svgFile(this.#drawing, this.heading);
  }

  /** The drawing in words, a line for each connection. */
  outline(): string {
    return outlineOf(this.#drawing).join("\n");
  }

  /** Keep at once what is not kept yet. */
  flush(): Promise<void> {
    return this.#keeping?.flush() ?? Promise.resolve();
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) this.replaceChildren();
    super.connectedCallback();
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    window.addEventListener("pagehide", () => this.#keeping?.leave(), { signal });
    document.addEventListener("visibilitychange", () => this.#onVisibility(), { signal });
    // Another tab may have drawn: one that says so, or, where storage is blocked, one that the reader comes from.
    window.addEventListener("storage", (event) => this.#keeping?.isTold(event) && void this.#look(), { signal });
    window.addEventListener("focus", () => void this.#look(), { signal });
    this.addEventListener("keydown", (event) => !this.readonly && this.#tools?.onKeyDown(event), { signal });
    this.#watchSize();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tools?.desk.endText();
    void this.flush();
    this.#listeners?.abort();
    this.#sizes?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("name") || (changed.has("readonly") && !this.readonly && !this.#tools)) void this.#open();
  }

  // --- what is kept

  async #open(): Promise<void> {
    this.#tools?.desk.endText();
    void this.flush();
    this.dataset["phase"] = "loading";
    const keeping = new Keeping(this.name, () => openStore(), (sentence) => {
      this.#trouble = sentence;
      this.requestUpdate();
    });
    this.#keeping = keeping;
    this.#trouble = "";
    const [{ drawing, trouble }, tools] = await Promise.all([keeping.load(this.readonly), this.readonly ? undefined : this.#bringTools()]);
    if (this.#keeping !== keeping) return; // another name was given meanwhile
    this.#trouble ||= trouble;
    this.#shown = drawing;
    this.#scene.forget();
    this.#tools ??= tools;
    this.#tools?.desk.open(drawing);
    this.#view.fit();
    this.dataset["phase"] = "ready";
  }

  async #bringTools(): Promise<Tools | undefined> {
    if (this.#tools) return this.#tools;
    try {
      const { Tools } = await import("./tools");
      return new Tools({
        ...{ element: this, id: this.#id, view: this.#view, scene: this.#scene },
        heading: () => this.heading,
        changed: (kept) => this.#onChange(kept),
        save: () => this.#save(),
        copy: () => this.#copy(),
      });
    } catch {
      this.#trouble = "The tools could not be fetched, so this drawing is only shown. Reload this page when you are online.";
      return undefined;
    }
  }

  #onVisibility(): void {
    if (document.visibilityState === "hidden") this.#keeping?.leave();
    else void this.#look();
  }

  /** Bring in what another tab has drawn. */
  async #look(): Promise<void> {
    if (this.dataset["phase"] !== "ready") return;
    const keeping = this.#keeping;
    const news = await keeping?.news();
    if (!news || keeping !== this.#keeping) return;
    this.#shown = news.drawing;
    this.#tools?.desk.join(news.base, news.drawing);
    this.requestUpdate();
  }

  #onChange(kept: boolean): void {
    if (kept) this.#keeping?.keep(this.#drawing);
    this.requestUpdate();
  }

  // --- what leaves it

  #save(): string {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.svg()], { type: "image/svg+xml" }));
    link.download = `${this.name.replace(/[^a-z0-9-]+/gi, "-")}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    return `Saved as ${link.download}.`;
  }

  async #copy(): Promise<string> {
    try {
      await navigator.clipboard.writeText(this.outline());
      return "The outline is on the clipboard.";
    } catch {
      this.querySelector(".board__outline")?.setAttribute("open", "");
      return "This browser does not let the page copy. The outline is below, to be selected.";
    }
  }

  // --- what it shows

  #watchSize(): void {
    this.#sizes?.disconnect();
    const canvas = this.querySelector(".board__canvas");
    if (!canvas) return;
    this.#sizes = new ResizeObserver(([entry]) => {
      const { width: w, height: h } = entry!.contentRect;
      const isFirst = this.#view.size.w === 0;
      this.#view.size = { w, h };
      if (w > 0 && (isFirst || this.readonly)) this.#view.fit();
      else this.requestUpdate();
    });
    this.#sizes.observe(canvas);
  }

  protected override render(): TemplateResult {
    const tools = this.readonly ? undefined : this.#tools;
    this.#view.below = tools ? 48 : 0;
    return html`${tools?.render() ?? this.#shownOnly()}
      <div class="board__trouble" role="alert">${this.#trouble ? html`<p>${this.#trouble}</p>` : nothing}</div>
      <details class="board__outline" @toggle=${(event: Event) => this.#tell((event.target as HTMLDetailsElement).open)}>
        <summary>The drawing in words</summary>
        ${this.#isTelling ? this.#inWords() : nothing}
      </details>
      ${tools?.help()}`;
  }

  #tell(open: boolean): void {
    this.#isTelling = open;
    this.requestUpdate();
  }

  #inWords(): TemplateResult {
    const lines = outlineOf(this.#drawing);
    return lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : html`<p>Nothing is drawn yet.</p>`;
  }

  #shownOnly(): TemplateResult {
    const lines = outlineOf(this.#drawing);
    return html`<div class="board board--readonly">
      <div class="board__stage">
        <svg class="board__canvas" role="img" aria-label="${this.heading}: ${lines.join("; ") || "nothing is drawn"}">
          ${this.#scene.draw(this.#drawing, this.#view.camera)}
        </svg>
      </div>
    </div>`;
  }

  protected override updated(): void {
    const canvas = this.querySelector(".board__canvas");
    if (canvas !== this.#watched) {
      this.#watched = canvas;
      this.#view.size = { w: 0, h: 0 };
      this.#watchSize();
    }
    if (!this.readonly) this.#tools?.updated();
    if (this.#scene.isLeft) requestAnimationFrame(() => this.requestUpdate());
  }
}

customElements.define("drawing-board", DrawingBoard);
