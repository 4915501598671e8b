/** The microphone: opens it, records it, taps it for the engine, and says in words why it cannot. */

import { divisor } from "./samples";
import { TAP_NAME, type TapMessage, type TapRequest } from "./tap-messages";

/** Written into the bundle by the build. */
declare const TAP_FILE: string;

/** Speech needs no more, and 45 minutes are 11 MB. */
const BITS_A_SECOND = 32_000;
/** How often the browser hands over what it has recorded; so much can be lost when a page is closed. */
const TIMESLICE_MS = 1000;
/** The last samples come within this time, or not at all. */
const LAST_SAMPLES_MS = 1000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4"];

/** Why nothing is recorded, in words for the reader: what happened, what to do. */
export class MicrophoneError extends Error {
  override name = "MicrophoneError";
}

export interface Listener {
  sound(bytes: Blob): void;
  samples(bytes: ArrayBuffer): void;
  /** How loud the last `seconds` were, about a tenth: largest amount, and mean square. */
  level(peak: number, power: number, seconds: number): void;
  /** The system cut the microphone off, or gives it back, without ending it. */
  muted(isMuted: boolean): void;
  /** No more comes: it was unplugged, or its permission was taken back. */
  lost(sentence: string): void;
}

const TROUBLES: Record<string, string> = {
  NotAllowedError:
    "The microphone was not allowed. Allow it for this site (the sign beside the address shows the choice, and the system's own settings have one too), then press Record again.",
  NotFoundError: "No microphone was found. Plug one in or switch it on, then press Record again.",
  NotReadableError: "The microphone could not be opened. Another program may hold it: close that program, then press Record again.",
  NotSupportedError: "This browser gives no site a microphone. Use another, or record with your phone and open the file under Recordings.",
  AbortError: "The microphone could not be opened. Unplug it and plug it in again, then press Record again.",
  SecurityError: "This browser does not let the site use a microphone. Allow it in the browser's settings, then press Record again.",
};

/** Whether this browser records at all; otherwise a sentence. */
export function cannotRecord(): string {
  if (!window.isSecureContext) return "Recording works only at a secure address, one that begins with https. Record with your phone instead and open the file under Recordings.";
  if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") {
    return "This browser cannot record sound. Use a newer one, or record with your phone and open the file under Recordings.";
  }
  return "";
}

function trouble(error: unknown): MicrophoneError {
  const name = error instanceof Error ? error.name : "";
  const reason = error instanceof Error ? error.message : String(error);
  return new MicrophoneError(TROUBLES[name] ?? `The microphone could not be opened (${reason}). Reload this page, then press Record again.`);
}

export class Microphone {
  private quiet = false;

  private constructor(
    private readonly stream: MediaStream,
    private readonly recorder: MediaRecorder,
    private readonly tap: Tap | undefined,
  ) {}

  /** Ask for the microphone. Rejects with MicrophoneError. */
  static async open(listener: Listener): Promise<Microphone> {
    const reason = cannotRecord();
    if (reason) throw new MicrophoneError(reason);
    let stream: MediaStream;
    try {
      // As it is spoken: what the browser does to please a listener changes level and pauses.
      const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
      stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch (error) {
      throw trouble(error);
    }
    try {
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS_A_SECOND, ...(mimeType ? { mimeType } : {}) });
      const tap = await Tap.on(stream, listener).catch(() => undefined); // then the sound is read after the end
      const made = new Microphone(stream, recorder, tap);
      made.listen(listener);
      return made;
    } catch (error) {
      for (const track of stream.getTracks()) track.stop();
      throw trouble(error);
    }
  }

  /** Media type of what is recorded. */
  get type(): string {
    return this.recorder.mimeType || "audio/webm";
  }

  /** Samples a second that the tap gives, 0 without one. */
  get rate(): number {
    return this.tap?.rate ?? 0;
  }

  start(): void {
    this.tap?.send("resume");
    this.recorder.start(TIMESLICE_MS);
  }

  pause(): void {
    if (this.recorder.state === "recording") this.recorder.pause();
    this.tap?.send("pause");
  }

  resume(): void {
    if (this.recorder.state === "paused") this.recorder.resume();
    this.tap?.send("resume");
  }

  /** End all, and let the microphone go; resolves when the last sound has been handed over. */
  async stop(): Promise<void> {
    this.quiet = true;
    const ended = new Promise<void>((resolve) => {
      if (this.recorder.state === "inactive") return resolve();
      this.recorder.addEventListener("stop", () => resolve(), { once: true });
      this.recorder.stop();
    });
    await Promise.all([ended, this.tap?.end()]);
    for (const track of this.stream.getTracks()) track.stop();
  }

  private listen(listener: Listener): void {
    this.recorder.ondataavailable = ({ data }) => data.size > 0 && listener.sound(data);
    const lose = (sentence: string): void => {
      if (this.quiet) return;
      this.quiet = true;
      listener.lost(sentence);
    };
    const unplugged = "The microphone is gone: it was unplugged, or its permission was taken back. Recording has stopped, and all until then is kept. Connect it again, then go on.";
    this.recorder.onerror = () => lose("The browser stopped recording. All until then is kept. Press Record to go on.");
    for (const track of this.stream.getAudioTracks()) {
      track.onended = () => lose(unplugged);
      track.onmute = () => listener.muted(true);
      track.onunmute = () => listener.muted(false);
      if (track.muted) listener.muted(true);
    }
    // Some browsers end the recorder before they tell of the track.
    this.recorder.addEventListener("stop", () => lose(unplugged));
  }
}

/** The sound's own thread beside the recorder. */
class Tap {
  private constructor(
    private readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
    private readonly source: MediaStreamAudioSourceNode,
  ) {}

  static async on(stream: MediaStream, listener: Listener): Promise<Tap> {
    const context = new AudioContext();
    try {
      await context.audioWorklet.addModule(new URL(TAP_FILE, import.meta.url));
      const node = new AudioWorkletNode(context, TAP_NAME, { channelCount: 1, channelCountMode: "explicit" });
      const source = context.createMediaStreamSource(stream);
      const tap = new Tap(context, node, source);
      tap.send("pause"); // until the recorder starts
      node.port.onmessage = ({ data }: MessageEvent<TapMessage>) => {
        if ("samples" in data) listener.samples(data.samples);
        else if ("peak" in data) listener.level(data.peak, data.power, data.seconds);
      };
      source.connect(node);
      node.connect(context.destination); // it gives silence; what leads nowhere is not run
      if (context.state === "suspended") void context.resume();
      return tap;
    } catch (error) {
      void context.close();
      throw error;
    }
  }

  get rate(): number {
    const { sampleRate } = this.context;
    return Math.round(sampleRate / divisor(sampleRate));
  }

  send(request: TapRequest): void {
    this.node.port.postMessage(request);
  }

  async end(): Promise<void> {
    const last = new Promise<void>((resolve) => {
      this.node.port.addEventListener("message", ({ data }: MessageEvent<TapMessage>) => "ended" in data && resolve());
      setTimeout(resolve, LAST_SAMPLES_MS); // a device that is gone may have stopped that thread
    });
    this.send("end");
    await last;
    this.source.disconnect();
    this.node.disconnect();
    await this.context.close().catch(() => {});
  }
}
