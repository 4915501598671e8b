/** The timer's bell: short Web Audio tones, booked ahead because a hidden page's own timers may run a minute late. */

export type Tone = "soft" | "end" | "step";

/** Pitch in hertz, start and length in seconds, loudness from 0 to 1. */
const TONES: Record<Tone, readonly { pitch: number; from: number; length: number; gain: number }[]> = {
  soft: [{ pitch: 660, from: 0, length: 0.35, gain: 0.12 }],
  end: [
    { pitch: 880, from: 0, length: 0.3, gain: 0.3 },
    { pitch: 660, from: 0.32, length: 0.55, gain: 0.3 },
  ],
  step: [{ pitch: 740, from: 0, length: 0.45, gain: 0.2 }],
};
/** A booking due within so many seconds rings in any case: the clock of the sound and that of the page never quite agree. */
const NEAR = 0.3;
/** A bell this close, in seconds, to a booking of its tone that rings or has rung is the same bell. */
const SAME_BELL = 1.5;
/** A booking further ahead is made anew where its bell has moved by so many seconds. */
const MOVED = 0.1;

interface Booking {
  kind: Tone;
  at: number;
  sources: OscillatorNode[];
}

/** Rings where the browser lets it and is silent where it does not; no method throws. */
export class BellSound {
  #context: AudioContext | undefined;
  #booked: Booking[] = [];
  #onChange: () => void;

  /** `onChange` is called when the browser starts or stops allowing sound, and when a booked tone has rung. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Whether the browser allows sound now. */
  get allowed(): boolean {
    return this.#context?.state === "running";
  }

  /** Ask for sound; browsers grant it while or after the reader presses something on the page. */
  unlock(): void {
    try {
      if (!this.#context) {
        this.#context = new AudioContext();
        this.#context.addEventListener("statechange", this.#onChange);
      }
      if (this.#context.state !== "running") void this.#context.resume().catch(() => undefined);
    } catch {
      this.#context = undefined;
    }
  }

  /** Make these, and only these, the bells to come; one that is due just now is still heard. */
  book(ahead: readonly { kind: Tone; inMs: number }[]): void {
    const context = this.#context;
    if (!context || context.state !== "running") return this.cancel();
    const now = context.currentTime;
    const wanted = ahead.map(({ kind, inMs }) => ({ kind, at: now + inMs / 1000 }));
    const isNear = (booking: Booking): boolean => booking.at <= now + NEAR;
    const held = (bell: { kind: Tone; at: number }, booking: Booking): boolean =>
      bell.kind === booking.kind && Math.abs(bell.at - booking.at) < (isNear(booking) ? SAME_BELL : MOVED);
    this.#keep((booking) => isNear(booking) || wanted.some((bell) => held(bell, booking)));
    for (const bell of wanted) if (!this.#booked.some((booking) => held(bell, booking))) this.#play(bell.kind, bell.at);
  }

  /** Ring now, unless a booking of the same tone has just done so. */
  ring(kind: Tone): void {
    if (this.#context && this.allowed) this.book([{ kind, inMs: 0 }]);
  }

  /** Ring none of the bells to come, however near. */
  cancel(): void {
    const now = this.#context?.currentTime ?? 0;
    this.#keep((booking) => booking.at <= now);
  }

  /** Give the sound device back. */
  close(): void {
    this.cancel();
    this.#context?.removeEventListener("statechange", this.#onChange);
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.#booked = [];
  }

  #keep(stays: (booking: Booking) => boolean): void {
    const now = this.#context?.currentTime ?? 0;
    for (const booking of this.#booked) {
      if (!stays(booking)) for (const source of booking.sources) source.disconnect();
    }
    this.#booked = this.#booked.filter((booking) => stays(booking) && booking.at > now - 10);
  }

  #play(kind: Tone, at: number): void {
    const context = this.#context;
    if (!context) return;
    try {
      const sources = TONES[kind].map(({ pitch, from, length, gain }) => {
        const source = new OscillatorNode(context, { frequency: pitch, type: "sine" });
        const volume = new GainNode(context, { gain: 0 });
        const start = Math.max(context.currentTime, at) + from;
        volume.gain.setValueAtTime(0, start);
        volume.gain.linearRampToValueAtTime(gain, start + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
        source.connect(volume).connect(context.destination);
        source.start(start);
        source.stop(start + length);
        // Unlike the page's own timers, this comes in time when the page is hidden.
        source.addEventListener("ended", () => this.#onChange());
        return source;
      });
      this.#booked.push({ kind, at, sources });
    } catch {
      // A browser without a sound device: the bell is still shown and announced.
    }
  }
}
