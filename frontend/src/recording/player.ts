/** Plays a recording: its parts as one, from any place. */

import { secondsOf, type Recording, type Recordings } from "../store/recordings";
import { withLength } from "./webm";

/** The file of a part, with its length told where the browser left it out. */
export async function fileOf(recordings: Recordings, { id, parts }: Recording, number: number): Promise<Blob> {
  const { type, seconds } = parts[number]!;
  const blobs: Blob[] = [];
  for await (const portion of recordings.sound(id, number)) {
    if (blobs.length === 0 && type.includes("webm")) {
      const first = withLength(new Uint8Array(portion[0]!), seconds);
      if (first) portion[0] = first.buffer;
    }
    blobs.push(new Blob(portion));
  }
  return new Blob(blobs, { type });
}

export class Player {
  /** Why it cannot be played and what to do, or empty. */
  trouble = "";
  private readonly audio = new Audio();
  private readonly addresses: (Promise<string> | undefined)[] = [];
  private part = -1;
  private wanted = 0;
  private isOn = false;
  private turn = 0;

  constructor(
    private readonly recordings: Recordings,
    private readonly recording: Recording,
    /** Place, state or trouble have changed. */
    private readonly changed: () => void,
  ) {
    this.audio.ontimeupdate = () => {
      if (this.audio.seeking || this.part < 0) return;
      this.wanted = this.offset(this.part) + this.audio.currentTime;
      changed();
    };
    this.audio.onended = () => void this.next();
    this.audio.onerror = () => {
      if (!this.audio.src) return;
      this.fail("This browser cannot play the recording. Download it, and open it in another player.");
    };
  }

  get seconds(): number {
    return secondsOf(this.recording);
  }

  /** Seconds from the start. */
  get position(): number {
    return Math.min(this.wanted, this.seconds);
  }

  get isPlaying(): boolean {
    return this.isOn;
  }

  set speed(speed: number) {
    this.audio.defaultPlaybackRate = this.audio.playbackRate = speed;
  }

  async play(): Promise<void> {
    this.trouble = "";
    this.isOn = true;
    this.changed();
    if (this.wanted >= this.seconds - 0.05) this.wanted = 0;
    await this.load();
  }

  pause(): void {
    this.isOn = false;
    this.audio.pause();
    this.changed();
  }

  /** Go to a place, in seconds from the start. */
  seek(seconds: number): void {
    this.wanted = Math.max(0, Math.min(this.seconds, seconds));
    this.changed();
    if (this.part >= 0 || this.isOn) void this.load();
  }

  /** Let the sound go. */
  end(): void {
    this.isOn = false;
    this.turn += 1;
    this.audio.pause();
    this.audio.removeAttribute("src");
    for (const address of this.addresses) void address?.then((url) => URL.revokeObjectURL(url));
  }

  private offset(part: number): number {
    return this.recording.parts.slice(0, part).reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** Bring the wanted place into the player, and play it if it is to play. A part without sound, cut off at once, is passed over. */
  private async load(): Promise<void> {
    const turn = (this.turn += 1);
    const { parts } = this.recording;
    let part = parts.findIndex(({ rows }, number) => rows > 0 && this.wanted < this.offset(number + 1));
    if (part < 0) part = parts.findLastIndex(({ rows }) => rows > 0);
    try {
      const address = await (this.addresses[part] ??= fileOf(this.recordings, this.recording, part).then((file) => URL.createObjectURL(file)));
      if (turn !== this.turn) return;
      if (part !== this.part) this.audio.src = address;
      this.part = part;
      this.audio.currentTime = Math.max(0, this.wanted - this.offset(part));
      if (this.isOn) await this.audio.play();
    } catch (error) {
      if (turn !== this.turn || (error instanceof Error && error.name === "AbortError")) return;
      this.fail(error instanceof Error ? `The recording could not be played (${error.message}). Try again, or download it.` : String(error));
    }
  }

  private async next(): Promise<void> {
    const next = this.recording.parts.findIndex(({ rows }, number) => number > this.part && rows > 0);
    if (next >= 0) {
      this.wanted = this.offset(next);
      await this.load();
      return;
    }
    this.isOn = false;
    this.wanted = this.seconds;
    this.changed();
  }

  private fail(trouble: string): void {
    this.trouble = trouble;
    this.isOn = false;
    this.changed();
  }
}
