/** The isolated Pythons of the page: shared by all tools that run the reader's code, and kept over an instant navigation. */

import { RunnerPool } from "../engine/pool";
import { SandboxHost } from "../engine/sandbox-host";

let pool: RunnerPool | undefined;
const listeners = new Set<() => void>();
let part = 0;

function tell(): void {
  for (const listener of listeners) listener();
}

/** The pool; the first call makes it, and loads nothing yet. */
export function pythons(): RunnerPool {
  pool ??= new RunnerPool(
    new SandboxHost((loaded) => {
      part = loaded;
      tell();
    }),
    { onState: tell },
  );
  return pool;
}

/** The part (0 to 1) of the runtime that has arrived. */
export function loadedPart(): number {
  return part;
}

/** Be told when the pool's state or the loaded part changes; gives the function that ends it. */
export function onPythons(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
