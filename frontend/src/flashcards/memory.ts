/** What the engine has said of the cards of a deck, and the cache of it that saves the next visit from waiting. */

import type { Store } from "../store/store";
import { recall, unpacked, type Kept, type Known, type Told } from "./schedule";

/** Rest after the last answer before the cache is written: soon, but a large one not between two quick grades. */
const KEEP_AFTER_MS = 150;
const MORE_FOR_EACH_CARD_MS = 0.3;

export class DeckMemory {
  kept: Kept = recall(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {}

  /** Read what was kept at an earlier visit. Rejects with StoreError. */
  async recall(): Promise<void> {
    this.kept = recall(await this.store.derived(this.key));
  }

  of(card: string): Known | undefined {
    const packed = this.kept.memory[card];
    return packed && unpacked(packed);
  }

  /** Which count a card stands under. */
  group(card: string): "new" | "due" | "learning" {
    const state = this.kept.memory[card]?.[1];
    return state === undefined ? "new" : state === "review" ? "due" : "learning";
  }

  /** Keep an answer, also one whose queue comes too late to be shown. */
  take({ memory, fingerprint }: Told): void {
    for (const [card, packed] of Object.entries(memory)) {
      if (packed) this.kept.memory[card] = packed;
      else delete this.kept.memory[card];
    }
    this.kept.fingerprint = fingerprint;
    clearTimeout(this.timer);
    const size = Object.keys(this.kept.memory).length;
    this.timer = setTimeout(() => this.write(), KEEP_AFTER_MS + MORE_FOR_EACH_CARD_MS * size);
  }

  /** Write what waits to be written. */
  end(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.write();
  }

  private write(): void {
    this.timer = undefined;
    // Without the cache the next visit only guesses worse; a disk that is full shows at the next grade.
    void this.store.keepDerived(this.key, this.kept).catch(() => {});
  }
}

/** Whether a card was just forgotten often enough to be set aside: at the limit, and at every half of it beyond. */
export function isLeech({ state, lapses }: Known, limit: number): boolean {
  return limit > 0 && state === "relearning" && lapses >= limit && (lapses - limit) % Math.ceil(limit / 2) === 0;
}
