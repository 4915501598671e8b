/**
 * Recordings of the reader's voice, kept in a database of their own so that a full disk never harms the log. Sound is kept
 * in small rows as it comes. Beside it lies the same sound as plain samples, until the engine has heard it.
 */

import { storeError } from "./indexed-store";
import { isPlain } from "./log-event";
import { headOf, MemoryShelf, openShelf, type Change, type Range, type Shelf } from "./shelves";

const CHANNEL = "greenroom-recordings";
/** Rows that are read at a time, so that a long recording never holds up the page. */
const ROWS = 64;
/** The same for what was heard, in rows of samples: about eight pieces. */
const PIECE_ROWS = 256;

/** A stretch recorded without a break, in one file. */
export interface Part {
  /** Media type of its file. */
  type: string;
  /** Samples a second of the plain samples; 0 where the browser gives none. Each part has its own. */
  rate: number;
  seconds: number;
  /** Rows of sound written. */
  rows: number;
  /** Rows of samples written. */
  taps: number;
  /** Rows of samples that the engine has heard and that are deleted. */
  heard: number;
}

/** A moment with a name, such as the start of a phase. */
export interface Mark {
  text: string;
  /** Seconds from the start of the recording. */
  at: number;
  /** From here to the next, the reader has said that they think. */
  thinking?: true;
}

export interface Recording {
  id: string;
  /** The mock interview it belongs to, or empty. */
  session: string;
  label: string;
  /** Milliseconds since 1970. */
  made: number;
  origin: "microphone" | "file";
  /** `recording` also stands where the page was closed in the middle and no tab has noticed yet. */
  state: "recording" | "stopped" | "interrupted";
  parts: Part[];
  marks: Mark[];
  /** Bytes of sound. */
  bytes: number;
  /** Bytes of samples that wait for the engine. */
  waiting: number;
}

/** A row of samples: 16-bit, one channel, little end first. */
export interface Tap {
  part: number;
  n: number;
  bytes: ArrayBuffer;
}

/** What the engine has heard of about half a minute, and what it needs to hear the next. */
export interface Piece {
  part: number;
  n: number;
  heard: Record<string, unknown>;
}

/** Every promise rejects with StoreError. */
export class Recordings {
  private readonly listeners = new Set<(recording: string) => void>();
  private readonly channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(CHANNEL);

  constructor(private readonly shelf: Shelf) {
    if (this.channel) this.channel.onmessage = (message: MessageEvent<unknown>) => this.hear(String(message.data));
  }

  /** False where the browser keeps nothing: all is gone with the page. */
  get lasting(): boolean {
    return this.shelf.lasting;
  }

  /** All recordings, the newest first. */
  async all(): Promise<Recording[]> {
    const found = (await this.attempt(this.shelf.read("recordings"))) as Recording[];
    return found.sort((a, b) => b.made - a.made || (a.id < b.id ? -1 : 1));
  }

  async recording(id: string): Promise<Recording | undefined> {
    const [found] = await this.attempt(this.shelf.read("recordings", { recording: id }, 1));
    return found as Recording | undefined;
  }

  /** Begin a recording without any sound yet. */
  async begin(told: Pick<Recording, "id" | "session" | "label" | "origin" | "made">): Promise<Recording> {
    const begun: Recording = { ...told, state: "recording", parts: [], marks: [], bytes: 0, waiting: 0 };
    await this.attempt(this.shelf.write([{ put: "recordings", at: headOf(begun.id), value: begun }]));
    this.tell(begun.id);
    return begun;
  }

  /** Change what is told of a recording; nothing happens where it has been deleted. */
  async change(id: string, change: (recording: Recording) => void, quiet = false): Promise<void> {
    await this.attempt(this.shelf.write([], { recording: id, revise: revised(change) }));
    if (!quiet) this.tell(id);
  }

  /** Add a part; gives its number. */
  async addPart(id: string, type: string, rate: number): Promise<number> {
    let number = 0;
    await this.change(id, ({ parts }) => {
      number = parts.push({ type, rate, seconds: 0, rows: 0, taps: 0, heard: 0 }) - 1;
    });
    return number;
  }

  /** Append sound and samples to a part, and say how long the part is by now; all of it or nothing. */
  async append(id: string, part: number, sound: ArrayBuffer[], taps: ArrayBuffer[], seconds?: number): Promise<void> {
    // One tab writes a part, and one call after the other, so the numbers still hold when the transaction comes.
    const kept = (await this.recording(id))?.parts[part];
    if (!kept) return;
    const changes: Change[] = [
      ...sound.map((bytes, index): Change => ({ add: "sound", at: { recording: id, part, n: kept.rows + index }, value: bytes })),
      ...taps.map((bytes, index): Change => {
        const n = kept.taps + index;
        return { add: "pcm", at: { recording: id, part, n }, value: { part, n, bytes } satisfies Tap };
      }),
    ];
    const size = (list: ArrayBuffer[]): number => list.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const revise = revised((recording) => {
      const own = recording.parts[part]!;
      own.rows += sound.length;
      own.taps += taps.length;
      if (seconds !== undefined) own.seconds = seconds;
      recording.bytes += size(sound);
      recording.waiting += size(taps);
    });
    await this.attempt(this.shelf.write(changes, { recording: id, revise }));
  }

  /** The sound of a part, in portions. */
  async *sound(id: string, part: number): AsyncIterable<ArrayBuffer[]> {
    for (let from = 0; ; from += ROWS) {
      const rows = await this.attempt(this.shelf.read("sound", { recording: id, part, from, to: from + ROWS - 1 }));
      if (rows.length > 0) yield rows as ArrayBuffer[];
      if (rows.length < ROWS) return;
    }
  }

  /** The first samples of a part that the engine has not heard, at most `limit` rows. */
  async unheard(id: string, part: number, limit: number): Promise<Tap[]> {
    return (await this.attempt(this.shelf.read("pcm", { recording: id, part }, limit))) as Tap[];
  }

  /** Keep what the engine heard of these rows, and delete them. */
  async keepPiece(id: string, taps: Tap[], heard: Record<string, unknown>): Promise<void> {
    const { part, n } = taps[0]!;
    const to = taps.at(-1)!.n;
    const bytes = taps.reduce((sum, tap) => sum + tap.bytes.byteLength, 0);
    const piece: Piece = { part, n, heard };
    const changes: Change[] = [
      { put: "pieces", at: { recording: id, part, n }, value: piece },
      { drop: "pcm", range: { recording: id, part, from: n, to } },
    ];
    const revise = revised((recording) => {
      recording.parts[part]!.heard = to + 1;
      recording.waiting = Math.max(0, recording.waiting - bytes);
    });
    await this.attempt(this.shelf.write(changes, { recording: id, revise }));
  }

  /** The last piece of a part, where it begins at row `from` or later. */
  async lastPiece(id: string, part: number, from: number): Promise<Piece | undefined> {
    return ((await this.attempt(this.shelf.read("pieces", { recording: id, part, from: Math.max(0, from) }))) as Piece[]).at(-1);
  }

  /** What the engine has heard, in order. */
  async pieces(id: string): Promise<Piece[]> {
    const found: Piece[] = [];
    const { parts = [] } = (await this.recording(id)) ?? {};
    for (const [part, { heard }] of parts.entries()) {
      for (let from = 0; from < heard; from += PIECE_ROWS) {
        const range = { recording: id, part, from, to: from + PIECE_ROWS - 1 };
        found.push(...((await this.attempt(this.shelf.read("pieces", range))) as Piece[]));
      }
    }
    return found;
  }

  /** Forget what the engine has heard of a recording, and its samples, so that it can hear all of it again. Its result stays until the next. */
  async unhear(id: string): Promise<void> {
    const range: Range = { recording: id };
    const revise = revised((recording) => {
      recording.waiting = 0;
      for (const part of recording.parts) part.taps = part.heard = 0;
    });
    await this.attempt(this.shelf.write([{ drop: "pieces", range }, { drop: "pcm", range }], { recording: id, revise }));
  }

  /** What was figured out of a recording. */
  async result(id: string): Promise<unknown> {
    return (await this.attempt(this.shelf.read("results", { recording: id }, 1)))[0];
  }

  /** Keep it; nothing happens where the recording has been deleted. */
  async keepResult(id: string, result: unknown): Promise<void> {
    if (!isPlain(result)) return;
    const unchanged = revised(() => {}); // but it must be there
    await this.attempt(this.shelf.write([{ put: "results", at: headOf(id), value: result }], { recording: id, revise: unchanged }));
    this.tell(id);
  }

  /** Delete a recording with all that was made of it; of all recordings where none is named. */
  async remove(id?: string): Promise<void> {
    const of = id === undefined ? {} : { range: { recording: id } };
    const tables = ["recordings", "sound", "pcm", "pieces", "results"] as const;
    await this.attempt(this.shelf.write(tables.map((drop) => ({ drop, ...of }))));
    this.tell(id ?? "");
  }

  /** Be told of the id of a recording that any tab has begun, changed or deleted, of the empty text when all are deleted. */
  onChange(listener: (recording: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.channel?.close();
    this.shelf.close();
  }

  private tell(id: string): void {
    this.channel?.postMessage(id);
    this.hear(id);
  }

  private hear(id: string): void {
    for (const listener of this.listeners) listener(id);
  }

  private async attempt<T>(action: Promise<T>): Promise<T> {
    try {
      return await action;
    } catch (error) {
      throw storeError(error);
    }
  }
}

function revised(change: (recording: Recording) => void): (value: unknown) => unknown {
  return (value) => {
    change(value as Recording);
    return value;
  };
}

/** Seconds of a recording, all parts together. */
export const secondsOf = ({ parts }: Recording): number => parts.reduce((sum, { seconds }) => sum + seconds, 0);

let opened: Promise<Recordings> | undefined;
/** Kept apart from `opened`, so that what lies in memory outlives a second try. */
let inMemory: Recordings | undefined;

/** The page's one collection of recordings: on disk, or in memory where the browser keeps nothing for this site. Never rejects. */
export function openRecordings(): Promise<Recordings> {
  if (inMemory) return Promise.resolve(inMemory);
  opened ??= openShelf(() => {
    opened = undefined;
  }).then(
    (shelf) => new Recordings(shelf),
    () => (inMemory = new Recordings(new MemoryShelf())),
  );
  return opened;
}
