/** The choices that stand in local storage, beside the log: light or dark, mute, notes shown, a running timer. */

import type { Setting } from "../store/backup";

const OWN = "greenroom:";
const PALETTE = ".__palette";

/** The theme's folder of this site: its own keys begin with it. */
declare const __md_scope: URL | undefined;

/** The key a backup names, as it stands in this browser; undefined where it is not a setting of this site. */
function stored(key: string): string | undefined {
  if (key.startsWith(OWN)) return key;
  if (key === PALETTE && typeof __md_scope !== "undefined") return __md_scope.pathname + PALETTE;
  return undefined;
}

/**
 * Whether it is a choice of light or dark that the theme, which trusts its entry, can read. The theme also writes one where the
 * reader leaves it to the system: that is no choice.
 */
function isPalette(text: string): boolean {
  try {
    const { index, color } = JSON.parse(text) as { index?: unknown; color?: Record<string, unknown> };
    if (!Number.isInteger(index) || typeof color !== "object") return false;
    return color["media"] !== "(prefers-color-scheme)" && ["media", "scheme", "primary", "accent"].every((name) => typeof color[name] === "string");
  } catch {
    return false;
  }
}

/** The settings of this browser; none where it gives no storage. */
export function readSettings(): Setting[] {
  try {
    const palette = stored(PALETTE);
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(OWN) || key === palette);
    const settings = keys.map((key) => ({ key: key === palette ? PALETTE : key, text: localStorage.getItem(key) ?? "" }));
    return settings.filter(({ key, text }) => key !== PALETTE || isPalette(text));
  } catch {
    return [];
  }
}

/** Those settings of a backup that this browser has no choice of its own for. What is of another site is left out. */
export function newSettings(settings: Setting[]): Setting[] {
  const here = new Set(readSettings().map(({ key }) => key));
  return settings.filter(({ key, text }) => !here.has(key) && stored(key) !== undefined && (key !== PALETTE || isPalette(text)));
}

/** Keep settings; gives how many could not be kept. */
export function keepSettings(settings: Setting[]): number {
  let failed = 0;
  for (const { key, text } of settings) {
    try {
      localStorage.setItem(stored(key) ?? key, text);
    } catch {
      failed += 1;
    }
  }
  return failed;
}

/** Forget the settings of this browser. */
export function forgetSettings(): void {
  for (const { key } of readSettings()) localStorage.removeItem(stored(key) ?? key);
}
