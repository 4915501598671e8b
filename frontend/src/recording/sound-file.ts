/** A sound file as samples for the engine: one from the reader's phone, or one that this browser recorded itself. */

import { size } from "../parts/sizes";
import { randomId } from "../store/log-event";
import type { Recording, Recordings } from "../store/recordings";
import { hold, recordingLock } from "./locks";
import { mixed } from "./samples";
import { lengthWords } from "./words";

/** The engine needs no more, and the browser's own resampler is better than averaging. */
const RATE = 8000;
const LONGEST_S = 90 * 60;
const LARGEST = 400_000_000;
/** Rows of a second that are written at a time. */
const ROWS = 10;
/** Bytes of a file that are written at a time. */
const SLICE = 1 << 18;
const METADATA_MS = 15_000;

/** Why a file is not taken: what was found, what to do. */
export class SoundFileError extends Error {
  override name = "SoundFileError";
}

/** Length of a sound file in seconds, Infinity where it does not say. Rejects with SoundFileError. */
function lengthOf(file: Blob): Promise<number> {
  const audio = new Audio();
  const address = URL.createObjectURL(file);
  return new Promise<number>((resolve, reject) => {
    audio.preload = "metadata";
    audio.onloadedmetadata = () => resolve(audio.duration);
    audio.onerror = () => reject(new SoundFileError(unreadable));
    setTimeout(() => resolve(Infinity), METADATA_MS);
    audio.src = address;
  }).finally(() => {
    audio.removeAttribute("src");
    URL.revokeObjectURL(address);
  });
}

const unreadable = "This browser cannot read the file as sound. Save it as WAV, MP3 or M4A, then choose it again.";

/** A file's sound at the engine's rate. Rejects with SoundFileError. */
export async function decoded(bytes: ArrayBuffer): Promise<AudioBuffer> {
  try {
    return await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
  } catch {
    throw new SoundFileError(unreadable);
  }
}

/** Let the page do what waits: a turn of the event loop. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Write samples beside a part, a second a row. `source` gives 16-bit samples from one to another place. Rejects with StoreError. */
export async function keepSamples(
  recordings: Recordings,
  at: { id: string; part: number },
  of: { length: number; rate: number; source(from: number, to: number): Int16Array },
): Promise<void> {
  const { length, rate, source } = of;
  for (let from = 0; from < length; ) {
    const rows: ArrayBuffer[] = [];
    while (rows.length < ROWS && from < length) {
      const to = Math.min(length, from + rate);
      rows.push(source(from, to).slice().buffer as ArrayBuffer);
      from = to;
    }
    await recordings.append(at.id, at.part, [], rows, from / rate);
    await breathe();
  }
}

/** Write the samples of decoded sound beside a part. */
export async function keepBuffer(recordings: Recordings, at: { id: string; part: number }, buffer: AudioBuffer): Promise<void> {
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, index) => buffer.getChannelData(index));
  await keepSamples(recordings, at, { length: buffer.length, rate: buffer.sampleRate, source: (from, to) => mixed(channels, from, to) });
}

/** Keep a file as a recording with its samples; gives its id. Rejects with SoundFileError or StoreError, and then keeps nothing of it. */
export async function takeFile(recordings: Recordings, file: File, made: number): Promise<string> {
  if (file.size === 0) throw new SoundFileError("The file is empty. Choose another.");
  if (file.size > LARGEST) {
    throw new SoundFileError(`The file has ${size(file.size)}; more than ${size(LARGEST)} is not read. Save the answer you want to hear about as a file of its own.`);
  }
  const seconds = await lengthOf(file);
  if (seconds !== Infinity && seconds > LONGEST_S) throw tooLong(seconds);
  const buffer = await decoded(await file.arrayBuffer());
  if (buffer.duration > LONGEST_S) throw tooLong(buffer.duration);
  const label = file.name.replace(/\.[^.]*$/, "");
  return wholeOrNothing(recordings, { session: "", label, made }, async (id) => {
    const part = await recordings.addPart(id, file.type || "audio/wav", RATE);
    for (let from = 0; from < file.size; from += SLICE) {
      await recordings.append(id, part, [await file.slice(from, from + SLICE).arrayBuffer()], []);
    }
    await keepBuffer(recordings, { id, part }, buffer);
  });
}

/** Begin a recording of sound that is there already, and `fill` it; gives its id. Where that rejects, nothing of it is kept. */
export async function wholeOrNothing(
  recordings: Recordings,
  told: Pick<Recording, "session" | "label" | "made">,
  fill: (id: string) => Promise<void>,
): Promise<string> {
  const id = randomId();
  const release = await hold(recordingLock(id)); // without it, another tab would take this for a file half read
  try {
    await recordings.begin({ ...told, id, origin: "file" });
    await fill(id);
    await recordings.change(id, (recording) => (recording.state = "stopped"));
    return id;
  } catch (error) {
    await recordings.remove(id).catch(() => {});
    throw error;
  } finally {
    release?.();
  }
}

/**
 * Remove the files that a closed page had only half read: half of one must not pass for the whole, and the reader still has it.
 * Gives those that are left of `all`, and those removed.
 */
export async function withoutHalves(recordings: Recordings, all: Recording[]): Promise<{ left: Recording[]; removed: Recording[] }> {
  const removed: Recording[] = [];
  for (const each of all) {
    // Without locks nobody can tell whether this page still reads it.
    if (each.origin !== "file" || each.state !== "interrupted" || !navigator.locks) continue;
    await recordings.remove(each.id).then(
      () => removed.push(each),
      () => {}, // then it stands there as cut off
    );
  }
  return { left: all.filter((each) => !removed.includes(each)), removed };
}

function tooLong(seconds: number): SoundFileError {
  return new SoundFileError(`The file has ${lengthWords(seconds)} of sound; more than ${lengthWords(LONGEST_S)} is not read. Cut out the answer you want to hear about.`);
}
