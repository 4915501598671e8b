/** The drill's part of the reader's log. A drill works without one; then nothing is remembered, and the reader is told. */

import { openStore as openReaderStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { KIND, runsOf, type SpokenRun } from "./history";

export class RunsLog {
  /** Why nothing is remembered, or "". */
  trouble = "";
  #store: Store | undefined;
  #events: LogEvent[] = [];
  #following = new AbortController();

  constructor(private readonly openStore = openReaderStore) {}

  /**
   * Open the log, or open it anew; resolves also where there is none. `changed` is called when a run comes in, from any tab,
   * until the log is closed, which may be before it is open.
   */
  async open(changed: () => void): Promise<void> {
    this.close();
    const { signal } = (this.#following = new AbortController());
    this.trouble = "";
    try {
      const store = (this.#store = await this.openStore());
      this.#events = await store.events(KIND);
      if (signal.aborted) return;
      const end = store.onAppend((event) => {
        this.#take(event);
        changed();
      });
      signal.addEventListener("abort", end);
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  close(): void {
    this.#following.abort();
  }

  /** The runs of a drill in the order of time. */
  runs(drill: string): { time: number; run: SpokenRun }[] {
    return runsOf(drill, this.#events);
  }

  /** Append a run; whether it is on disk. */
  async keep(run: SpokenRun): Promise<boolean> {
    if (!this.#store) return false;
    try {
      this.#take(await this.#store.append(KIND, run));
      this.trouble = "";
      return true;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  /** What the reader typed before a drill, or "". */
  async typed(drill: string): Promise<string> {
    return (await this.#store?.draft(`spoken:${drill}`).catch(() => "")) ?? "";
  }

  keepTyped(drill: string, text: string): void {
    void this.#store?.keepDraft(`spoken:${drill}`, text || undefined).catch(() => undefined);
  }

  #take(event: LogEvent): void {
    if (event.kind === KIND && !this.#events.some(({ id }) => id === event.id)) this.#events = [...this.#events, event];
  }
}
