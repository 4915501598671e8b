/** A spoken drill as the build writes it (`macros/spoken.py`), and the stretches of one run of it. */

import { fetchData } from "../parts/fetching";
import { promptsAt, stepLength } from "./draw";
import { lengthText } from "../parts/times";

const VERSION = 1;

export interface Link {
  title: string;
  /** Relative to the site's root. */
  url: string;
}

export interface Step {
  id: string;
  title: string;
  seconds: number;
  until: number | null;
  html: string;
  plain: string;
  does: "speak" | "silence" | "read" | "listen" | "write";
  hides: boolean;
}

export interface Prompt {
  id: string;
  html: string;
  plain: string;
  then: string;
  words: number;
  points: { point: string; html: string }[];
  see: Link | null;
}

export interface DrillData {
  version: number;
  id: string;
  title: string;
  lesson: Link;
  asks: { label: string; example: string } | null;
  rounds: number;
  steps: Step[];
  prompts: Prompt[];
  checks: { id: string; html: string }[];
}

/** One stretch of a run: a step of a round, with its prompt. */
export interface Stretch {
  round: number;
  step: Step;
  prompt: Prompt;
  /** Milliseconds. */
  length: number;
}

/** Fetch a drill; rejects with a sentence for the reader. */
export const fetchDrill = (address: URL): Promise<DrillData> => fetchData<DrillData>(address, "The drill", VERSION);

/** The stretches of the run with a seed. */
export function stretchesOf(drill: DrillData, seed: number): Stretch[] {
  const chosen = promptsAt(drill.id, seed, drill.prompts.length, drill.rounds);
  return chosen.flatMap((prompt, round) =>
    drill.steps.map((step, n) => ({
      round,
      step,
      prompt: drill.prompts[prompt]!,
      length: stepLength(step, drill.id, seed, round * drill.steps.length + n),
    })),
  );
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text with the reader's line and the prompt's second part put in. */
function filled(text: string, { prompt }: Stretch, own: string): string {
  const put: Record<string, string> = { own: own.trim() || "Your line.", then: prompt.then };
  return text.replaceAll(/\{(own|then)\}/g, (_, name: string) => put[name]!);
}

/** What a step says, as safe HTML. */
export function saysHtml(stretch: Stretch, own: string): string {
  const safe = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign]!);
  const { prompt } = stretch;
  return filled(stretch.step.html, { ...stretch, prompt: { ...prompt, then: safe(prompt.then) } }, safe(own));
}

/** What a step says, as plain words. */
export function saysText(stretch: Stretch, own: string): string {
  return filled(stretch.step.plain, stretch, own);
}

/** What is announced when a stretch begins: its place, its length, and what it says. */
export function introduction(drill: DrillData, stretch: Stretch, own: string): string {
  const { step, round, prompt } = stretch;
  const number = `tep ${drill.steps.findIndex(({ id }) => id === step.id) + 1} of ${drill.steps.length}`;
  const place = drill.rounds > 1 ? `Round ${round + 1} of ${drill.rounds}, s${number}` : `S${number}`;
  const length = step.until === null ? `, ${lengthText(step.seconds * 1000)}` : "";
  const asked = drill.rounds > 1 && step.id === drill.steps[0]?.id ? ` ${prompt.plain}` : "";
  return `${place}: ${step.title}${length}.${asked} ${saysText(stretch, own)}`;
}

/** What a voice reads out when a stretch begins: a new prompt, a nudge, a question about the reader's line; or "". */
export function spokenBy(drill: DrillData, stretch: Stretch, own: string): string {
  const { step, prompt } = stretch;
  if (drill.steps.some(({ does }) => does === "read")) return "";
  if (drill.asks) return saysText(stretch, own);
  const parts = step.id === drill.steps[0]?.id ? [prompt.plain] : [];
  if (step.plain.includes("{then}")) parts.push(prompt.then);
  return parts.join(" ");
}

/** The rate at which a text was read, in words a minute, and whether its end was reached before the bell. */
export function readingRate(stretches: readonly Stretch[], spent: readonly number[]): { rate: number; whole: boolean } | undefined {
  const index = stretches.findIndex(({ step }) => step.does === "read");
  const stretch = stretches[index];
  const time = spent[index] ?? 0;
  if (!stretch || time < 10_000) return undefined; // too short to have read it
  return { rate: Math.round((stretch.prompt.words * 60_000) / time), whole: time < stretch.length };
}

/** Milliseconds in which the reader spoke. */
export function spokenTime(stretches: readonly Stretch[], spent: readonly number[]): number {
  const speaks = ({ step }: Stretch): boolean => step.does === "speak" || step.does === "read";
  return stretches.reduce((sum, stretch, n) => sum + (speaks(stretch) ? (spent[n] ?? 0) : 0), 0);
}
