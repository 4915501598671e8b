/**
 * How bells are told, by all timers and drills: kept in this browser. A change is told to every tool that listens, in this
 * page and in other tabs.
 */

import { put, taken } from "./pocket";

/** How a bell is told besides its tone; muting silences the tone and the voice, whatever is chosen here. */
export interface Signals {
  /** The panel changes its look for some seconds. */
  visual: boolean;
  vibration: boolean;
  /** The browser's voice says what begins and what is left. */
  voice: boolean;
}

const MUTED = "greenroom:timer-muted";
const SIGNALS = "greenroom:timer-signals";
export const DEFAULT_SIGNALS: Readonly<Signals> = { visual: true, vibration: false, voice: false };

/** Browsers tell other tabs of what is kept, and the page that keeps it nothing. */
const here = new EventTarget();

/** Call `changed` after every change, also by the caller itself, until `signal` ends that. */
export function onSignals(changed: () => void, signal: AbortSignal): void {
  here.addEventListener("change", changed, { signal });
  const elsewhere = ({ key }: StorageEvent): void => {
    if (key === MUTED || key === SIGNALS || key === null) changed();
  };
  window.addEventListener("storage", elsewhere, { signal });
}

function keep(key: string, text: string | undefined): void {
  put(key, text);
  here.dispatchEvent(new Event("change"));
}

export const loadMuted = (): boolean => taken(MUTED) === "yes";
export const keepMuted = (muted: boolean): void => keep(MUTED, muted ? "yes" : undefined);
export const keepSignals = (signals: Signals): void => keep(SIGNALS, JSON.stringify(signals));

export function loadSignals(): Signals {
  const signals = { ...DEFAULT_SIGNALS };
  try {
    const kept = JSON.parse(taken(SIGNALS) ?? "{}") as Partial<Record<string, unknown>> | null;
    for (const name of Object.keys(signals) as (keyof Signals)[]) {
      const value = kept?.[name];
      if (typeof value === "boolean") signals[name] = value;
    }
  } catch {
    // What cannot be read is as if nothing had been chosen.
  }
  return signals;
}
