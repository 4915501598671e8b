/** The bell between two steps: a short Web Audio tone, booked ahead because a hidden page's own timers may run late. */

const PITCH = 740;
/** Seconds. */
const LENGTH = 0.45;
const LOUDNESS = 0.2;
/** Bookings closer than this, in seconds, are the same bell. */
const SAME = 0.3;

interface Booking {
  at: number;
  source: OscillatorNode;
}

/** Rings where the browser lets it and is silent where it does not; no method throws. */
export class StepBell {
  #context: AudioContext | undefined;
  #booked: Booking[] = [];

  /** Ask for sound; browsers grant it while or after the reader presses something on the page. */
  unlock(): void {
    try {
      this.#context ??= new AudioContext();
      if (this.#context.state !== "running") void this.#context.resume().catch(() => undefined);
    } catch {
      this.#context = undefined;
    }
  }

  /** Make these, and only these, the bells to come; milliseconds from now. */
  book(ahead: readonly number[]): void {
    const context = this.#context;
    if (!context || context.state !== "running") return;
    const now = context.currentTime;
    const wanted = ahead.map((ms) => now + ms / 1000);
    const stays = ({ at }: Booking): boolean => at <= now || wanted.some((bell) => Math.abs(bell - at) < SAME);
    for (const booking of this.#booked) if (!stays(booking)) booking.source.disconnect();
    this.#booked = this.#booked.filter((booking) => stays(booking) && booking.at > now - 10);
    for (const bell of wanted) if (!this.#booked.some(({ at }) => Math.abs(bell - at) < SAME)) this.#play(context, bell);
  }

  /** Give the sound device back. */
  close(): void {
    this.book([]);
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.#booked = [];
  }

  #play(context: AudioContext, at: number): void {
    try {
      const source = new OscillatorNode(context, { frequency: PITCH, type: "sine" });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
      source.connect(volume).connect(context.destination);
      source.start(at);
      source.stop(at + LENGTH);
      this.#booked.push({ at, source });
    } catch {
      // No sound device: the step is still shown and announced.
    }
  }
}
