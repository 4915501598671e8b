/** Giving the page its turn in the middle of long work, so that a press or a key never waits for it. */

declare const scheduler: { yield?: () => Promise<void> } | undefined;

/** Give the page its turn. A timer would do, but browsers slow those down. */
export function rest(): Promise<void> {
  if (typeof scheduler !== "undefined" && scheduler.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
