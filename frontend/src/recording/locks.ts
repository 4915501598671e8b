/** Who works on a recording: told between the tabs of this browser by locks, which end with the tab that holds them. */

import type { Recording, Recordings } from "../store/recordings";

/** Held by the one tab that records. */
export const RECORDING = "greenroom-recording";
export const recordingLock = (id: string): string => `${RECORDING}:${id}`;
export const analysisLock = (id: string): string => `greenroom-analysis:${id}`;

/** Hold a lock; gives what lets it go, or undefined where another tab holds it. A browser without locks always gives it. */
export function hold(name: string): Promise<(() => void) | undefined> {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    const held = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined);
      return new Promise<void>((release) => resolve(release));
    });
    held.catch(() => resolve(() => {}));
  });
}

/** Names of the locks that any tab holds. */
async function heldLocks(): Promise<Set<string | undefined>> {
  const { held } = (await navigator.locks?.query()) ?? {};
  return new Set(held?.map(({ name }) => name));
}

/** Mark what a closed page has left in the middle; gives all recordings, the newest first. Rejects with StoreError where they cannot be read. */
export async function noteInterrupted(recordings: Recordings): Promise<Recording[]> {
  const all = await recordings.all();
  const open = all.filter(({ state }) => state === "recording");
  if (open.length === 0) return all;
  const held = await heldLocks().catch(() => undefined);
  if (!held) return all; // nobody can tell which of them go on
  const unmarked = new Set<string>();
  const mark = (recording: Recording): void => {
    if (recording.state === "recording") recording.state = "interrupted";
  };
  for (const { id } of open) {
    // On a full disk it cannot be written, and yet the reader must see it to delete it.
    if (!held.has(recordingLock(id))) await recordings.change(id, mark).catch(() => unmarked.add(id));
  }
  const marked = await recordings.all();
  for (const recording of marked) if (unmarked.has(recording.id)) mark(recording);
  return marked;
}
