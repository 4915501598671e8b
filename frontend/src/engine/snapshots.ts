/**
 * A started Python, put away on the reader's own device: the next visit, and each spare, starts from it in a fraction of the
 * time. It is made by a worker that never runs the reader's code, kept in the site's Cache Storage, which runners cannot
 * reach, and used only by the same build of the site in the same browser. Without it everything works, a little later.
 */

import { startBeside } from "./beside";
import type { Snapshot } from "./boot";
import { RUNTIME_ADDRESSES, RUNTIME_BASE, WORKER_URL } from "./runtime";

const CACHE = "greenroom-snapshot-1";
const SUM_HEADER = "x-greenroom-sha256";
const BROWSER_HEADER = "x-greenroom-browser";
/** One snapshot fits one runtime and one worker script. */
const ADDRESS = new URL(`snapshot?${WORKER_URL.pathname.split("/").at(-1)}`, RUNTIME_BASE).href;

/** Stillness before a snapshot is made, so that it disturbs neither typing nor a run. */
const STILL_MS = 3_000;
/** Room the browser must have left for this site: several times what a snapshot takes. */
const ROOM_BYTES = 500e6;
/** Gigabytes of the device's memory below which nothing is put away. */
const MEMORY_GIGABYTES = 2;

/** The snapshot kept for this build in this browser, if there is one. Never rejects. */
export async function findSnapshot(): Promise<Snapshot | undefined> {
  try {
    const kept = await look();
    return kept && { bytes: await kept.blob(), sha256: kept.headers.get(SUM_HEADER) ?? "" };
  } catch {
    return undefined; // no Cache Storage here
  }
}

async function look(): Promise<Response | undefined> {
  const kept = await caches.match(ADDRESS, { cacheName: CACHE });
  return kept?.headers.get(BROWSER_HEADER) === navigator.userAgent ? kept : undefined;
}

/** Whether a snapshot and all it needs lie on this device, so that a start costs no download. Never rejects. */
export async function startsFromDevice(): Promise<boolean> {
  try {
    const needed = [look(), ...[...RUNTIME_ADDRESSES, WORKER_URL].map((address) => caches.match(address))];
    return (await Promise.all(needed)).every(Boolean);
  } catch {
    return false;
  }
}

/** Remove what is kept, of this build and of older ones. Never rejects. */
export async function forgetSnapshot(): Promise<void> {
  await globalThis.caches?.delete(CACHE).catch(() => false);
}

/** Make and keep a snapshot when the page has been still for a while. Gives it, or undefined where there is to be none. */
export async function keepSnapshot(busy: () => boolean): Promise<Snapshot | undefined> {
  try {
    if (!(await worthwhile())) return undefined;
    await still(busy);
    // One tab makes it for all.
    return await navigator.locks.request("greenroom-snapshot", { ifAvailable: true }, async (lock) => {
      if (!lock) return undefined;
      return (await findSnapshot()) ?? (await put(await make()));
    });
  } catch {
    return undefined;
  }
}

async function worthwhile(): Promise<boolean> {
  const { connection, deviceMemory } = navigator as { connection?: { saveData?: boolean }; deviceMemory?: number };
  if (connection?.saveData === true || (deviceMemory ?? Infinity) < MEMORY_GIGABYTES) return false;
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota - usage > ROOM_BYTES;
}

/** Resolves when for a while no code has run and nothing was typed, pressed or moved, and the page is in view. */
async function still(busy: () => boolean): Promise<void> {
  let last = performance.now();
  const signs = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"];
  const moved = (): void => void (last = performance.now());
  for (const sign of signs) addEventListener(sign, moved, { passive: true, capture: true });
  try {
    while (performance.now() - last < STILL_MS) {
      await new Promise((resolve) => setTimeout(resolve, STILL_MS / 4));
      if (busy() || document.hidden) moved();
    }
  } finally {
    for (const sign of signs) removeEventListener(sign, moved, { capture: true });
  }
}

/** Start a Python of this origin for the purpose, take its memory, and try it once. Rejects when it does not serve. */
async function make(): Promise<Snapshot> {
  const maker = await startBeside("maker", Promise.resolve(undefined));
  const snapshot = await maker.link.call<Snapshot>("snapshot.take", {}).finally(maker.end);
  const trial = await startBeside("engine", Promise.resolve(snapshot));
  try {
    if ((await trial.link.ready) !== "snapshot") throw new Error("the snapshot cannot be loaded");
    await trial.link.call("judge.warm_up", {});
  } finally {
    trial.end();
  }
  return snapshot;
}

/** Keep it in the place of all older ones. */
async function put(snapshot: Snapshot): Promise<Snapshot> {
  await forgetSnapshot();
  const headers = {
    "content-type": "application/octet-stream",
    [SUM_HEADER]: snapshot.sha256,
    [BROWSER_HEADER]: navigator.userAgent,
  };
  await (await caches.open(CACHE)).put(ADDRESS, new Response(snapshot.bytes, { headers }));
  return (await findSnapshot()) ?? snapshot;
}
