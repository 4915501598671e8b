/** One press of Record: from the question for the microphone until all is on disk. What it looks like is not its business. */

import { randomId } from "../store/log-event";
import { secondsOf, type Recording, type Recordings } from "../store/recordings";
import { StoreError } from "../store/store";
import { hold, noteInterrupted, RECORDING, recordingLock } from "./locks";
import { Microphone, MicrophoneError, type Listener } from "./microphone";
import { clock, lengthWords } from "./words";

export type TakeState = "off" | "asking" | "recording" | "paused" | "stopped" | "failed";

/** Silence of a working microphone is never this exact, in any room. */
const DIGITAL_SILENCE = 1 / 32768;
const SILENT_FOR_S = 5;
/** A gap in what comes from the microphone that only a sleep explains. */
const SLEPT_S = 3;
const SETTLES_MS = 1500;

const SILENT =
  "No sound arrives: the microphone is muted, or the system listens to another one. Look at the switch on the headset and at the system's sound settings. Recording goes on.";
const MUTED = "The system has muted the microphone, as for a call. Recording goes on when it comes back; until then there is silence.";
const ELSEWHERE = "Another tab of this browser is recording. Stop it there, then press Record here.";
const FLEETING =
  "This browser keeps nothing for this site, so the recording lives only until you leave or reload this page. Download it before you go.";

/** What a take needs from outside. */
export interface TakeNeeds {
  openRecordings(): Promise<Recordings>;
  openMicrophone(listener: Listener): Promise<Microphone>;
  /** Milliseconds of a clock that is never set. */
  now(): number;
  /** Milliseconds since 1970. */
  today(): number;
  /** State, seconds or sentences have changed. */
  changed(): void;
  /** How loud the last tenth of a second was: largest amount, and mean square. */
  level(peak: number, power: number): void;
  /** More of a recording is on disk. */
  kept(id: string): void;
}

export class Take {
  state: TakeState = "off";
  /** What went wrong and what to do, or empty. */
  trouble = "";
  /** What the reader should know though it goes on, or empty. */
  note = "";
  /** The recording under way, or the last one. */
  id = "";

  private recordings: Recordings | undefined;
  private microphone: Microphone | undefined;
  private release: (() => void)[] = [];
  private part = 0;
  /** Ended before the browser had given the microphone. */
  private calledOff = false;
  /** Seconds of the parts before this one, and of this one. */
  private before = 0;
  private sounded = 0;
  /** Seconds that passed while the microphone gave nothing, as far as they have been told. */
  private missed = 0;
  private silent = 0;
  /** When running last began, by `now`, and the milliseconds it ran before. */
  private runsSince: number | undefined;
  private ran = 0;
  private lastLevel = 0;
  private sound: Blob[] = [];
  private samples: ArrayBuffer[] = [];
  private writing: Promise<void> | undefined;
  private ending: Promise<void> | undefined;
  private begun: { text: string; thinking: boolean } | undefined;

  constructor(private readonly needs: TakeNeeds) {}

  /** Seconds recorded, all parts together. */
  get seconds(): number {
    return this.before + (this.microphone && this.microphone.rate === 0 ? this.elapsed() : this.sounded);
  }

  /** Whether the microphone tells how loud it is. */
  get hasLevel(): boolean {
    return (this.microphone?.rate ?? 0) > 0;
  }

  get isRunning(): boolean {
    return this.state === "recording" || this.state === "paused";
  }

  /** Ask for the microphone and record: a new part of the recording `goOn`, or a new recording. */
  async start(session: string, label: string, goOn?: string): Promise<void> {
    if (this.isRunning || this.state === "asking") return;
    await this.ending;
    this.trouble = this.note = "";
    this.calledOff = false;
    this.become("asking");
    try {
      const own = await hold(RECORDING);
      if (!own) throw new MicrophoneError(ELSEWHERE);
      this.release.push(own);
      const listener: Listener = {
        sound: (bytes) => {
          this.keep(() => this.sound.push(bytes));
          if (!this.hasLevel) this.needs.changed(); // nothing else tells that time goes by
        },
        samples: (bytes) => this.keep(() => this.samples.push(bytes)),
        level: (peak, power, seconds) => this.hear(peak, power, seconds),
        muted: (isMuted) => this.say(isMuted ? MUTED : ""),
        lost: (sentence) => void this.finish("failed", "interrupted", sentence),
      };
      this.microphone = await this.needs.openMicrophone(listener);
      this.recordings = await this.needs.openRecordings();
      if (this.calledOff) return await this.giveBack("off");
      await this.open(this.recordings, session, label, goOn);
      this.runsSince = this.lastLevel = this.needs.now();
      this.microphone.start();
      if (!this.recordings.lasting) this.note = FLEETING;
      this.become("recording");
      if (this.begun) this.mark(this.begun.text, this.begun.thinking);
    } catch (error) {
      if (!this.calledOff) this.trouble = error instanceof Error ? error.message : String(error);
      return await this.giveBack(this.calledOff ? "off" : "failed");
    }
    if (this.calledOff) await this.stop(); // while the recording was being opened
  }

  pause(): void {
    if (this.state !== "recording") return;
    this.ran = this.elapsed() * 1000;
    this.runsSince = undefined;
    this.microphone?.pause();
    this.become("paused");
  }

  resume(): void {
    if (this.state !== "paused") return;
    this.runsSince = this.lastLevel = this.needs.now();
    this.microphone?.resume();
    this.become("recording");
  }

  /** End the recording; resolves when all of it is on disk. */
  stop(): Promise<void> {
    if (this.isRunning) return this.finish("stopped", "stopped", "");
    if (this.state === "asking") {
      // The browser may never answer, so neither the caller nor another recorder waits for it.
      this.calledOff = true;
      this.begun = undefined;
      this.letGo();
    }
    return this.ending ?? Promise.resolve();
  }

  /** Name this moment, such as the phase that begins, or one declared for thinking; before the start, the moment of the start. */
  mark(text: string, thinking = false): void {
    this.begun = { text, thinking };
    if (!this.isRunning) return;
    const at = Math.round(this.seconds * 10) / 10;
    const made = thinking ? { text, at, thinking } : { text, at };
    void this.recordings?.change(this.id, ({ marks }) => marks.push(made), true).catch(() => {});
  }

  /** Another tab, or the reader here, has deleted recordings: nothing is left to write to. */
  async deleted(): Promise<void> {
    if (!this.isRunning || !this.recordings) return;
    if (!(await this.recordings.recording(this.id))) await this.finish("failed", "stopped", "This recording was deleted, so recording has stopped.");
  }

  private async open(recordings: Recordings, session: string, label: string, goOn: string | undefined): Promise<void> {
    await noteInterrupted(recordings);
    const kept = goOn === undefined ? undefined : await recordings.recording(goOn);
    this.id = kept?.id ?? randomId();
    const own = await hold(recordingLock(this.id));
    if (!own) throw new MicrophoneError(ELSEWHERE);
    this.release.push(own);
    if (!kept) await recordings.begin({ id: this.id, session, label, origin: "microphone", made: this.needs.today() });
    else await recordings.change(kept.id, (recording) => (recording.state = "recording"));
    this.before = kept ? secondsOf(kept) : 0;
    this.sounded = this.missed = this.silent = this.ran = 0;
    const { type, rate } = this.microphone!;
    this.part = await recordings.addPart(this.id, type, rate);
  }

  private elapsed(): number {
    return (this.ran + (this.runsSince === undefined ? 0 : this.needs.now() - this.runsSince)) / 1000;
  }

  private become(state: TakeState): void {
    this.state = state;
    this.needs.changed();
  }

  private say(note: string): void {
    if (this.note === note) return;
    this.note = note || (this.recordings?.lasting === false ? FLEETING : "");
    this.needs.changed();
  }

  /** About a tenth of a second has been heard. */
  private hear(peak: number, power: number, seconds: number): void {
    if (this.state !== "recording") return;
    const now = this.needs.now();
    const whole = Math.floor(this.seconds);
    this.sounded += seconds;
    if (now - this.lastLevel > SLEPT_S * 1000) setTimeout(() => this.noteSleep(), SETTLES_MS);
    this.lastLevel = now;
    this.silent = peak < DIGITAL_SILENCE ? this.silent + seconds : 0;
    if (this.silent >= SILENT_FOR_S) this.say(SILENT);
    else if (this.note === SILENT) this.say("");
    this.needs.level(peak, power);
    if (Math.floor(this.seconds) !== whole) this.needs.changed();
  }

  /** What was late has come by now; what is still missing was slept through. */
  private noteSleep(): void {
    const gap = this.elapsed() - this.sounded - this.missed;
    if (this.state !== "recording" || gap < SLEPT_S) return;
    this.missed += gap;
    const verb = /^1 \w+$/.test(lengthWords(gap)) ? "is" : "are";
    this.say(`This device slept: ${lengthWords(gap)} ${verb} not in the recording. It goes on from here.`);
  }

  private keep(take: () => void): void {
    take();
    this.writing ??= this.write().finally(() => (this.writing = undefined));
  }

  /** Write what has come, one transaction after the other. */
  private async write(): Promise<void> {
    const { recordings, id, part } = this;
    if (!recordings) return;
    try {
      while (this.sound.length + this.samples.length > 0) {
        const samples = this.samples.splice(0);
        const sound = await Promise.all(this.sound.splice(0).map((blob) => blob.arrayBuffer()));
        await recordings.append(id, part, sound, samples, Math.round((this.seconds - this.before) * 10) / 10);
        this.needs.kept(id);
      }
    } catch (error) {
      this.sound = this.samples = [];
      const full = error instanceof StoreError && error.fault === "full";
      const reason = full ? "This browser's space for the site is full" : "The browser could not write to its storage";
      const mend = full ? "Delete recordings you no longer need, or free space on the device, then go on." : "Reload this page, then go on.";
      const sentence = `${reason}, so recording has stopped at ${clock(this.seconds)}. What was recorded until then is kept. ${mend}`;
      void this.finish("failed", "interrupted", sentence);
    }
  }

  private finish(state: "stopped" | "failed", kept: Recording["state"], trouble: string): Promise<void> {
    this.ending ??= this.end(state, kept, trouble).finally(() => (this.ending = undefined));
    return this.ending;
  }

  private async end(state: "stopped" | "failed", kept: Recording["state"], trouble: string): Promise<void> {
    const { microphone, recordings, id } = this;
    this.ran = this.elapsed() * 1000;
    this.runsSince = undefined;
    if (trouble) this.trouble = trouble;
    await microphone?.stop();
    while (this.writing) await this.writing;
    this.before = this.seconds;
    this.sounded = this.ran = 0;
    this.microphone = undefined;
    try {
      await recordings?.change(id, (recording) => (recording.state = kept));
    } catch (error) {
      this.trouble ||= error instanceof Error ? error.message : String(error);
    }
    this.letGo();
    this.begun = undefined;
    this.note = recordings?.lasting === false ? FLEETING : "";
    this.become(this.trouble ? "failed" : state);
  }

  /** Nothing is recorded: close the microphone, if there is one, and let others record. */
  private async giveBack(state: "off" | "failed"): Promise<void> {
    const opened = this.microphone;
    this.microphone = undefined;
    await opened?.stop();
    this.letGo();
    this.become(state);
  }

  private letGo(): void {
    for (const release of this.release.splice(0)) release();
  }
}
