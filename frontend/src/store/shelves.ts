/** Where rows of recordings lie: in a database of their own or, where the browser gives none, in this page's memory. */

import { openDB, type IDBPDatabase } from "idb";

const DATABASE = "greenroom-recordings";
const SCHEMA_VERSION = 1;
const TABLES = ["recordings", "sound", "pcm", "pieces", "results"] as const;
/** In a key, an array sorts after every number. */
const HIGHEST: number[] = [];

/** `recordings` and `results` have one row a recording, under part 0 and number 0. */
export type Table = (typeof TABLES)[number];

/** Rows of a recording, of one part of it, or of numbers `from` to `to` of that part, both included. */
export interface Range {
  recording: string;
  part?: number;
  from?: number;
  to?: number;
}

/** A row's key. */
export interface Place {
  recording: string;
  part: number;
  n: number;
}

/** One change of a transaction; `add` fails where the row is there already. */
export type Change = { add: Table; at: Place; value: unknown } | { put: Table; at: Place; value: unknown } | { drop: Table; range?: Range };

/** A row of `recordings` that is read and written within the transaction. Where it is missing, nothing of the transaction is written. */
export interface Revision {
  recording: string;
  revise(value: unknown): unknown;
}

export interface Shelf {
  /** Whether what lies here outlives the page. */
  readonly lasting: boolean;
  /** Values in the order of their keys, at most `limit`. */
  read(table: Table, range?: Range, limit?: number): Promise<unknown[]>;
  /** All of the changes or, where it rejects, none. With a revision of a deleted recording none either: nobody could delete what is left. */
  write(changes: Change[], revision?: Revision): Promise<void>;
  close(): void;
}

const keyOf = ({ recording, part, n }: Place): IDBValidKey => [recording, part, n];
export const headOf = (recording: string): Place => ({ recording, part: 0, n: 0 });

function keyRange({ recording, part, from, to }: Range): IDBKeyRange {
  if (part === undefined) return IDBKeyRange.bound([recording], [recording, HIGHEST]);
  return IDBKeyRange.bound([recording, part, from ?? 0], [recording, part, to ?? HIGHEST]);
}

class DiskShelf implements Shelf {
  readonly lasting = true;

  constructor(private readonly database: IDBPDatabase) {}

  read(table: Table, range?: Range, limit?: number): Promise<unknown[]> {
    return this.database.getAll(table, range && keyRange(range), limit);
  }

  async write(changes: Change[], revision?: Revision): Promise<void> {
    const transaction = this.database.transaction(TABLES, "readwrite");
    // An error of a request ends the transaction too; it is told once, by the request.
    transaction.done.catch(() => {});
    try {
      if (revision) {
        const place = keyOf(headOf(revision.recording));
        const table = transaction.objectStore("recordings");
        const value: unknown = await table.get(place);
        if (value === undefined) return;
        await table.put(revision.revise(value), place);
      }
      await Promise.all(
        changes.map((change) => {
          if ("drop" in change) {
            const table = transaction.objectStore(change.drop);
            return change.range ? table.delete(keyRange(change.range)) : table.clear();
          }
          if ("add" in change) return transaction.objectStore(change.add).add(change.value, keyOf(change.at));
          return transaction.objectStore(change.put).put(change.value, keyOf(change.at));
        }),
      );
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
      throw error;
    }
    await transaction.done;
  }

  close(): void {
    this.database.close();
  }
}

interface Held {
  at: Place;
  value: unknown;
}

/** The same without a database, for as long as the page lives. */
export class MemoryShelf implements Shelf {
  readonly lasting = false;
  private readonly tables = new Map<Table, Held[]>(TABLES.map((table) => [table, []]));

  async read(table: Table, range?: Range, limit = Infinity): Promise<unknown[]> {
    const rows = this.tables.get(table)!.filter(({ at }) => !range || within(at, range));
    const order = (a: Held, b: Held): number => (a.at.recording < b.at.recording ? -1 : Number(a.at.recording > b.at.recording)) || a.at.part - b.at.part || a.at.n - b.at.n;
    // As from a database: what was read does not change with what is written later.
    const given = (value: unknown): unknown => (table === "recordings" ? structuredClone(value) : value);
    return rows.sort(order).slice(0, limit).map(({ value }) => given(value));
  }

  async write(changes: Change[], revision?: Revision): Promise<void> {
    if (revision) {
      const head = this.tables.get("recordings")!.find(({ at }) => at.recording === revision.recording);
      if (!head) return;
      head.value = revision.revise(head.value);
    }
    for (const change of changes) {
      if ("drop" in change) {
        this.tables.set(change.drop, change.range ? this.tables.get(change.drop)!.filter(({ at }) => !within(at, change.range!)) : []);
      } else {
        const table = this.tables.get("add" in change ? change.add : change.put)!;
        const { recording, part, n } = change.at;
        const known = table.find(({ at }) => at.recording === recording && at.part === part && at.n === n);
        if (known) known.value = change.value;
        else table.push({ at: change.at, value: change.value });
      }
    }
  }

  close(): void {}
}

function within(at: Place, { recording, part, from = 0, to = Infinity }: Range): boolean {
  return at.recording === recording && (part === undefined || (at.part === part && at.n >= from && at.n <= to));
}

/** Open the database; `lost` hears that the browser or another tab has ended the connection. Rejects with the browser's error. */
export async function openShelf(lost: () => void): Promise<Shelf> {
  let shelf: DiskShelf | undefined;
  const end = (): void => {
    shelf?.close();
    lost();
  };
  const database = await openDB(DATABASE, SCHEMA_VERSION, {
    upgrade(made) {
      for (const table of TABLES) made.createObjectStore(table);
    },
    blocking: end,
    terminated: end,
  });
  shelf = new DiskShelf(database);
  return shelf;
}
