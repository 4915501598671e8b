/** Sound made small for the engine: one channel of about 8,000 samples a second, 16 bits each. Plain logic. */

/** The engine hears no more than speech needs; below this rate vowels lose what tells them from noise. */
const LEAST_RATE = 8000;

/** By how much a rate is divided, so that 8,000 to 8,800 samples a second remain of the usual 44,100 and 48,000. */
export function divisor(rate: number): number {
  return Math.max(1, Math.floor(rate / LEAST_RATE));
}

/** A sample between -1 and 1 as 16 bits. */
export function toInt16(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
}

/**
 * Averages every few samples into one, and gives what it has in pieces of about a second. The weights rise over one group and
 * fall over the next: a plain mean would let sibilants above half the new rate come back as false sound among the vowels, and
 * a quarter too many syllables be counted.
 */
export class Averager {
  private piece: Int16Array;
  private filled = 0;
  private before = 0;
  private rising = 0;
  private falling = 0;
  private count = 0;

  constructor(
    private readonly every: number,
    private readonly size: number,
    private readonly give: (piece: Int16Array) => void,
  ) {
    this.piece = new Int16Array(size);
  }

  take(samples: Float32Array): void {
    for (let index = 0; index < samples.length; index += 1) {
      this.rising += this.count * samples[index]!;
      this.falling += (this.every - this.count) * samples[index]!;
      this.count += 1;
      if (this.count < this.every) continue;
      this.piece[this.filled] = toInt16((this.before + this.falling) / this.every ** 2);
      this.filled += 1;
      this.before = this.rising;
      this.rising = this.falling = this.count = 0;
      if (this.filled === this.size) this.flush();
    }
  }

  /** Give what there is of an unfinished piece. */
  flush(): void {
    if (this.filled > 0) this.give(this.piece.slice(0, this.filled));
    this.filled = 0;
  }
}

/** Largest amount and mean square of some samples. */
export function loudness(samples: Float32Array): { peak: number; power: number } {
  let peak = 0;
  let power = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const sample = samples[index]!;
    peak = Math.max(peak, Math.abs(sample));
    power += sample * sample;
  }
  return { peak, power: samples.length > 0 ? power / samples.length : 0 };
}

/** Several channels as one, 16 bits, from sample `from` to `to`. */
export function mixed(channels: Float32Array[], from: number, to: number): Int16Array {
  const result = new Int16Array(to - from);
  for (let index = from; index < to; index += 1) {
    let sum = 0;
    for (const channel of channels) sum += channel[index]!;
    result[index - from] = toInt16(sum / channels.length);
  }
  return result;
}
