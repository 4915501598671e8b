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

export interface Store {
  /** Append one event; resolves when it is on disk. Other tabs are told. */
  append(kind: string, payload: Record<string, unknown>, version?: number): Promise<LogEvent>;
  /** All events of a kind, oldest first. */
  events(kind: string): Promise<LogEvent[]>;
  /** The draft under a key, or undefined. */
  draft(key: string): Promise<string | undefined>;
  /** Keep a draft under a key; undefined forgets it. */
  keepDraft(key: string, text: string | undefined): Promise<void>;
  /** Be told of events appended in any tab; gives the function that ends it. */
  onAppend(listener: (event: LogEvent) => void): () => void;
}
