/** The engine's side of a study: it is told of the deck once and of each event once, and asked where the deck stands. */

import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/protocol";
import type { Deck } from "./deck";
import type { DeckLog } from "./deck-log";
import { recall, type Kept, type Told } from "./schedule";

/** Events in one message: copying more at a time would be felt. */
const PORTION = 1_000;
let studies = 0;

export class EngineDesk {
  /** What the engine said at an earlier visit. */
  kept: Kept = recall(undefined);
  private readonly study: string;
  private readonly cards: string[];
  /** Card -> the topic by which it is kept apart from others. */
  private readonly topics: Record<string, string>;
  private known = false;

  constructor(
    private readonly engine: Engine,
    deck: Deck,
  ) {
    studies += 1;
    this.study = `${deck.id}#${studies}`;
    this.cards = deck.cards.map(({ id }) => id);
    this.topics = Object.fromEntries(deck.cards.flatMap(({ id, topics: [topic] }) => (topic ? [[id, topic]] : [])));
  }

  /** Send what the engine has not been told, without waiting for it: it reads while the page reads on. */
  send(log: DeckLog): void {
    if (!this.known) {
      const { memory: cached, fingerprint } = this.kept;
      this.load({ cards: this.cards, topics: this.topics, cached, fingerprint, events: [] });
      this.known = true;
    }
    const events = log.unsent.splice(0);
    for (let place = 0; place < events.length; place += PORTION) this.load({ events: events.slice(place, place + PORTION) });
  }

  /** Where the deck stands; `question` holds the parameters of `scheduling.standing`. Rejects with EngineError. */
  async standing(log: DeckLog, question: Record<string, unknown>): Promise<Told> {
    try {
      return await this.ask(log, question);
    } catch (error) {
      // Whatever went wrong, the next question tells everything again.
      this.known = false;
      log.sendAgain();
      // Another Python than the one that was told, or one that has had other decks since.
      if (error instanceof EngineError && error.code === "unknown-study") return this.ask(log, question);
      throw error;
    }
  }

  private ask(log: DeckLog, question: Record<string, unknown>): Promise<Told> {
    this.send(log);
    return this.engine.call<Told>("scheduling.standing", { study: this.study, ...question });
  }

  private load(params: Record<string, unknown>): void {
    // The engine answers in order, and the question that follows fails as this does.
    this.engine.call("scheduling.load", { study: this.study, ...params }).catch(() => {});
  }
}
