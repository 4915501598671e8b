/**
 * Keeps what the reader marks in a debrief: shown at once, appended to the log as a whole a second later. A change of another
 * tab is taken in field by field, so that two tabs come to the same.
 */

import type { LogEvent, Store } from "../store/store";
import { DEBRIEF, isLater, latest, readMarks, type Marks } from "./session";

const KEEP_AFTER_MS = 1_000;

type Field = keyof Marks;
/** One field, or one entry of it; a value that is undefined is taken out. */
interface Change {
  field: Field;
  key: string;
  value: unknown;
}

export class Keeping {
  /** The last event of this session's debrief, from any tab. */
  #last: LogEvent | undefined;
  /** What is not on disk yet, by field and key. */
  #changes = new Map<string, Change>();
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #store: Store | undefined;
  #end: (() => void) | undefined;

  /** `onChange` is called when the marks changed, `onTrouble` with a sentence when they are not kept, and "" when they are again. */
  constructor(
    private readonly session: string,
    private readonly onChange: () => void,
    private readonly onTrouble: (trouble: string) => void,
  ) {}

  get marks(): Marks {
    return readMarks(this.#payload);
  }

  /** Whether all that was marked is on disk. */
  get kept(): boolean {
    return this.#changes.size === 0;
  }

  /** Read what was marked before, and follow other tabs. Rejects with StoreError. */
  async load(store: Store): Promise<void> {
    this.#end?.();
    this.#end = store.onAppend((event) => this.#take(event));
    const found = latest(await store.events(DEBRIEF), this.session);
    this.#store = store;
    if (found) this.#take(found);
    if (this.#changes.size > 0) this.#soon();
  }

  /** Set a text. */
  write(field: "summary" | "lesson", value: string): void {
    this.#set({ field, key: "", value });
  }

  /** Set one entry of a field; undefined takes it out. */
  mark<F extends Exclude<Field, "summary" | "lesson">>(field: F, key: string, value: Marks[F][string] | undefined): void {
    this.#set({ field, key, value });
  }

  /** Append what waits, at once: when the page goes away there is no later. */
  async flush(): Promise<void> {
    clearTimeout(this.#waiting);
    if (this.#changes.size === 0 || !this.#store) return;
    const sent = [...this.#changes];
    try {
      const event = await this.#store.append(DEBRIEF, this.#payload, 1, this.#last?.time);
      // Set anew meanwhile: then that is still to be kept.
      for (const [name, change] of sent) if (this.#changes.get(name) === change) this.#changes.delete(name);
      this.#take(event);
      this.onTrouble("");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.onTrouble(`What you marked is not kept. ${reason}`);
    }
  }

  /** End following other tabs; what waits is kept. */
  leave(): void {
    void this.flush();
    this.#end?.();
    this.#end = undefined;
  }

  #set(change: Change): void {
    this.#changes.set(`${change.field}:${change.key}`, change);
    this.#soon();
    this.onChange();
  }

  #soon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.flush(), KEEP_AFTER_MS);
  }

  #take(event: LogEvent): void {
    if (event.kind !== DEBRIEF || event.payload["session"] !== this.session || !isLater(event, this.#last)) return;
    this.#last = event;
    this.onChange();
  }

  /** The last event's payload with the changes over it. Fields that a later version may have added are carried along. */
  get #payload(): Record<string, unknown> {
    const made: Record<string, unknown> = { ...this.#last?.payload, ...readMarks(this.#last?.payload), session: this.session };
    for (const { field, key, value } of this.#changes.values()) {
      if (!key) {
        made[field] = value;
        continue;
      }
      const entries: Record<string, unknown> = { ...(made[field] as Record<string, unknown>) };
      if (value === undefined) delete entries[key];
      else entries[key] = value;
      made[field] = entries;
    }
    return made;
  }
}
