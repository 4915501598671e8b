/** What the reader did to cards, so that the last of it can be taken back. The log is only added to: taking back is an event too. */

import { STATE, type CardState } from "../cards/states";
import type { Store } from "../store/store";

type Step = { card: string } & ({ review: string } | { before: Record<string, unknown> });

const MOST = 100;

export class Steps {
  private readonly steps: Step[] = [];

  constructor(private readonly store: Store) {}

  get any(): boolean {
    return this.steps.length > 0;
  }

  /** The card of the last step. */
  get lastCard(): string | undefined {
    return this.steps.at(-1)?.card;
  }

  graded(card: string, review: string): void {
    this.push({ card, review });
  }

  /** Set a card aside until a moment, or for good. Rejects with StoreError. */
  async setAside(card: string, until: number | "suspended", before: CardState | undefined): Promise<void> {
    await this.store.append(STATE, { cards: [card], ...(until === "suspended" ? { suspended: true } : { buried_until: until }) });
    this.push({ card, before: until === "suspended" ? { suspended: before?.suspended ?? false } : { buried_until: before?.buriedUntil ?? 0 } });
  }

  /** Take back the last step; gives its card and whether it was a grade. Rejects with StoreError, and nothing is taken back. */
  async takeBack(): Promise<{ card: string; graded: boolean } | undefined> {
    const step = this.steps.at(-1);
    if (!step) return undefined;
    if ("review" in step) await this.store.append("undo", { event: step.review });
    else await this.store.append(STATE, { cards: [step.card], ...step.before });
    this.steps.pop();
    return { card: step.card, graded: "review" in step };
  }

  private push(step: Step): void {
    this.steps.push(step);
    if (this.steps.length > MOST) this.steps.shift();
  }
}
