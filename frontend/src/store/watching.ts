/** Hearing of a log that changes, for pages that show a fold over it. */

import type { Store } from "./store";

/** Many events come at once when a backup is restored. */
const LOOK_AGAIN_AFTER_MS = 500;

/**
 * Call `changed` a moment after events of some kinds were appended in any tab, and `closed` with the reason when the data is
 * closed to this page. Other errors reject the call that met them. Gives the function that ends it.
 */
export function watchLog(store: Store, kinds: ReadonlySet<string>, changed: () => void, closed: (reason: string) => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const ends = [
    store.onAppend(({ kind }) => {
      if (!kinds.has(kind)) return;
      clearTimeout(waiting);
      waiting = setTimeout(changed, LOOK_AGAIN_AFTER_MS);
    }),
    store.onError((error) => {
      if (error.fault === "closed") closed(error.message);
    }),
  ];
  return () => {
    clearTimeout(waiting);
    for (const end of ends) end();
  };
}
