/** What the reader opened on a problem's page: hints are counted, clarifying questions are ticked off. */

import type { Store } from "../store/store";

interface Kept {
  began: number;
  hints: string[];
  asked: string[];
}

export class PageProgress {
  private kept: Kept = { began: 0, hints: [], asked: [] };
  private readonly key: string;
  private store: Store | undefined;
  private readonly heard = (event: Event): void => this.hear(event.target);

  constructor(slug: string) {
    this.key = `progress:${slug}`;
  }

  get hints(): number {
    return this.kept.hints.length;
  }

  /** When the reader began, or 0. */
  get began(): number {
    return this.kept.began;
  }

  /** Read what was kept and mark the questions that were asked; from then on hear what is opened. */
  async follow(store: Store | undefined): Promise<void> {
    this.store = store;
    const text = await store?.draft(this.key).catch(() => undefined);
    if (text) this.kept = { ...this.kept, ...(JSON.parse(text) as Partial<Kept>) };
    for (const id of this.kept.asked) document.getElementById(id)?.setAttribute("data-asked", "");
    this.order();
    document.addEventListener("toggle", this.heard, true);
  }

  leave(): void {
    document.removeEventListener("toggle", this.heard, true);
  }

  /** The reader began to write. */
  begin(now: number): void {
    if (!this.kept.began) this.change({ began: now });
  }

  /** The problem is solved: a later start is a new one. */
  async done(): Promise<void> {
    this.kept = { ...this.kept, began: 0, hints: [] };
    await this.keep();
  }

  private hear(target: EventTarget | null): void {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.id) return;
    if (target.closest(".gr-hints") && !this.kept.hints.includes(target.id)) {
      this.change({ hints: [...this.kept.hints, target.id] });
      this.order();
    }
    if (target.closest(".gr-clarify") && !this.kept.asked.includes(target.id)) {
      target.setAttribute("data-asked", "");
      this.change({ asked: [...this.kept.asked, target.id] });
    }
  }

  /** Hints come one after the other: each shows itself once the one before it was opened. */
  private order(): void {
    const hints = [...document.querySelectorAll<HTMLDetailsElement>(".gr-hints details")];
    hints.forEach((hint, index) => (hint.hidden = index > 0 && !hint.open && !this.kept.hints.includes(hints[index - 1]!.id)));
  }

  private change(part: Partial<Kept>): void {
    this.kept = { ...this.kept, ...part };
    void this.keep().catch(() => {}); // the runner tells when the browser keeps nothing
  }

  private async keep(): Promise<void> {
    await this.store?.keepDraft(this.key, JSON.stringify(this.kept));
  }
}
