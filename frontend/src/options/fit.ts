/** Fitting the scheduler to the reader's reviews, in a Python of its own, so that ending it never touches what is studied. */

import { WorkerEngine } from "../engine/client";
import { EngineError } from "../engine/protocol";
import type { LogEvent, Store } from "../store/store";

/** The answer of `fitting.fit`; its fields are documented in `greenroom.fitting.Fit`. */
export interface Fit {
  weights: number[];
  reviews: number;
  cards: number;
  loss_before: number | null;
  loss_after: number | null;
  rmse_before: number | null;
  rmse_after: number | null;
  kept: boolean;
  reason: string;
}

/** How far it is: `share` from 0 to 1, or undefined before the search begins. */
export interface Progress {
  what: string;
  share: number | undefined;
}

/** Seconds after which the search gives the best it has. */
const SECONDS = 60;
const PORTION = 2_000;

/** One run; it can be ended at any time. */
export class FitRun {
  private readonly engine = new WorkerEngine();
  private ended = false;

  constructor(
    private readonly store: Store,
    private readonly tell: (progress: Progress) => void,
  ) {}

  /** The fit of all reviews kept on this device; undefined when it was ended. Rejects with StoreError or EngineError. */
  async result(start: readonly number[] | null, now: number): Promise<Fit | undefined> {
    try {
      this.tell({ what: "Reading your reviews and starting Python", share: undefined });
      this.engine.warm();
      const events = [...(await this.store.events("undo"))];
      for await (const portion of this.store.batches("review", PORTION)) {
        if (this.ended) return undefined;
        events.push(...portion.map(bare));
      }
      if (this.ended) return undefined;
      const params = { events, now, start, seconds: SECONDS };
      const fit = await this.engine.call<Fit>("fitting.fit", params, { onEvent: (event, data) => this.hear(event, data) });
      return this.ended ? undefined : fit;
    } catch (error) {
      if (this.ended && error instanceof EngineError) return undefined;
      throw error;
    } finally {
      this.engine.end(); // a fit is rare, and its Python takes memory
    }
  }

  end(): void {
    this.ended = true;
    this.engine.end();
  }

  private hear(event: string, data: unknown): void {
    if (event !== "progress" || this.ended) return;
    const { done, total } = data as { done: number; total: number };
    this.tell({ what: "Searching for your parameters", share: done / total });
  }
}

/** A review with only what a fit reads of it: a long log is copied to the worker as text. */
function bare(event: LogEvent): LogEvent {
  const { card, grade } = event.payload;
  return { ...event, payload: { card, grade } };
}
