/** What the reader put into the blanks of a script, kept as drafts under the key that each blank names. */

import type { Store } from "../store/store";
import { tidy } from "./speech";

/** A blank as the build describes it. */
export interface Blank {
  id: string;
  /** Where its text is kept; scripts that mean the same by a blank share the key. */
  key: string;
  meaning: string;
  example: string;
  /** How many other scripts share the key. */
  shared: number;
}

export class OwnWords {
  #typed = new Map<string, string>();
  /** Typed before what was kept had arrived: newer than that. */
  #touched = new Set<string>();
  #store: Promise<Store> | undefined;

  constructor(
    private readonly blanks: Blank[],
    private readonly openStore: () => Promise<Store>,
  ) {}

  of(id: string): string {
    return this.#typed.get(id) ?? "";
  }

  /** How many blanks hold words of the reader's own. */
  get count(): number {
    return this.blanks.filter(({ id }) => tidy(this.of(id))).length;
  }

  /** Fetch what is kept, except for the blank that is being written. Rejects with StoreError. */
  async load(writing?: string): Promise<void> {
    const store = await this.#open();
    const kept = await Promise.all(this.blanks.map(({ key }) => store.draft(key)));
    this.blanks.forEach(({ id }, n) => {
      if (id !== writing && !this.#touched.has(id)) this.#typed.set(id, kept[n] ?? "");
    });
  }

  /** Put words into a blank; an empty text forgets it. Resolves when they are kept, rejects with StoreError. */
  async put(id: string, text: string): Promise<void> {
    const blank = this.blanks.find((each) => each.id === id);
    if (!blank) return;
    this.#typed.set(id, text);
    this.#touched.add(id);
    const store = await this.#open();
    await store.keepDraft(blank.key, tidy(this.of(id)) ? this.of(id) : undefined);
    this.#touched.delete(id);
  }

  /** Empty all blanks; gives what they held. `kept` resolves when nothing is kept any more. */
  clear(): { held: Map<string, string>; kept: Promise<unknown> } {
    const held = new Map(this.blanks.map(({ id }) => [id, this.of(id)] as const).filter(([, text]) => tidy(text)));
    return { held, kept: Promise.all([...held.keys()].map((id) => this.put(id, ""))) };
  }

  /** Give back what `clear` took, except where something new was written. */
  restore(held: Map<string, string>): Promise<unknown> {
    const empty = [...held].filter(([id]) => !tidy(this.of(id)));
    return Promise.all(empty.map(([id, text]) => this.put(id, text)));
  }

  #open(): Promise<Store> {
    // A store that could not be opened is asked for again at the next word.
    this.#store ??= this.openStore().catch((error: unknown) => {
      this.#store = undefined;
      throw error;
    });
    return this.#store;
  }
}
