/** What a transcript tells, in words, beside the bands and what those rest on. */

import { html, nothing, type TemplateResult } from "lit";
import type { Band, Found, Words } from "./figures";
import { counted } from "../parts/times";

const KINDS: Record<Band["kind"], string> = { evidence: "Evidence", advice: "Advice", proposal: "Our proposal" };

const number = (value: number): string => value.toLocaleString("en-GB", { maximumFractionDigits: 2 });

/** `140 to 160 words a minute. `; empty for an open band, whose source says its number in a sentence. */
function range({ low, high, unit }: Band): string {
  if (low === null || high === null || low === high) return "";
  const plain = unit === "words/min" ? "words a minute" : unit === "syllables/s" ? "syllables a second" : unit;
  return `${number(low)} to ${number(high)} ${plain}. `;
}

/** One figure with the bands it is read against. */
export function row(name: string, value: TemplateResult | string, bands: Band[] = []): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    ${bands.map((band) => html`<dd class="vf-rests"><strong>${KINDS[band.kind]}:</strong> ${range(band)}${band.source.replace(/\.?$/, ".")}</dd>`)}
  </div>`;
}

const listed = ({ found }: Found): string => found.map(({ phrase, count }) => (count > 1 ? `${phrase} (${count})` : phrase)).join(", ");

function rate({ count, per_minute }: Found): string {
  return per_minute === null ? String(count) : `${count}, ${number(per_minute)} a minute`;
}

const FILLERS = {
  free: "So many cost nothing.",
  between: "More than the number that costs nothing, fewer than the number that hurts.",
  hurts: "So many hurt how a speaker is rated.",
};

export function wordsPart(words: Words, bands: Band[]): TemplateResult {
  const of = (figure: string): Band[] => bands.filter((band) => band.figure === figure);
  const { fillers, may_be_fillers: perhaps, repeated, frequent, sentences } = words;
  return html`<dl class="vf-figures" aria-label="What the transcript tells">
    ${row("Words", `${number(words.words)}${words.words_per_minute === null ? "" : `, ${number(words.words_per_minute)} a minute`}`, words.words_per_minute === null ? [] : of("words_per_minute").filter(({ low, high }) => low !== null && high !== null))}
    ${row(
      "Fillers",
      fillers.count === 0 ? "None written down." : html`${rate(fillers)}: ${listed(fillers)}. ${fillers.band ? FILLERS[fillers.band] : nothing}`,
      fillers.band ? of("fillers_per_minute") : [],
    )}
    ${perhaps.count > 0 ? row("May be fillers", html`${rate(perhaps)}: ${listed(perhaps)}. Each may carry meaning: only you know.`) : nothing}
    ${repeated.count > 0 ? row("Said twice in a row", `${rate(repeated)}: ${listed(repeated)}.`) : nothing}
    ${frequent.length > 0 ? row("Words that come often", frequent.map(({ word, count }) => `${word} (${count})`).join(", ")) : nothing}
    ${sentences ? row("Sentences", `${counted(sentences.count, "sentence")}: ${number(sentences.median)} words at the median, ${sentences.longest} in the longest.`) : nothing}
    ${words.last_sentence ? row("Your last sentence", html`<q>${words.last_sentence}</q>`) : nothing}
  </dl>`;
}
