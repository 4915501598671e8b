/** Charts over past mocks as SVG: bars over and under a plan, levels of each criterion, a rate beside its band. */

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const WIDTH = 360;
const LEFT = 34;
const RIGHT = 8;
const TOP = 24;
const PLOT = 110;
const BOTTOM = TOP + PLOT;
const INNER = WIDTH - LEFT - RIGHT;
const WIDEST_SLOT = 44;

export interface Point {
  /** Text under it, empty for none. */
  tick: string;
  /** Undefined where there is no figure. */
  value: number | undefined;
}

/** A whole step that makes at most four of `most`. */
function step(most: number): number {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))));
  return [size / 2, size, 2 * size, 5 * size].find((each) => each >= 1 && most / each <= 4) ?? 10 * size;
}

/** Middles of the slots, from the left, none wider than a bar looks good in. */
function middles(count: number): { x(place: number): number; slot: number } {
  const slot = Math.min(WIDEST_SLOT, INNER / Math.max(1, count));
  return { slot, x: (place) => LEFT + (place + 0.5) * slot };
}

/** Ticks that do not run into each other: the last, and from there every so many. */
function sparse(points: readonly Point[], slot: number): (string | undefined)[] {
  const every = Math.max(1, Math.ceil(40 / slot));
  return points.map(({ tick }, place) => ((points.length - 1 - place) % every === 0 ? tick : undefined));
}

function frame(label: string, height: number, content: unknown): TemplateResult {
  return html`<svg class="mh-chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>${content}</svg>`;
}

const ticks = (points: readonly Point[], y: number): (SVGTemplateResult | typeof nothing)[] => {
  const { x, slot } = middles(points.length);
  return sparse(points, slot).map((tick, place) => (tick ? svg`<text class="mh-axis" x=${x(place)} y=${y} text-anchor="middle">${tick}</text>` : nothing));
};

/** Bars above and below a line at zero. */
export function aroundZero({ label, points, unit }: { label: string; points: Point[]; unit: string }): TemplateResult {
  const values = points.map(({ value }) => value ?? 0);
  const [high, low] = [Math.max(1, ...values), Math.min(0, ...values)];
  const size = step(high - low);
  const [from, to] = [Math.floor(low / size) * size, Math.ceil(high / size) * size];
  const y = (value: number): number => BOTTOM - ((value - from) / (to - from)) * PLOT;
  const lines = Array.from({ length: Math.round((to - from) / size) + 1 }, (_, place) => from + place * size);
  const { x, slot } = middles(points.length);
  return frame(label, BOTTOM + 20, [
    lines.map((value) => svg`<line class=${value === 0 ? "mh-base" : "mh-grid"} x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(value)} y2=${y(value)} />
      <text class="mh-axis" x=${LEFT - 5} y=${y(value) + 4} text-anchor="end">${value > 0 ? "+" : ""}${String(value).replace("-", "−")}</text>`),
    svg`<text class="mh-axis" x="0" y="10">${unit}</text>`,
    points.map(({ value }, place) =>
      value === undefined
        ? nothing
        : svg`<rect class=${value > 0 ? "mh-over" : "mh-under"} x=${(x(place) - slot * 0.32).toFixed(2)} width=${(slot * 0.64).toFixed(2)}
            y=${Math.min(y(value), y(0)).toFixed(2)} height=${Math.max(1, Math.abs(y(value) - y(0))).toFixed(2)} />`,
    ),
    ticks(points, BOTTOM + 14),
  ]);
}

/** Points joined by a line where they follow each other, beside a band. */
export function rates({ label, points, from, to, band, unit }: { label: string; points: Point[]; from: number; to: number; band?: { low: number; high: number; name: string }; unit: string }): TemplateResult {
  const y = (value: number): number => BOTTOM - ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * PLOT;
  const { x } = middles(points.length);
  const size = step(to - from);
  const lines = Array.from({ length: Math.floor((to - from) / size) + 1 }, (_, place) => from + place * size);
  return frame(label, BOTTOM + 20, [
    band ? svg`<rect class="mh-band" x=${LEFT} width=${INNER} y=${y(band.high)} height=${y(band.low) - y(band.high)} />` : nothing,
    lines.map((value) => svg`<line class="mh-grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(value)} y2=${y(value)} />
      <text class="mh-axis" x=${LEFT - 5} y=${y(value) + 4} text-anchor="end">${value}</text>`),
    svg`<text class="mh-axis" x="0" y="10">${unit}</text>`,
    band ? svg`<text class="mh-axis" x=${WIDTH - RIGHT - 2} y=${y(band.high) - 3} text-anchor="end">${band.name}</text>` : nothing,
    joined(points.map(({ value }) => value), x, y),
    ticks(points, BOTTOM + 14),
  ]);
}

/** Dots, and lines between those that follow each other; a place without a figure is passed over. */
function joined(values: (number | undefined)[], x: (place: number) => number, y: (value: number) => number): SVGTemplateResult[] {
  const known = values.flatMap((value, place) => (value === undefined ? [] : [{ place, value }]));
  const path = known.map(({ place, value }, n) => `${n ? "L" : "M"}${x(place).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  return [
    svg`<path class="mh-line" d=${path} fill="none" />`,
    ...known.map(({ place, value }) => svg`<circle class="mh-point" cx=${x(place).toFixed(1)} cy=${y(value).toFixed(1)} r="4" />`),
  ];
}

const ROW = 56;
const LEVEL = 8;

/** One row for each criterion: its levels from 1 to 4 over the mocks. */
export function levelRows({ label, rows, points }: { label: string; rows: { name: string; levels: (number | null)[]; text: string }[]; points: Point[] }): TemplateResult {
  const { x } = middles(points.length);
  return frame(label, rows.length * ROW + 16, [
    rows.map(({ name, levels, text }, row) => {
      const top = row * ROW + 16;
      const y = (level: number): number => top + 4 + (4 - level) * LEVEL;
      return svg`<text class="mh-axis mh-axis--name" x="0" y=${top - 4}>${name}</text><text class="mh-axis" x=${WIDTH - RIGHT} y=${top - 4} text-anchor="end">${text}</text>
        ${[1, 4].map((level) => svg`<line class="mh-grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(level)} y2=${y(level)} /><text class="mh-axis" x=${LEFT - 6} y=${y(level) + 4} text-anchor="end">${level}</text>`)}
        ${joined(levels.map((level) => level ?? undefined), x, y)}`;
    }),
    ticks(points, rows.length * ROW + 12),
  ]);
}
