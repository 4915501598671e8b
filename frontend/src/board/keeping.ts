/** Keeps a drawing in this browser as a draft: soon after each change, and before the page goes. */

import { readDrawing, writeDrawing, EMPTY, type Drawing } from "./drawing";
import type { Store } from "../store/store";

const WAIT_MS = 150;

/** Holds a text at once, such as local storage does: a page that goes away cannot wait for a database. */
export interface Pocket {
  get(key: string): string | undefined;
  put(key: string, text: string | undefined): void;
}

/** The browser's local storage; where that is blocked or full, nothing is held. */
export const POCKET: Pocket = {
  get(key) {
    try {
      return localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  put(key, text) {
    try {
      if (text === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // The database is asked to keep it, too.
    }
  },
};

export interface Found {
  drawing: Drawing;
  /** What the reader should know about it, or "". */
  trouble: string;
}

export class Keeping {
  readonly #key: string;
  #store: Store | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing = 0;
  #waiting: Drawing | undefined;
  /** The text that is kept, as far as is known. */
  #kept: string | undefined;
  #said = false;
  /** Whether the pocket holds what the database may not. */
  #isPocketed = false;
  #last: Drawing = EMPTY;

  constructor(
    name: string,
    private readonly openStore: () => Promise<Store>,
    /** Told once of a fault that keeps the drawing from being kept. */
    private readonly onTrouble: (sentence: string) => void,
    private readonly now: () => number = Date.now,
    private readonly pocket: Pocket = POCKET,
  ) {
    this.#key = `board:${name}`;
  }

  get #pocketKey(): string {
    return `greenroom:${this.#key}`;
  }

  /** Whether something is still to be written. */
  get isBehind(): boolean {
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
    this.#kept = text;
    const kept = text === undefined ? { drawing: EMPTY, lost: 0, at: 0 } : readDrawing(text);
    if (kept.lost > 0 && !shown) await this.#store.keepDraft(`${this.#key}:damaged`, text).catch(() => {});
    const late = readDrawing(this.pocket.get(this.#pocketKey) ?? "");
    if (late.lost === 0 && late.at > kept.at) {
      this.#isPocketed = true;
      if (!shown) this.keep(late.drawing);
      return { drawing: late.drawing, trouble: "" };
    }
    if (kept.lost === 0) return { drawing: kept.drawing, trouble: "" };
    const what = kept.lost === Infinity ? "The drawing kept here cannot be read, so the board is empty." : "Parts of the drawing kept here cannot be read and are left out.";
    return { drawing: kept.drawing, trouble: `${what} The old text is put aside in your data.` };
  }

  /** The drawing, where another tab has kept another one since; undefined where it is the same or this one is ahead. */
  async newer(): Promise<Drawing | undefined> {
    if (this.isBehind || !this.#store) return undefined;
    const text = await this.#store.draft(this.#key).catch(() => this.#kept);
    if (text === this.#kept || this.isBehind) return undefined;
    const { drawing, lost } = text === undefined ? { drawing: EMPTY, lost: 0 } : readDrawing(text);
    if (lost > 0) return undefined;
    this.#kept = text;
    return drawing;
  }

  /** Keep a drawing, soon. */
  keep(drawing: Drawing): void {
    this.#waiting = this.#last = drawing;
    this.#timer ??= setTimeout(() => void this.flush(), WAIT_MS);
  }

  /** The page may go away for good: hold what is not surely kept, and ask the database once more. */
  leave(): void {
    if (this.isBehind && this.#store) {
      this.pocket.put(this.#pocketKey, writeDrawing(this.#last, this.now()));
      this.#isPocketed = true;
    }
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
      this.#kept = text;
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#writing -= 1;
    }
    if (!this.#isPocketed || this.isBehind || this.#kept !== text) return;
    this.#isPocketed = false;
    this.pocket.put(this.#pocketKey, undefined);
  }

  #complain(error: unknown): void {
    if (this.#said) return;
    this.#said = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.onTrouble(`This drawing cannot be kept. ${reason} You can go on; save it as SVG before you leave the page.`);
  }
}
