/** The reader's data in IndexedDB: an append-only log, drafts, and caches that can be thrown away. */

import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import { isLogEvent, isPlain, randomId } from "./log-event";
import { merge } from "./merge";
import { StoreError, type KeptDraft, type KeptState, type LogEvent, type Merge, type Store } from "./store";

const DATABASE = "greenroom";
const SCHEMA_VERSION = 1;
const CHANNEL = "greenroom-log";
const ERASED = "erased";
/** In an index, an array sorts after every number. */
const HIGHEST: string[] = [];

interface Schema extends DBSchema {
  events: { key: string; value: LogEvent; indexes: { "kind-time": [string, number] } };
  /** A bare text is a draft of the first versions, whose time is not known. */
  drafts: { key: string; value: string | { text: string; time: number } };
  derived: { key: string; value: unknown };
}

/** What the store needs beside a database; times in milliseconds since 1970. */
export interface StoreNeeds {
  now(): number;
  newId(): string;
  /** Ask the browser not to clear this site's data by itself. */
  persist(): Promise<unknown>;
}

const BROWSER: StoreNeeds = {
  now: () => Date.now(),
  newId: randomId,
  persist: async () => {
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
  },
};

/** Say in words what the browser's error means and what helps. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const name = error instanceof Error ? error.name : "";
  const cause = { cause: error };
  if (name === "QuotaExceededError") {
    return new StoreError("full", "This browser's space for the site is full, so nothing more is kept. Free some space, then try again.", cause);
  }
  if (name === "SecurityError" || name === "ReferenceError" || name === "NotFoundError") {
    return new StoreError(
      "unavailable",
      "This browser keeps no data for this site. A private window or blocked site data is the usual reason: allow it, then try again.",
      cause,
    );
  }
  if (name === "VersionError") {
    return new StoreError("closed", "Another tab uses a newer version of this site. Reload this page.", cause);
  }
  if (name === "InvalidStateError") {
    return new StoreError("closed", "The browser closed the site's data. Reload this page; what was kept is still there.", cause);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError("failed", `The browser could not reach the site's data (${reason}). Try again, or reload this page.`, cause);
}

class IndexedStore implements Store {
  private readonly appended = new Set<(event: LogEvent) => void>();
  private readonly failed = new Set<(error: StoreError) => void>();
  private readonly channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(CHANNEL);
  private asked = false;

  constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly needs: StoreNeeds,
    /** End this connection and say why; the next use of the store opens another. */
    private readonly lose: (message: string) => void,
  ) {
    if (this.channel) {
      this.channel.onmessage = (message: MessageEvent<unknown>) => {
        if (message.data === ERASED) this.lose("Your data was erased in another tab. Reload this page.");
        for (const event of Array.isArray(message.data) ? message.data : [message.data]) if (isLogEvent(event)) this.tell(event);
      };
    }
  }

  append(kind: string, payload: Record<string, unknown>, version = 1, after = 0): Promise<LogEvent> {
    return this.attempt(async () => {
      const event = this.made(kind, payload, version, after);
      // Strict: the promise resolves when the event is on disk, not when the system has it in memory.
      const transaction = this.database.transaction("events", "readwrite", { durability: "strict" });
      const added = transaction.store.add(event);
      // Without a word, the browser would take back what a page that goes away has not heard the end of.
      transaction.commit();
      await Promise.all([added, transaction.done]);
      this.channel?.postMessage(event);
      this.tell(event);
      this.askToPersist();
      return event;
    });
  }

  async appendAll(kind: string, payloads: Record<string, unknown>[]): Promise<LogEvent[]> {
    return this.addAll(await this.attempt(() => Promise.resolve(payloads.map((payload) => this.made(kind, payload)))));
  }

  addAll(events: LogEvent[]): Promise<LogEvent[]> {
    return this.attempt(async () => {
      const transaction = this.database.transaction("events", "readwrite", { durability: "strict" });
      const known = new Set(await transaction.store.getAllKeys());
      const fresh = events.filter((event) => isLogEvent(event) && !known.has(event.id));
      await Promise.all([...fresh.map((event) => transaction.store.add(event)), transaction.done]);
      if (fresh.length > 0) this.channel?.postMessage(fresh);
      for (const event of fresh) this.tell(event);
      this.askToPersist();
      return fresh;
    });
  }

  private made(kind: string, payload: Record<string, unknown>, version = 1, after = 0): LogEvent {
    const event: LogEvent = { id: this.needs.newId(), time: Math.max(this.needs.now(), after + 1), kind, version, payload };
    if (isLogEvent(event)) return event;
    throw new StoreError("invalid", `An event of kind '${kind}' holds something that cannot be kept. Reload this page.`);
  }

  async *batches(kind: string, size: number): AsyncIterable<LogEvent[]> {
    let from: IDBValidKey = [kind];
    let seen = new Set<string>(); // ids of the moment where the last portion ended
    for (;;) {
      const range = IDBKeyRange.bound(from, [kind, HIGHEST]);
      const found = await this.attempt(() => this.database.getAllFromIndex("events", "kind-time", range, size + seen.size));
      const last = found.at(-1);
      const fresh = found.filter(({ id }) => !seen.has(id));
      if (fresh.length > 0) yield fresh.filter(isLogEvent);
      if (last === undefined || found.length < size + seen.size) return;
      from = [kind, last.time];
      seen = new Set(found.filter(({ time }) => time === last.time).map(({ id }) => id));
    }
  }

  events(kind: string): Promise<LogEvent[]> {
    return this.attempt(async () => {
      // Of one moment, an index gives events in the order of their keys: time, then id.
      const range = IDBKeyRange.bound([kind], [kind, HIGHEST]);
      return (await this.database.getAllFromIndex("events", "kind-time", range)).filter(isLogEvent);
    });
  }

  draft(key: string): Promise<string | undefined> {
    return this.attempt(async () => {
      return keptDraft(key, await this.database.get("drafts", key))?.text;
    });
  }

  keepDraft(key: string, text: string | undefined): Promise<void> {
    return this.attempt(async () => {
      const transaction = this.database.transaction("drafts", "readwrite");
      const { store } = transaction;
      const written = text === undefined ? store.delete(key) : store.put({ text, time: this.needs.now() }, key);
      transaction.commit();
      await Promise.all([written, transaction.done]);
    });
  }

  derived(key: string): Promise<unknown> {
    return this.attempt(() => this.database.get("derived", key));
  }

  keepDerived(key: string, value: unknown): Promise<void> {
    return this.attempt(async () => {
      if (value === undefined) {
        await this.database.delete("derived", key);
        return;
      }
      if (!isPlain(value)) throw new StoreError("invalid", `The cache '${key}' is not plain data. Reload this page.`);
      await this.database.put("derived", value, key);
    });
  }

  everything(): Promise<KeptState> {
    return this.attempt(() => readAll(this.database.transaction(["events", "drafts"])));
  }

  bringIn(other: KeptState): Promise<Merge> {
    return this.attempt(async () => {
      const transaction = this.database.transaction(["events", "drafts", "derived"], "readwrite", { durability: "strict" });
      const drafts = transaction.objectStore("drafts");
      // Read inside the transaction: what another tab kept since the reader looked takes part.
      const brought = merge(await readAll(transaction), other);
      const { events, added, replaced, confirmed } = brought;
      await Promise.all([
        ...events.map((event) => transaction.objectStore("events").put(event)),
        ...[...added, ...replaced, ...confirmed].map(({ key, text, time }) => drafts.put({ text, time }, key)),
        // Caches were folded from the log as it was.
        transaction.objectStore("derived").clear(),
        transaction.done,
      ]);
      if (events.length > 0) this.channel?.postMessage(events);
      for (const event of events) this.tell(event);
      return brought;
    });
  }

  erase(): Promise<void> {
    return this.attempt(async () => {
      const transaction = this.database.transaction(["events", "drafts", "derived"], "readwrite", { durability: "strict" });
      await Promise.all([
        transaction.objectStore("events").clear(),
        transaction.objectStore("drafts").clear(),
        transaction.objectStore("derived").clear(),
        transaction.done,
      ]);
      this.channel?.postMessage(ERASED);
    });
  }

  onAppend(listener: (event: LogEvent) => void): () => void {
    this.appended.add(listener);
    return () => this.appended.delete(listener);
  }

  onError(listener: (error: StoreError) => void): () => void {
    this.failed.add(listener);
    return () => this.failed.delete(listener);
  }

  /** Tell of an error that no call waits for, such as a connection the browser ended. */
  fail(error: StoreError): void {
    for (const listener of this.failed) listener(error);
  }

  close(): void {
    this.channel?.close();
    this.database.close();
  }

  private tell(event: LogEvent): void {
    for (const listener of this.appended) {
      try {
        listener(event);
      } catch (error) {
        // The event is on disk: a listener's fault must not look like a failed append, which would be tried again.
        reportError(error);
      }
    }
  }

  private askToPersist(): void {
    if (this.asked) return;
    this.asked = true;
    // A refusal loses nothing now, and the browser may ask the reader; nobody waits for the answer.
    void this.needs.persist().catch(() => {});
  }

  private async attempt<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      const clear = storeError(error);
      this.fail(clear);
      throw clear;
    }
  }
}

function keptDraft(key: string, value: unknown): KeptDraft | undefined {
  if (typeof value === "string") return { key, text: value, time: 0 };
  const { text, time } = (value ?? {}) as Partial<KeptDraft>;
  return typeof text === "string" && typeof time === "number" ? { key, text, time } : undefined;
}

type Reading = IDBPTransaction<Schema, ("events" | "drafts" | "derived")[], IDBTransactionMode>;

async function readAll(transaction: Reading): Promise<KeptState> {
  const drafts = transaction.objectStore("drafts");
  const [events, keys, values] = await Promise.all([transaction.objectStore("events").getAll(), drafts.getAllKeys(), drafts.getAll()]);
  const kept = keys.map((key, index) => keptDraft(key, values[index]));
  return { events: events.filter(isLogEvent), drafts: kept.filter((draft) => draft !== undefined) };
}

let opened: Promise<Store> | undefined;

/** The page's one store, opened on first use. Rejects with StoreError; the next call then tries again. */
export function openStore(needs: StoreNeeds = BROWSER): Promise<Store> {
  opened ??= open(needs).catch((error: unknown) => {
    opened = undefined;
    throw storeError(error);
  });
  return opened;
}

async function open(needs: StoreNeeds): Promise<Store> {
  let store: IndexedStore | undefined;
  const lost = (message: string): void => {
    opened = undefined;
    store?.fail(new StoreError("closed", message));
    store?.close();
  };
  let refuse: (error: StoreError) => void = () => {};
  const refused = new Promise<never>((_, reject) => (refuse = reject));
  const opening = openDB<Schema>(DATABASE, SCHEMA_VERSION, {
    upgrade(database) {
      const events = database.createObjectStore("events", { keyPath: "id" });
      events.createIndex("kind-time", ["kind", "time"]);
      database.createObjectStore("drafts");
      database.createObjectStore("derived");
    },
    blocked() {
      refuse(new StoreError("blocked", "Another tab still uses an older version of this site. Close or reload it, then try again."));
    },
    blocking() {
      lost("Another tab has opened a newer version of this site. Reload this page.");
    },
    terminated() {
      lost("The browser closed the site's data. Reload this page; what was kept is still there.");
    },
  });
  // Once refused, a connection that comes after all must not hold up the next upgrade.
  void refused.catch(() => opening.then((database) => database.close()).catch(() => {}));
  store = new IndexedStore(await Promise.race([opening, refused]), needs, lost);
  return store;
}
