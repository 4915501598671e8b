/** What a component sees of the reader's own data, kept in this browser only. */

/** One thing that happened: appended once, never changed. */
export interface LogEvent {
  /** UUID, so that two devices can merge their logs. */
  id: string;
  /** Milliseconds since 1970, by this device's clock. */
  time: number;
  /** What happened: `review`, `attempt`, ... */
  kind: string;
  /** Version of the payload's shape. */
  version: number;
  payload: Record<string, unknown>;
}

/** A text under a key, and when it was last changed: milliseconds since 1970, 0 where that is not known. */
export interface KeptDraft {
  key: string;
  text: string;
  time: number;
}

/** All that the reader made and that cannot be computed again. */
export interface KeptState {
  events: LogEvent[];
  drafts: KeptDraft[];
}

/** What a merge brings: what must be written, and what the reader is told before. */
export interface Merge {
  /** Events to write: those this device lacks, and those it holds with another content that counts less. */
  events: LogEvent[];
  /** How many of `events` this device lacks. */
  fresh: number;
  /** How many events of the other side this device holds already. */
  known: number;
  /** Drafts to write that this device lacks. */
  added: KeptDraft[];
  /** Drafts to write that replace an older text here. */
  replaced: KeptDraft[];
  /** Drafts to write whose text this device has already, with an older time. */
  confirmed: KeptDraft[];
  /** Drafts of the other side that give way to a newer text here. */
  older: KeptDraft[];
}

export type StoreFault = "unavailable" | "blocked" | "full" | "closed" | "invalid" | "failed";

/** Why something could not be kept or read; the message is for the reader and says what to do. */
export class StoreError extends Error {
  constructor(
    readonly fault: StoreFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "StoreError";
  }
}

/** Every promise rejects with StoreError when the browser keeps or gives nothing. */
export interface Store {
  /**
   * Append one event; resolves when it is on disk. Other tabs are told. Where the last event of a kind holds, `after` is the
   * time of the one before: a clock that was set back must not make the new one the earlier.
   */
  append(kind: string, payload: Record<string, unknown>, version?: number, after?: number): Promise<LogEvent>;
  /** All events of a kind, oldest first. */
  events(kind: string): Promise<LogEvent[]>;
  /** The same in portions of `size`, so that a long log never holds up the page. What is appended meanwhile may come or not. */
  batches(kind: string, size: number): AsyncIterable<LogEvent[]>;
  /** Append several events of one kind in one transaction: all of them or, where it rejects, none. */
  appendAll(kind: string, payloads: Record<string, unknown>[]): Promise<LogEvent[]>;
  /** Keep events that have ids already, in one transaction; those known are left as they are. Gives those that were new. */
  addAll(events: LogEvent[]): Promise<LogEvent[]>;
  /** The draft under a key, or undefined. */
  draft(key: string): Promise<string | undefined>;
  /** Keep a draft under a key; undefined forgets it. */
  keepDraft(key: string, text: string | undefined): Promise<void>;
  /** A cache kept under a key, plain data, or undefined; it may be thrown away at any time. */
  derived(key: string): Promise<unknown>;
  /** Keep a cache under a key; undefined forgets it. */
  keepDerived(key: string, value: unknown): Promise<void>;
  /** Everything kept but the caches, in no settled order. */
  everything(): Promise<KeptState>;
  /** Bring in another state in one transaction: all of it or, where it rejects, nothing. Every tab is told of the new events. */
  bringIn(other: KeptState): Promise<Merge>;
  /** Forget everything, caches too. Other tabs are told that their data is closed. */
  erase(): Promise<void>;
  /** Be told of events appended in any tab; gives the function that ends it. */
  onAppend(listener: (event: LogEvent) => void): () => void;
  /** Be told of every error, also of those no call waits for; gives the function that ends it. */
  onError(listener: (error: StoreError) => void): () => void;
}
