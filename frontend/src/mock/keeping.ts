/** Keeps a mock under way as a draft, and says when that fails; a lock keeps two tabs from writing over each other. */

import type { Store } from "../store/store";
import { readLoop, type Loop } from "./loop";
import { readSitting, type Sitting } from "./sitting";

const CURRENT = "mock:current";
const LOOP = "mock:loop";
/** A change is on disk this long after it at the latest. */
const KEEP_AFTER_MS = 300;

export const sittingKey = (session: string): string => `mock:${session}`;

export class Keeping {
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #latest: Sitting | undefined;
  #release: (() => void) | undefined;

  /** `onTrouble` is told a sentence when something could not be kept, and "" when it could again. */
  constructor(
    private readonly openStore: () => Promise<Store>,
    private readonly onTrouble: (trouble: string) => void,
  ) {}

  /** The mock under way, or undefined. Rejects with StoreError. */
  async current(): Promise<Sitting | undefined> {
    const store = await this.openStore();
    const session = await store.draft(CURRENT);
    return session ? readSitting(await store.draft(sittingKey(session))) : undefined;
  }

  async loop(): Promise<Loop | undefined> {
    return readLoop(await (await this.openStore()).draft(LOOP));
  }

  async keepLoop(loop: Loop | undefined): Promise<void> {
    await this.#try(async () => (await this.openStore()).keepDraft(LOOP, loop && JSON.stringify(loop)));
  }

  /** Keep a mock as the one under way, soon. */
  keep(sitting: Sitting): void {
    this.#latest = sitting;
    this.#waiting ??= setTimeout(() => void this.flush(), KEEP_AFTER_MS);
  }

  /** Keep at once what waits to be kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    const sitting = this.#latest;
    this.#latest = undefined;
    if (!sitting) return;
    await this.#try(async () => {
      const store = await this.openStore();
      await Promise.all([store.keepDraft(sittingKey(sitting.session), JSON.stringify(sitting)), store.keepDraft(CURRENT, sitting.session)]);
    });
  }

  /** Forget the mock under way: it is in the log, or was given up. */
  async forget(session: string): Promise<void> {
    clearTimeout(this.#waiting);
    this.#waiting = this.#latest = undefined;
    await this.#try(async () => {
      const store = await this.openStore();
      await Promise.all([store.keepDraft(sittingKey(session), undefined), store.keepDraft(CURRENT, undefined)]);
    });
  }

  /**
   * Whether this tab is the one that goes on with a mock. With `over` it takes the place of the other tab, which is told by
   * `onLost`. Browsers without locks take every tab.
   */
  async claim(session: string, onLost: () => void, over = false): Promise<boolean> {
    this.leave();
    if (!navigator.locks) return true;
    return new Promise((resolve) => {
      let had = false;
      const held = (lock: Lock | null): Promise<void> | undefined => {
        resolve((had = lock !== null));
        return lock ? new Promise((done) => (this.#release = done)) : undefined;
      };
      navigator.locks.request(`greenroom:${sittingKey(session)}`, over ? { steal: true } : { ifAvailable: true }, held).catch(() => {
        this.#release = undefined;
        // Without ever having had it, no other tab has taken it: this browser refuses locks.
        if (had) onLost();
        else resolve(true);
      });
    });
  }

  /** Let other tabs go on with the mock. */
  leave(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #try(write: () => Promise<void>): Promise<void> {
    try {
      await write();
      this.onTrouble("");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.onTrouble(`This mock is not kept, and a reload would lose it: ${reason}`);
    }
  }
}
