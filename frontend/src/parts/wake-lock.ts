/** Keeps the screen on while a run goes on. Silent where the browser has no such thing or refuses it. */

export class WakeLock {
  #wanted = false;
  #held: WakeLockSentinel | undefined;
  #asking = false;
  /** The browser said no, as it does on a low battery; it is asked again when the page is looked at anew. */
  #refused = false;

  /** Say whether the screen should stay on; may be called as often as is handy. */
  want(wanted: boolean): void {
    if (wanted !== this.#wanted) this.#refused = false;
    this.#wanted = wanted;
    if (wanted) void this.#ask();
    else this.#release();
  }

  /** To be called when the page is shown: the browser takes the lock back from a hidden page. */
  shown(): void {
    this.#refused = false;
    if (this.#wanted) void this.#ask();
  }

  async #ask(): Promise<void> {
    const hidden = document.visibilityState !== "visible";
    if (this.#held || this.#asking || this.#refused || hidden || !("wakeLock" in navigator)) return;
    this.#asking = true;
    try {
      const sentinel = await navigator.wakeLock.request("screen");
      this.#held = sentinel;
      sentinel.addEventListener("release", () => {
        if (this.#held === sentinel) this.#held = undefined;
      });
    } catch {
      this.#refused = true;
    } finally {
      this.#asking = false;
    }
    if (!this.#wanted) this.#release(); // Paused while the browser was asked.
  }

  #release(): void {
    const sentinel = this.#held;
    this.#held = undefined;
    void sentinel?.release().catch(() => undefined);
  }
}
