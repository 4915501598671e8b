/**
 * Keeps a drawing in this browser as a draft: soon after each change, and before the page goes. A page that goes away cannot wait for a
 * database, so it puts the drawing into its pocket, too.
 */

import { readDrawing, writeDrawing, EMPTY, type Drawing } from "./drawing";
import { put, taken } from "../parts/pocket";
import type { Store } from "../store/store";

const WAIT_MS = 150;
/** Under this key a tab puts the key of what it has kept and takes it away again: every other tab hears of that at once. */
const SIGN = "greenroom:board-kept";

/** The text without the time when it was kept. */
function timeless(text: string | undefined): string | undefined {
  return text?.replace(/"at":\d+,/, "");
}

export interface Found {
  drawing: Drawing;
  /** What the reader should know about it, or "". */
  trouble: string;
}

/** What another tab has drawn. */
export interface News {
  drawing: Drawing;
  /** The drawing that both tabs went on from. */
  base: Drawing;
}

export class Keeping {
  readonly #key: string;
  #store: Store | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing = 0;
  #waiting: Drawing | undefined;
  /** The text that is kept, as far as is known, without its time; and what it says. */
  #kept: string | undefined;
  #base: Drawing = EMPTY;
  #said = false;
  #last: Drawing = EMPTY;

  constructor(
    name: string,
    private readonly openStore: () => Promise<Store>,
    /** Told once of a fault that keeps the drawing from being kept. */
    private readonly onTrouble: (sentence: string) => void,
    private readonly now: () => number = Date.now,
  ) {
    this.#key = `board:${name}`;
  }

  get #pocketKey(): string {
    return `greenroom:${this.#key}`;
  }

  /** Whether something is still to be written. */
  get #isBehind(): boolean {
    return this.#waiting !== undefined || this.#writing > 0;
  }

  /**
   * The drawing that is kept, empty where there is none. What cannot be read is put aside, unless the drawing is only `shown`. Never
   * rejects: without a store the drawing lives in memory.
   */
  async load(shown = false): Promise<Found> {
    let text: string | undefined;
    try {
      this.#store = await this.openStore();
      text = await this.#store.draft(this.#key);
    } catch (error) {
      // What could not be read must not be written over.
      this.#store = undefined;
      this.#complain(error);
      return { drawing: EMPTY, trouble: "" };
    }
    const kept = text === undefined ? { drawing: EMPTY, lost: 0, at: 0 } : readDrawing(text);
    this.#kept = timeless(text);
    this.#base = kept.drawing;
    if (kept.lost > 0 && !shown) await this.#store.keepDraft(`${this.#key}:damaged`, text).catch(() => {});
    const late = readDrawing(taken(this.#pocketKey) ?? "");
    if (late.lost === 0 && late.at > kept.at) {
      if (!shown) this.keep(late.drawing);
      return { drawing: late.drawing, trouble: "" };
    }
    if (kept.lost === 0) return { drawing: kept.drawing, trouble: "" };
    const what = kept.lost === Infinity ? "The drawing kept here cannot be read, so the board is empty." : "Parts of the drawing kept here cannot be read and are left out.";
    return { drawing: kept.drawing, trouble: `${what} The old text is put aside in your data.` };
  }

  /** Whether a change in local storage says that another tab has kept this drawing. */
  isTold({ key, newValue }: StorageEvent): boolean {
    return key === SIGN && newValue === this.#key;
  }

  /**
   * What another tab has kept since, undefined where that is nothing new. To be asked at once when it is told of, also where something is
   * still to be written here: that would be written over it.
   */
  async news(): Promise<News | undefined> {
    if (!this.#store) return undefined;
    let text: string | undefined;
    try {
      text = await this.#store.draft(this.#key);
    } catch {
      return undefined;
    }
    if (timeless(text) === this.#kept) return undefined;
    const { drawing, lost } = text === undefined ? { drawing: EMPTY, lost: 0 } : readDrawing(text);
    if (lost > 0) return undefined;
    const base = this.#base;
    this.#kept = timeless(text);
    this.#base = drawing;
    return { drawing, base };
  }

  /** Keep a drawing, soon. */
  keep(drawing: Drawing): void {
    this.#waiting = this.#last = drawing;
    this.#timer ??= setTimeout(() => void this.flush(), WAIT_MS);
  }

  /** The page may go away for good: hold what is not surely kept, and ask the database once more. */
  leave(): void {
    if (this.#isBehind && this.#store) put(this.#pocketKey, writeDrawing(this.#last, this.now()));
    void this.flush();
  }

  /** Keep at once what waits; resolves when it is kept or cannot be. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const drawing = this.#waiting;
    this.#waiting = undefined;
    if (!drawing || !this.#store) return;
    const text = drawing.shapes.length > 0 ? writeDrawing(drawing, this.now()) : undefined;
    this.#writing += 1;
    try {
      // Nothing is awaited before this: a page that is going away has no later moment. Writes reach the database in order.
      await this.#store.keepDraft(this.#key, text);
    } catch (error) {
      this.#complain(error);
      return;
    } finally {
      this.#writing -= 1;
    }
    this.#kept = timeless(text);
    this.#base = drawing;
    put(SIGN, this.#key);
    put(SIGN, undefined);
    // Whoever filled the pocket, another visit or another tab: what it holds is older, and must not come back once this is cleared.
    if (!this.#isBehind) put(this.#pocketKey, undefined);
  }

  #complain(error: unknown): void {
    if (this.#said) return;
    this.#said = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.onTrouble(`This drawing cannot be kept. ${reason} You can go on; save it as SVG before you leave the page.`);
  }
}
