/** The figures of an answer: the picture, the same as a table, and each figure in words with what its bands rest on. */

import { html, nothing, type TemplateResult } from "lit";
import type { AnswerPart, Band, Figures, Measured, Pauses } from "./figures";
import { pictureView, type Picture } from "./picture";
import { counted } from "../parts/times";
import { clock } from "./words";
import { row } from "./words-view";
import type { Mark } from "../store/recordings";

const one = (value: number): string => value.toFixed(1);
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Bands of words a minute stand in the picture as syllables: the two forms of the common advice say how they go together. */
function drawnBands(bands: Band[]): Picture["bands"] {
  const syllables = bands.find(({ figure, kind }) => figure === "speech_rate" && kind === "advice");
  const closed = bands.filter(({ figure, low, high }) => figure === "words_per_minute" && low !== null && high !== null);
  const words = closed.find(({ kind }) => kind === "advice");
  if (!syllables?.low || !words?.low) return [];
  const ratio = syllables.low / words.low;
  const drawn = closed.map(({ low, high, kind }) => ({
    low: low! * ratio,
    high: high! * ratio,
    name: kind === "advice" ? "advice" : "our proposal",
    meaning: `${low} to ${high} words a minute, ${kind === "advice" ? "the common advice" : "our proposal"}`,
  }));
  return drawn.sort((a, b) => b.high - b.low - (a.high - a.low));
}

const pictures = new WeakMap<Figures, Picture>();

/** The same picture for the same figures, so that it is drawn once. */
function pictureOf(figures: Figures, bands: Band[], marks: Mark[], seconds: number): Picture {
  const known = pictures.get(figures);
  if (known) return known;
  const { levels, step, speech } = figures.picture;
  const made: Picture = {
    seconds: Math.max(seconds, figures.seconds),
    levels,
    step,
    speech: speech.map(([from, to]) => ({ from, to })),
    long: (figures.pauses?.long ?? []).map(({ at, seconds: length }) => ({ from: at, to: at + length })),
    pace: figures.ok ? figures.windows.map(({ start, end, speech_rate: rate }) => ({ from: start, to: end, rate })) : [],
    bands: figures.ok ? drawnBands(bands) : [],
    marks,
  };
  pictures.set(figures, made);
  return made;
}

function pictureWords(figures: Figures): string {
  if (!figures.ok) return "Picture of the recording over time: level and speech.";
  const rates = figures.windows.flatMap(({ speech_rate: rate }) => rate ?? []);
  const pace = rates.length > 0 ? ` The pace goes from ${one(Math.min(...rates))} to ${one(Math.max(...rates))} syllables a second.` : "";
  return `Picture of the answer over time: ${clock(figures.seconds)}, ${counted(figures.pauses.count, "pause")}.${pace} The table below says the same.`;
}

export interface Shown {
  figures: Figures;
  bands: Band[];
  marks: Mark[];
  /** Length of the recording, where the player is, and the width there is. */
  seconds: number;
  at: number;
  width: number;
  seek(seconds: number): void;
}

export function picturePart({ figures, bands, marks, seconds, at, width, seek }: Shown): TemplateResult {
  return pictureView(pictureOf(figures, bands, marks, seconds), width, at, pictureWords(figures), seek);
}

function pauseRows(pauses: Pauses, of: (figure: string) => Band[]): TemplateResult {
  const { count, total, median, longest } = pauses;
  const lengths = count > 0 ? `${one(total)} s in all; median ${one(median!)} s, longest ${one(longest!)} s.` : "";
  return html`${row("Pauses of 0.3 s or more", count > 0 ? html`${count}: ${lengths}` : "None.", [...of("pause_at_punctuation"), ...of("longest_pause")])}
    ${row("Longest stretch without a pause", `${one(pauses.longest_stretch)} s`)}
    ${pauses.initial_delay === null ? nothing : row("Silence before your first word", `${one(pauses.initial_delay)} s`)}`;
}

export function figuresPart(figures: Figures, bands: Band[]): TemplateResult {
  const of = (figure: string): Band[] => bands.filter((band) => band.figure === figure);
  if (!figures.ok) {
    return html`<p class="vf-refused"><strong>No figures.</strong> ${figures.message}</p>
      ${figures.pauses ? html`<dl class="vf-figures" aria-label="Pauses">${pauseRows(figures.pauses, of)}</dl>` : nothing}`;
  }
  const { words_per_minute: words } = figures;
  const closed = of("words_per_minute").filter(({ low, high }) => low !== null && high !== null);
  return html`${figures.warnings.length + figures.notes.length > 0
      ? html`<ul>${[...figures.warnings, ...figures.notes].map((sentence) => html`<li>${sentence}</li>`)}</ul>`
      : nothing}
    <dl class="vf-figures" aria-label="Figures">
      ${row("Pace, with pauses", html`${one(figures.speech_rate)} syllables a second. That is like ${words.low} to ${words.high} words a minute, an estimate.`, closed)}
      ${row("Pace while you speak", `${one(figures.articulation_rate)} syllables a second; ${counted(figures.syllables, "syllable")} in all`)}
      ${row("Speaking time", `${clock(figures.speaking)} of ${clock(figures.span)} from first word to last, ${percent(figures.phonation_ratio)}`)}
      ${pauseRows(figures.pauses, of)}
      ${figures.trend ? row("From start to end", figures.trend.sentences.join(" ")) : nothing}
    </dl>
    ${tables(figures)}`;
}

function tables({ windows, phases }: Measured): TemplateResult {
  return html`${phases.length > 1 ? table("By phase", phases, (_, n) => phases[n]!.text || "Before the first phase") : nothing}
    <details class="vf-details"><summary>The picture as a table</summary>
      ${table("The answer over time", windows, ({ start, end }) => `${clock(start)} to ${clock(end)}`)}
    </details>`;
}

function table(caption: string, parts: AnswerPart[], name: (part: AnswerPart, index: number) => string): TemplateResult {
  return html`<div class="vf-scroll" role="region" aria-label=${caption} tabindex="0"><table class="vf-table">
    <caption>${caption}</caption>
    <thead><tr><th scope="col">Part</th><th scope="col">Syllables a second</th><th scope="col">Speaking</th><th scope="col">Pauses</th><th scope="col">Longest pause</th></tr></thead>
    <tbody>
      ${parts.map(
        (part, index) => html`<tr><th scope="row">${name(part, index)}</th>
          <td>${part.speech_rate === null ? "too little speech" : one(part.speech_rate)}</td><td>${percent(part.phonation_ratio)}</td>
          <td>${part.pauses}</td><td>${part.pauses > 0 ? `${one(part.longest_pause)} s` : "–"}</td></tr>`,
      )}
    </tbody>
  </table></div>`;
}
