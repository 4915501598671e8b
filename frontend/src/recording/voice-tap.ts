/**
 * The module of the sound's own thread: taps the microphone beside the recorder. It posts samples for the engine in pieces of
 * about a second, and how loud it is ten times a second.
 */

import { Averager, divisor, loudness } from "./samples";
import { TAP_NAME, type TapRequest, type TapMessage } from "./tap-messages";

// The names of that thread, which the page's own library of types lacks.
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}

class VoiceTap extends AudioWorkletProcessor {
  private readonly every = divisor(sampleRate);
  private readonly averager = new Averager(this.every, Math.round(sampleRate / this.every), (piece) => {
    const bytes = piece.buffer as ArrayBuffer;
    this.port.postMessage({ samples: bytes } satisfies TapMessage, [bytes]);
  });
  private paused = false;
  private ended = false;
  private peak = 0;
  private power = 0;
  private blocks = 0;
  private measured = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<TapRequest>) => {
      this.paused = data === "pause";
      if (data !== "end") return;
      this.averager.flush();
      this.ended = true;
      this.port.postMessage({ ended: true } satisfies TapMessage);
    };
  }

  /** Called for every 128 samples; false ends it. */
  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    if (this.ended) return false;
    if (!samples || this.paused) return true;
    this.averager.take(samples);
    const { peak, power } = loudness(samples);
    this.peak = Math.max(this.peak, peak);
    this.power += power;
    this.blocks += 1;
    this.measured += samples.length;
    if (this.measured >= sampleRate / 10) {
      const seconds = this.measured / sampleRate;
      this.port.postMessage({ peak: this.peak, power: this.power / this.blocks, seconds } satisfies TapMessage);
      this.peak = this.power = this.blocks = this.measured = 0;
    }
    return true;
  }
}

registerProcessor(TAP_NAME, VoiceTap);
