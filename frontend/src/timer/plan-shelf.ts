/** Where the reader's own plans lie: one draft of the store, changed under a lock, so that two tabs do not lose each other's. */

import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { readPlans, readWriting, writePlans, type Writing } from "./own-plan";
import type { TimerPlan } from "./run";

export const PLANS = "plans:own";
/** What is being written and not kept yet. */
export const SKETCH = "plans:sketch";

export class PlanShelf {
  #store: Store | undefined;
  /** The plans of this visit, where the browser keeps nothing. */
  #memory: TimerPlan[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /** Open the store; rejects where the browser gives none, and from then on plans last as long as the page. */
  async open(): Promise<void> {
    this.#store = await openStore();
  }

  /** Rejects where plans are kept that cannot be read. */
  async plans(): Promise<TimerPlan[]> {
    if (!this.#store) return this.#memory;
    return readPlans(await this.#store.draft(PLANS));
  }

  /** Change the plans as they are kept now, by any tab; gives them as they are then. Rejects where nothing was changed. */
  change(how: (plans: TimerPlan[]) => TimerPlan[]): Promise<TimerPlan[]> {
    const work = async (): Promise<TimerPlan[]> => {
      const plans = how(await this.plans());
      if (this.#store) await this.#store.keepDraft(PLANS, writePlans(plans));
      else this.#memory = plans;
      return plans;
    };
    // One after the other, within this tab and, where the browser has locks, among all of them.
    const locked = (): Promise<TimerPlan[]> =>
      "locks" in navigator ? navigator.locks.request(`greenroom:${PLANS}`, work) : work();
    const done = this.#last.then(locked);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async writing(): Promise<Writing> {
    return readWriting(await this.#store?.draft(SKETCH));
  }

  /** Keep what is being written; where that is nothing, the last is forgotten. */
  async keepWriting(writing: Writing): Promise<void> {
    const text = writing.sketch || writing.aside ? JSON.stringify(writing) : undefined;
    await this.#store?.keepDraft(SKETCH, text);
  }
}
