/** Reads one text at a time out by the browser's own voice. */

import { hush, say } from "../parts/voice";

export class ReadingVoice {
  /** Whether a text is being read out. */
  isReading = false;
  #turn = 0;

  /** Read a text out; `done` is called when it has been said, and not where it was ended. */
  read(text: string, done: () => void): void {
    const turn = (this.#turn += 1);
    this.isReading = true;
    void say(text).then(() => {
      if (turn !== this.#turn) return;
      this.isReading = false;
      done();
    });
  }

  end(): void {
    this.#turn += 1;
    if (this.isReading) hush();
    this.isReading = false;
  }
}
