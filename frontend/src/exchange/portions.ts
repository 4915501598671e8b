/** Long work on the page in portions, so that a press or a key never waits for it. */

import { rest } from "../parts/rest";

/** Milliseconds of work after which the page gets its turn. */
const PORTION_MS = 12;

/** Work that was given up because the reader wants it no more. */
export class Stopped extends Error {
  override name = "Stopped";
}

/**
 * Do `work` on each item in turn and rest between portions. `heard` is told how many are done; the work ends with `Stopped`
 * when `signal` says so.
 */
export async function inPortions<T>(
  items: readonly T[],
  work: (item: T) => void,
  { signal, heard }: { signal: AbortSignal; heard?: (done: number) => void },
): Promise<void> {
  let until = performance.now() + PORTION_MS;
  for (const [place, item] of items.entries()) {
    if (performance.now() >= until) {
      heard?.(place);
      await rest();
      until = performance.now() + PORTION_MS;
    }
    if (signal.aborted) throw new Stopped();
    work(item);
  }
}
