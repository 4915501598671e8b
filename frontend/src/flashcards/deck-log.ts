/** A deck's part of the reader's log: its reviews without those undone, and what is set about cards and scheduling. */

import { heldAt, OPTIONS, readOptions, readStates, STATE, type CardState, type StudyOptions } from "../cards/states";
import type { LogEvent, Store } from "../store/store";
import { reviewedCard } from "./schedule";

const UNDO = "undo";
const PORTION = 2_000;

/** What an event changed: a card's reviews, what is set about cards, the options, or nothing of this deck. */
export type Change = { card: string } | "states" | "options" | undefined;

export class DeckLog {
  options: StudyOptions = readOptions([]);
  states: Map<string, CardState> = new Map();
  /** Reviews and undoes that the engine has not been sent. */
  unsent: LogEvent[] = [];
  /** How many reviews and undoes are known. */
  count = 0;
  private readonly known = new Map<string, LogEvent>();
  private readonly undone = new Set<string>();
  private readonly settings: LogEvent[] = [];
  private readonly set = new Set<string>();

  constructor(private readonly cards: ReadonlySet<string>) {}

  /**
   * Read the log in portions, so that a long one does not hold up the page; `grown` is called after each. Rejects with
   * StoreError.
   */
  async read(store: Store, grown: () => void = () => {}): Promise<void> {
    for (const kind of [UNDO, OPTIONS, STATE, "review"]) {
      for await (const events of store.batches(kind, PORTION)) {
        for (const event of events) this.keep(event);
        grown();
      }
    }
    this.options = readOptions(this.settings);
    this.states = readStates(this.settings);
  }

  /** Take in one event that has just been logged; gives what it changed. */
  know(event: LogEvent): Change {
    const change = this.keep(event);
    if (change === "options") this.options = readOptions(this.settings);
    if (change === "states") this.states = readStates(this.settings);
    return change;
  }

  /** The reviews that count. */
  get reviews(): LogEvent[] {
    return [...this.known.values()].filter((event) => event.kind === "review" && !this.undone.has(event.id));
  }

  /** Everything the engine is to be sent when it knows nothing of the deck. */
  sendAgain(): void {
    this.unsent = [...this.known.values()];
  }

  /** Cards of the deck that are suspended or buried now. */
  heldAt(now: number): string[] {
    return heldAt(this.states, now).filter((card) => this.cards.has(card));
  }

  private keep(event: LogEvent): Change {
    if (this.known.has(event.id)) return undefined;
    if (event.kind === OPTIONS || event.kind === STATE) {
      if (this.set.has(event.id)) return undefined;
      this.set.add(event.id);
      this.settings.push(event);
      return event.kind === OPTIONS ? "options" : "states";
    }
    const card = reviewedCard(event);
    if (card !== undefined && this.cards.has(card)) {
      this.take(event);
      return { card };
    }
    if (event.kind !== UNDO || typeof event.payload["event"] !== "string") return undefined;
    this.undone.add(event.payload["event"]);
    this.take(event);
    const review = this.known.get(event.payload["event"]);
    return review ? { card: reviewedCard(review)! } : undefined;
  }

  private take(event: LogEvent): void {
    this.known.set(event.id, event);
    this.unsent.push(event);
    this.count += 1;
  }
}
