/** Tells a bell in the ways the reader chose: tone, voice, vibration and a change of the panel. */

import { hush, localVoice, say } from "../parts/voice";
import { BellSound } from "../parts/bell";
import { DEFAULT_SIGNALS, keepMuted, keepSignals, loadMuted, loadSignals, onSignals, type Signals } from "../parts/signals";
import type { Bell } from "./run";

const VIBRATIONS: Record<"soft" | "end", number[]> = { soft: [150], end: [250, 120, 250] };
/** How long the panel shows that a bell fell, in milliseconds. */
const SHOWN_FOR = 8_000;

export class Telling {
  readonly sound: BellSound;
  muted = false;
  signals: Signals = { ...DEFAULT_SIGNALS };
  /** The bell that the panel shows just now. */
  shown: Bell = "";
  /** Whether this device has a voice of its own; undefined until it was looked for. */
  hasVoice: boolean | undefined;
  #speaking = 0;
  #showing: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | undefined;
  #onChange: () => void;

  /** `onChange` is called when there is something new to show. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.sound = new BellSound(onChange);
  }

  /** Begin to tell as the reader chose; `chosen` is called when that changes, by any tool or tab. */
  open(chosen: () => void): void {
    this.#listening = new AbortController();
    const changed = (): void => {
      this.#load();
      chosen();
    };
    onSignals(changed, this.#listening.signal);
    this.#load();
  }

  #load(): void {
    this.muted = loadMuted();
    this.signals = loadSignals();
    if (this.signals.voice) void this.findVoice();
    if (this.muted || !this.signals.voice) this.#silence();
    if (!this.signals.visual) this.clear();
  }

  get canVibrate(): boolean {
    return typeof navigator.vibrate === "function";
  }

  async findVoice(): Promise<void> {
    const found = (await localVoice()) !== undefined;
    if (found === this.hasVoice) return;
    this.hasVoice = found;
    this.#onChange();
  }

  /** Choose for all timers of this device; this one is told of it like the others. */
  setMuted(muted: boolean): void {
    keepMuted(muted);
  }

  choose(part: Partial<Signals>): void {
    keepSignals({ ...this.signals, ...part });
  }

  /** Tell a bell; `text` is what the voice says, and empty where it is to stay silent. */
  tell(bell: "soft" | "end", text: string): void {
    if (!this.muted) this.sound.ring(bell);
    this.speak(text);
    if (this.signals.vibration && this.canVibrate) navigator.vibrate(VIBRATIONS[bell]);
    if (!this.signals.visual) return;
    clearTimeout(this.#showing);
    this.shown = bell;
    this.#showing = setTimeout(() => {
      this.shown = "";
      this.#onChange();
    }, SHOWN_FOR);
  }

  /** Say something, if the reader wants a voice. */
  speak(text: string): void {
    if (this.muted || !this.signals.voice || !text) return;
    this.#speaking += 1;
    void say(text).then(() => (this.#speaking -= 1));
  }

  /** Take the bell off the panel. */
  clear(): void {
    clearTimeout(this.#showing);
    this.shown = "";
  }

  close(): void {
    this.#listening?.abort();
    this.clear();
    this.#silence();
    this.sound.close();
  }

  /** Others use the same voice: it is stopped only where this timer speaks. */
  #silence(): void {
    if (this.#speaking > 0) hush();
  }
}
