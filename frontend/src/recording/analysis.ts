/**
 * A recording heard by the engine: samples go there in pieces of half a minute, and are deleted once heard. What was heard
 * stays, so that figures can be made anew.
 */

import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/protocol";
import { secondsOf, type Mark, type Recordings, type Tap } from "../store/recordings";
import type { Store } from "../store/store";
import type { Band, Figures, Words } from "./figures";
import { analysisLock, hold } from "./locks";
import { decoded, keepBuffer } from "./sound-file";

/** Rows of about a second that make a piece. */
const PIECE = 30;

/** What an analysis needs from outside. */
export interface AnalysisNeeds {
  engine: Engine;
  openRecordings(): Promise<Recordings>;
  openStore(): Promise<Store>;
}

export interface Progress {
  state: "waiting" | "reading" | "hearing" | "figuring" | "failed";
  /** Share of the sound that is heard, 0 to 1. */
  share: number;
  /** Why it failed and what to do, or empty. */
  trouble: string;
}

/** What is kept of an analysis. */
export interface Result {
  figures?: Figures;
  bands?: Band[];
  marks?: Mark[];
  /** What the transcript says. */
  words?: Words;
}

interface Run {
  progress: Progress;
  stop: AbortController;
  ended: Promise<void>;
}

type Heard = Record<string, unknown> & { carry?: unknown };

/** The analyses of this page: at most one of each recording, and one piece at the engine at a time. */
export class Analyses {
  private readonly runs = new Map<string, Run>();
  private readonly listeners = new Set<(id: string) => void>();
  /** The piece at the engine; the next waits for it. */
  private last: Promise<unknown> = Promise.resolve();
  private readonly early = new Set<string>();

  constructor(private readonly needs: AnalysisNeeds) {}

  /** How the analysis of a recording stands; undefined where none is under way and the last has not failed. */
  progress(id: string): Progress | undefined {
    return this.runs.get(id)?.progress;
  }

  /** Be told of the recording whose progress has changed; gives the function that ends it. */
  onProgress(listener: (id: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hear all that is left and make the figures; never rejects, a trouble is told by `progress`. `anew` forgets what was heard. */
  run(id: string, anew = false): Promise<void> {
    const under = this.runs.get(id);
    if (under && under.progress.state !== "failed") return under.ended;
    const stop = new AbortController();
    const made: Run = { progress: { state: "waiting", share: 0, trouble: "" }, stop, ended: Promise.resolve() };
    this.runs.set(id, made);
    made.ended = this.whole(id, made, anew).then(
      () => void this.runs.delete(id),
      (error: unknown) => {
        if (stop.signal.aborted) this.runs.delete(id);
        else made.progress = { state: "failed", share: made.progress.share, trouble: sentence(error) };
      },
    );
    void made.ended.then(() => this.tell(id));
    this.tell(id);
    return made.ended;
  }

  /** Stop after the piece that is at the engine. What was heard until then stays. */
  cancel(id: string): void {
    const run = this.runs.get(id);
    if (!run) return;
    run.stop.abort();
    if (run.progress.state === "failed") this.runs.delete(id);
    this.tell(id);
  }

  /** A recording under way has grown: hear a piece where one is whole and the engine is warm. A fault waits for `run` to tell it. */
  async grown(id: string): Promise<void> {
    if (this.needs.engine.state !== "ready" || this.early.has(id) || this.runs.has(id)) return;
    this.early.add(id);
    try {
      const recordings = await this.needs.openRecordings();
      const parts = (await recordings.recording(id))?.parts ?? [];
      const part = parts.length - 1;
      const { taps = 0, heard = 0 } = parts[part] ?? {};
      if (taps - heard >= PIECE) await this.hear(recordings, id, part, parts[part]!.rate, await recordings.unheard(id, part, PIECE));
    } catch {
      // `run` meets it again.
    } finally {
      this.early.delete(id);
    }
  }

  private async whole(id: string, run: Run, anew: boolean): Promise<void> {
    const recordings = await this.needs.openRecordings();
    const release = await hold(analysisLock(id));
    if (!release) throw new EngineError("elsewhere", "Another tab analyses this recording. Wait for it, or close it and try again.");
    try {
      if (anew) await recordings.unhear(id);
      await this.readMissing(recordings, id, run);
      await this.hearRest(recordings, id, run);
      this.become(id, run, "figuring", 1);
      await this.figure(recordings, id);
    } finally {
      release();
    }
  }

  /** Take the samples from the sound itself where none were tapped. */
  private async readMissing(recordings: Recordings, id: string, run: Run): Promise<void> {
    const { parts = [] } = (await recordings.recording(id)) ?? {};
    for (const [part, { taps, rows, type }] of parts.entries()) {
      if (taps > 0 || rows === 0) continue;
      this.become(id, run, "reading", 0);
      const blobs: Blob[] = [];
      for await (const portion of recordings.sound(id, part)) blobs.push(new Blob(portion));
      const buffer = await decoded(await new Blob(blobs, { type }).arrayBuffer());
      run.stop.signal.throwIfAborted();
      await recordings.change(id, (recording) => (recording.parts[part]!.rate = buffer.sampleRate), true);
      await keepBuffer(recordings, { id, part }, buffer);
    }
  }

  private async hearRest(recordings: Recordings, id: string, run: Run): Promise<void> {
    const recording = await recordings.recording(id);
    if (!recording) throw new EngineError("deleted", "The recording was deleted.");
    const all = recording.parts.reduce((sum, { taps }) => sum + taps, 0);
    for (const [part, { rate }] of recording.parts.entries()) {
      for (;;) {
        run.stop.signal.throwIfAborted();
        const heard = (await recordings.recording(id))?.parts.reduce((sum, each) => sum + each.heard, 0) ?? 0;
        this.become(id, run, "hearing", all > 0 ? heard / all : 0);
        // A piece of the time before the end may still be at the engine.
        await this.last.catch(() => {});
        const taps = await recordings.unheard(id, part, PIECE);
        if (taps.length === 0) break;
        await this.hear(recordings, id, part, rate, taps);
      }
    }
  }

  private hear(recordings: Recordings, id: string, part: number, rate: number, taps: Tap[]): Promise<void> {
    const work = async (): Promise<void> => {
      const first = taps[0]?.n ?? 0;
      const kept = (await recordings.recording(id))?.parts[part];
      if (!kept || taps.length === 0 || first < kept.heard) return; // deleted, or heard meanwhile
      const before = (await recordings.lastPiece(id, part, first - PIECE))?.heard as Heard | undefined;
      const file = joined(taps.map(({ bytes }) => bytes));
      const heard = await this.needs.engine.call<Heard>("speech.hear", { rate, before: before?.carry ?? null }, { file });
      await recordings.keepPiece(id, taps, heard);
    };
    const next = this.last.catch(() => {}).then(work);
    this.last = next;
    return next;
  }

  private async figure(recordings: Recordings, id: string): Promise<void> {
    const recording = await recordings.recording(id);
    if (!recording) throw new EngineError("deleted", "The recording was deleted.");
    const { marks } = recording;
    const pieces = (await recordings.pieces(id)).map(({ heard }) => heard);
    const bands = await this.needs.engine.call<Band[]>("speech.bands", {});
    const figures = await this.needs.engine.call<Figures>("speech.figures", { pieces, marks });
    await this.keep(recordings, id, { figures, bands, marks });
  }

  /** Count what the transcript says; an empty one forgets what was counted. Rejects with EngineError or StoreError. */
  async count(id: string, text: string): Promise<void> {
    const recordings = await this.needs.openRecordings();
    const recording = await recordings.recording(id);
    if (!recording) return;
    const seconds = secondsOf(recording);
    const words = text.trim() ? await this.needs.engine.call<Words>("speech.words", { text, seconds }) : undefined;
    await this.keep(recordings, id, words ? { words, bands: await this.needs.engine.call<Band[]>("speech.bands", {}) } : { words });
  }

  /** Keep what is new of a result, and append it to the log. */
  private async keep(recordings: Recordings, id: string, news: { [Key in keyof Result]: Result[Key] | undefined }): Promise<void> {
    const [recording, before] = await Promise.all([recordings.recording(id), recordings.result(id)]);
    if (!recording) return;
    const whole = Object.fromEntries(Object.entries({ ...(before as Result | undefined), ...news }).filter(([, value]) => value !== undefined)) as Result;
    await recordings.keepResult(id, whole);
    const { session, label, made } = recording;
    // The picture can be made again from the recording, and would be most of the log.
    const { picture: _picture, ...figures } = (whole.figures ?? {}) as Record<string, unknown>;
    const payload = { session, recording: id, label, at: made, figures, transcript: whole.words ?? null };
    await (await this.needs.openStore()).append("speech", payload);
  }

  private become(id: string, run: Run, state: Progress["state"], share: number): void {
    run.progress = { state, share, trouble: "" };
    this.tell(id);
  }

  private tell(id: string): void {
    for (const listener of this.listeners) listener(id);
  }
}

/** Short pieces of samples as one. */
function joined(rows: ArrayBuffer[]): ArrayBuffer {
  const whole = new Uint8Array(rows.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const row of rows) {
    whole.set(new Uint8Array(row), at);
    at += row.byteLength;
  }
  return whole.buffer;
}

function sentence(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof EngineError && error.code !== "elsewhere" && error.code !== "deleted"
    ? `The sound could not be analysed (${reason}). The recording is kept: try again, or reload this page first.`
    : reason;
}
