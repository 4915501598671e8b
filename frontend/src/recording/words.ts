/** Times, names and loudness in words. Plain logic, without the page. */

import { size } from "../parts/sizes";
import { clockText, counted, lengthText } from "../parts/times";
import { secondsOf, type Recording } from "../store/recordings";

/** `1:05` for 65.9 seconds. */
export const clock = (seconds: number): string => clockText(seconds * 1000, "down");

/** `45 seconds`, `2 minutes 5 seconds`. */
export const lengthWords = (seconds: number): string => lengthText(seconds * 1000);

/** How loud a tenth of a second was, from 0 to 1 on a scale of decibels that speech fills; `power` is a mean square. */
export function loudnessShare(power: number): number {
  const decibels = 10 * Math.log10(Math.max(power, 1e-9));
  return Math.max(0, Math.min(1, (decibels + 66) / 60));
}

/** The loudness of the last second in one word or two, for those who do not see the meter. */
export function loudnessWord(peak: number, power: number): string {
  if (peak < 1 / 32768) return "no sound";
  if (peak >= 0.99) return "too loud, it clips";
  const decibels = 10 * Math.log10(power);
  return decibels < -55 ? "very quiet" : decibels < -40 ? "quiet" : "good";
}

/** `14 March 2026, 21:05`, by this device's clock. */
export function dateWords(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(time);
}

/** What a recording is called where the reader gave it no name. */
export function title({ label, made }: Recording): string {
  return label.trim() || `Recording of ${dateWords(made)}`;
}

const EXTENSIONS: [RegExp, string][] = [
  [/webm/, "webm"],
  [/ogg|opus/, "ogg"],
  [/mp4|m4a|aac/, "m4a"],
  [/mpeg|mp3/, "mp3"],
  [/wav/, "wav"],
  [/flac/, "flac"],
];

/** The name of a file to download: `cross-team-decision-2026-03-14.webm`; `part` from 1, where there are several. */
export function fileName(recording: Recording, type: string, number = 0): string {
  const words = (recording.label || "recording").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-+|-+$/g, "").slice(0, 60);
  const made = new Date(recording.made);
  const day = [made.getFullYear(), made.getMonth() + 1, made.getDate()].map((value) => String(value).padStart(2, "0")).join("-");
  const extension = EXTENSIONS.find(([pattern]) => pattern.test(type))?.[1] ?? "audio";
  return `${words || "recording"}-${day}${number ? `-part-${number}` : ""}.${extension}`;
}

/** `3 recordings, 41 minutes, 9.8 MB`; empty where there are none. */
export function summary(recordings: Recording[]): string {
  if (recordings.length === 0) return "";
  const seconds = recordings.reduce((sum, each) => sum + secondsOf(each), 0);
  const bytes = recordings.reduce((sum, each) => sum + each.bytes + each.waiting, 0);
  return [counted(recordings.length, "recording"), lengthWords(seconds), size(bytes)].join(", ");
}
