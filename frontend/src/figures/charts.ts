/** Small charts as SVG: bars over days, shares with their intervals, pairs of bars. Colours are classes, see the stylesheet. */

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { percent } from "./words";

const WIDTH = 360;
const LEFT = 34;
const RIGHT = 6;
const TOP = 14;
const PLOT = 120;
const INNER = WIDTH - LEFT - RIGHT;
const BOTTOM = TOP + PLOT;

export interface Series {
  name: string;
  /** Class of its colour. */
  tone: string;
}

/** A bar of each day, its parts in the order of the series. */
export interface DayBars {
  /** What a screen reader is told in place of the picture. */
  label: string;
  series: Series[];
  values: number[][];
  /** Text under some of the days, empty under the others. */
  ticks: string[];
  /** A day to mark, and the days up to it. */
  mark?: { day: number; text: string } | undefined;
}

/** Steps of an axis from 0 to at least `most`: two to five of them, in whole round numbers. */
export function steps(most: number): number[] {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))));
  const step = Math.max(1, [size / 5, size / 2, size, 2 * size].find((each) => Number.isInteger(each) && most / each <= 4) ?? 2.5 * size);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

export function dayBars({ label, series, values, ticks, mark }: DayBars): TemplateResult {
  const scale = steps(Math.max(0, ...values.map((parts) => parts.reduce((sum, part) => sum + part, 0))));
  const y = (value: number): number => BOTTOM - (value / scale.at(-1)!) * PLOT;
  const slot = INNER / values.length;
  const middle = (day: number): number => LEFT + (day + 0.5) * slot;
  const bar = (parts: number[], day: number): SVGTemplateResult[] => {
    let below = 0;
    return parts.flatMap((part, index) => {
      if (part === 0) return [];
      below += part;
      return [svg`<rect class="mf-${series[index]!.tone}" x=${(middle(day) - slot * 0.4).toFixed(2)} width=${(slot * 0.8).toFixed(2)}
        y=${y(below).toFixed(2)} height=${((part / scale.at(-1)!) * PLOT).toFixed(2)} />`];
    });
  };
  return html`<svg class="mf-chart" viewBox="0 0 ${WIDTH} ${BOTTOM + 22}" role="img" aria-label=${label}>
      ${mark ? svg`<rect class="mf-until" x=${LEFT} width=${(middle(mark.day) - LEFT).toFixed(2)} y=${TOP} height=${PLOT} />` : nothing}
      ${scale.map((value) => svg`<line class=${value ? "mf-grid" : "mf-base"} x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(value)} y2=${y(value)} />
        <text class="mf-axis" x=${LEFT - 5} y=${y(value) + 4} text-anchor="end">${value.toLocaleString("en")}</text>`)}
      ${values.map(bar)}
      ${ticks.map((text, day) => (text ? svg`<text class="mf-axis" x=${middle(day)} y=${BOTTOM + 15} text-anchor="middle">${text}</text>` : nothing))}
      ${mark
        ? svg`<line class="mf-mark" x1=${middle(mark.day)} x2=${middle(mark.day)} y1=${TOP} y2=${BOTTOM} />
          <text class="mf-axis" x=${middle(mark.day)} y=${TOP - 4} text-anchor=${mark.day > values.length / 2 ? "end" : "start"}>${mark.text}</text>`
        : nothing}
    </svg>
    ${legend(series)}`;
}

export function legend(series: Series[]): TemplateResult {
  return html`<p class="mf-legend">${series.map(
    ({ name, tone }) => html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="mf-${tone}" width="10" height="10" /></svg> ${name}</span>`,
  )}</p>`;
}

export interface Interval {
  name: string;
  /** Undefined where there is no figure; then `text` says why. */
  share?: { share: number; low: number; high: number } | undefined;
  text: string;
}

const ROW = 34;

/** Shares with their intervals, beside the one that is wished for. */
export function intervals({ label, rows, desired }: { label: string; rows: Interval[]; desired: number }): TemplateResult {
  const lowest = Math.min(desired, ...rows.flatMap(({ share }) => share?.low ?? []));
  const from = Math.max(0, Math.floor(lowest * 10 - 0.5) / 10);
  const x = (share: number): number => LEFT + ((share - from) / (1 - from)) * INNER;
  const bottom = TOP + rows.length * ROW;
  const marks = [from, (from + 1) / 2, 1];
  return html`<svg class="mf-chart" viewBox="0 0 ${WIDTH} ${bottom + 20}" role="img" aria-label=${label}>
    ${marks.map((share) => svg`<line class="mf-grid" x1=${x(share)} x2=${x(share)} y1=${TOP} y2=${bottom} />
      <text class="mf-axis" x=${x(share)} y=${bottom + 14} text-anchor=${share === 1 ? "end" : "middle"}>${percent(share)}</text>`)}
    <line class="mf-mark" x1=${x(desired)} x2=${x(desired)} y1=${TOP} y2=${bottom} />
    <text class="mf-axis" x=${x(desired)} y=${TOP - 4} text-anchor=${desired > 0.85 ? "end" : "middle"}>asked for: ${percent(desired)}</text>
    ${rows.map(({ name, share, text }, index) => {
      const line = TOP + index * ROW;
      const words = svg`<text class="mf-axis" x=${LEFT} y=${line + 12}>${name}: ${text}</text>`;
      if (!share) return words;
      return svg`${words}<line class="mf-range" x1=${x(share.low)} x2=${x(share.high)} y1=${line + 22} y2=${line + 22} />
        <circle class="mf-point" cx=${x(share.share)} cy=${line + 22} r="4.5" />`;
    })}
  </svg>`;
}

/** Rows of bars from 0 to 1, one for each series. */
export function pairs({ label, series, rows }: { label: string; series: Series[]; rows: { name: string; shares: (number | null)[] }[] }): TemplateResult {
  const height = 18 + series.length * 13;
  const width = WIDTH - 44;
  return html`<svg class="mf-chart" viewBox="0 0 ${WIDTH} ${rows.length * height}" role="img" aria-label=${label}>
      ${rows.map(({ name, shares }, row) => svg`<text class="mf-axis" x="0" y=${row * height + 12}>${name}</text>
        ${shares.map((share, place) => {
          const y = row * height + 17 + place * 13;
          return svg`<rect class="mf-track" x="0" y=${y} width=${width} height="10" />
            <rect class="mf-${series[place]!.tone}" x="0" y=${y} width=${((share ?? 0) * width).toFixed(2)} height="10" />
            <text class="mf-axis" x=${WIDTH} y=${y + 9} text-anchor="end">${share === null ? "–" : percent(share)}</text>`;
        })}`)}
    </svg>
    ${legend(series)}`;
}

/** A bar in a line of text: the picture of a share that stands beside it in figures. */
export function shareBar(share: number): TemplateResult {
  return html`<svg class="mf-inline" viewBox="0 0 60 8" aria-hidden="true"><rect class="mf-track" width="60" height="8" /><rect class="mf-known" width=${(share * 60).toFixed(2)} height="8" /></svg>`;
}
