/** The picture of an answer over time, as SVG: pace against its band, level, speech and pauses, named moments. */

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { clock } from "./words";

const LEFT = 30;
const RIGHT = 8;
const NAMES = 15;
const PACE = 110;
const GAP = 16;
const LEVEL = 44;
const STRIP = 12;
const AXIS = 20;
/** The quietest that is drawn, in dB below the loudest. */
const DEPTH = 50;
/** Pixels that a named moment and a time on the axis need. */
const NAME_WIDTH = 96;
const TICK_WIDTH = 56;
const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];

export interface Stretch {
  from: number;
  to: number;
}

/** What is drawn; times in seconds. */
export interface Picture {
  seconds: number;
  /** dB below full scale, `step` seconds each. */
  levels: ArrayLike<number>;
  step: number;
  speech: Stretch[];
  /** Pauses that are longer than a listener likes. */
  long: Stretch[];
  /** Syllables a second over windows; null where there was too little speech. */
  pace: (Stretch & { rate: number | null })[];
  /** Bands of pace, the widest first. */
  bands: { low: number; high: number; name: string; meaning: string }[];
  marks: { text: string; at: number }[];
}

const places = (value: number): string => value.toFixed(1);

export class Drawing {
  private readonly inner: number;
  private readonly paceTop = NAMES;
  private readonly levelTop: number;
  private readonly stripTop: number;
  private readonly bottom: number;
  private readonly most: number;

  constructor(
    private readonly picture: Picture,
    private readonly width: number,
  ) {
    this.inner = Math.max(1, width - LEFT - RIGHT);
    const rates = picture.pace.flatMap(({ rate }) => rate ?? []);
    this.most = Math.max(6, Math.ceil(Math.max(0, ...picture.bands.map(({ high }) => high), ...rates) + 0.5));
    this.levelTop = this.paceTop + (this.hasPace ? PACE + GAP : 0);
    this.stripTop = this.levelTop + LEVEL + 4;
    this.bottom = this.stripTop + STRIP;
  }

  private get hasPace(): boolean {
    return this.picture.pace.some(({ rate }) => rate !== null);
  }

  get height(): number {
    return this.bottom + AXIS;
  }

  x(seconds: number): number {
    return LEFT + (Math.min(seconds, this.picture.seconds) / Math.max(0.1, this.picture.seconds)) * this.inner;
  }

  /** The second under a place of the picture. */
  at(x: number): number {
    return Math.max(0, Math.min(1, (x - LEFT) / this.inner)) * this.picture.seconds;
  }

  private y(rate: number): number {
    return this.paceTop + PACE - (rate / this.most) * PACE;
  }

  ground(): SVGTemplateResult {
    return svg`${this.hasPace ? this.bandsAndGrid() : nothing}${this.levels()}${this.strip()}${this.hasPace ? this.pace() : nothing}${this.marks()}${this.axis()}`;
  }

  head(seconds: number): SVGTemplateResult {
    const x = places(this.x(seconds));
    return svg`<line class="vp-head" x1=${x} x2=${x} y1=${this.paceTop} y2=${this.bottom} />`;
  }

  private bandsAndGrid(): SVGTemplateResult {
    const { bands } = this.picture;
    const lines = Array.from({ length: Math.floor(this.most / 2) + 1 }, (_, index) => index * 2);
    return svg`
      ${bands.map(({ low, high }, index) => svg`<rect class=${index === 0 ? "vp-wide" : "vp-band"} x=${LEFT} width=${this.inner} y=${places(this.y(high))} height=${places(this.y(low) - this.y(high))} />`)}
      ${lines.map((rate) => svg`<line class="vp-grid" x1=${LEFT} x2=${LEFT + this.inner} y1=${places(this.y(rate))} y2=${places(this.y(rate))} />
        <text class="vp-axis" x=${LEFT - 5} y=${places(this.y(rate) + 4)} text-anchor="end">${rate}</text>`)}
      ${bands.map(({ high, name }, index) => svg`<text class="vp-band-name vp-halo" x=${LEFT + 4} y=${places(this.y(high) + (index === 0 ? -4 : 10))}>${name}</text>`)}`;
  }

  /** One column a pixel, as high as its loudest moment. */
  private levels(): SVGTemplateResult | typeof nothing {
    const { levels, step, seconds } = this.picture;
    const columns = Math.floor(this.inner);
    if (levels.length === 0 || seconds <= 0) return nothing;
    const loudest = Array.from(levels).reduce((most, level) => Math.max(most, level), -120);
    const heights: number[] = [];
    for (let column = 0; column < columns; column += 1) {
      const from = Math.floor(((column / columns) * seconds) / step);
      const to = Math.max(from + 1, Math.floor((((column + 1) / columns) * seconds) / step));
      let level = -Infinity;
      for (let index = from; index < Math.min(to, levels.length); index += 1) level = Math.max(level, levels[index]!);
      heights.push(Math.max(0.5, LEVEL * Math.max(0, 1 - (loudest - level) / DEPTH)));
    }
    const base = this.levelTop + LEVEL;
    const path = heights.map((height, column) => `L${LEFT + column} ${places(base - height)}`).join("");
    return svg`<path class="vp-level" d=${`M${LEFT} ${base}${path}L${LEFT + columns - 1} ${base}Z`} />`;
  }

  private strip(): SVGTemplateResult {
    const boxes = (stretches: Stretch[]): string =>
      stretches.map(({ from, to }) => `M${places(this.x(from))} ${this.stripTop}h${places(Math.max(0.5, this.x(to) - this.x(from)))}v${STRIP}H${places(this.x(from))}z`).join("");
    return svg`<rect class="vp-pause" x=${LEFT} width=${this.inner} y=${this.stripTop} height=${STRIP} />
      <path class="vp-speech" d=${boxes(this.picture.speech)} /><path class="vp-long" d=${boxes(this.picture.long)} />`;
  }

  /** A line through the middles of the windows, broken where nothing can be said. */
  private pace(): SVGTemplateResult {
    let path = "";
    let pen = "M";
    const dots: SVGTemplateResult[] = [];
    for (const { from, to, rate } of this.picture.pace) {
      if (rate === null) {
        pen = "M";
        continue;
      }
      const [x, y] = [places(this.x((from + to) / 2)), places(this.y(rate))];
      path += `${pen}${x} ${y}`;
      pen = "L";
      if (this.picture.pace.length <= 40) dots.push(svg`<circle class="vp-dot" cx=${x} cy=${y} r="3" />`);
    }
    return svg`<path class="vp-rate" d=${path} />${dots}`;
  }

  private marks(): SVGTemplateResult[] {
    let free = 0;
    return this.picture.marks.map(({ text, at }) => {
      const x = this.x(at);
      const fits = x >= free && x + NAME_WIDTH / 2 < this.width;
      if (fits) free = x + NAME_WIDTH;
      const short = text.length > 15 ? `${text.slice(0, 14)}…` : text;
      return svg`<line class="vp-mark" x1=${places(x)} x2=${places(x)} y1=${this.paceTop - 4} y2=${this.bottom} />
        ${fits ? svg`<text class="vp-mark-name" x=${places(x + 2)} y=${NAMES - 5}>${short}</text>` : nothing}`;
    });
  }

  private axis(): SVGTemplateResult[] {
    const { seconds } = this.picture;
    const step = STEPS.find((each) => (this.inner * each) / Math.max(1, seconds) >= TICK_WIDTH) ?? 3600;
    return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step).map((at) => {
      const x = this.x(at);
      return svg`<line class="vp-grid" x1=${places(x)} x2=${places(x)} y1=${this.bottom} y2=${this.bottom + 4} />
        <text class="vp-axis" x=${places(x)} y=${this.bottom + 16} text-anchor=${x > this.width - 24 ? "end" : "middle"}>${clock(at)}</text>`;
    });
  }
}

/** The picture with its legend; a click goes to that second. `label` is what a screen reader is told in its place. */
export function pictureView(picture: Picture, width: number, at: number, label: string, seek: (seconds: number) => void): TemplateResult {
  const drawing = new Drawing(picture, width);
  const press = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    seek(drawing.at(((event.clientX - box.left) / box.width) * width));
  };
  const legend = (name: string, sign: SVGTemplateResult): TemplateResult => html`<span><svg viewBox="0 0 18 10" aria-hidden="true">${sign}</svg> ${name}</span>`;
  return html`<svg class="vp-picture" width=${width} height=${drawing.height} viewBox="0 0 ${width} ${drawing.height}" role="img" aria-label=${label} @click=${press}>
      ${guard([picture, width], () => drawing.ground())}${drawing.head(at)}
    </svg>
    <p class="vp-legend">
      ${picture.pace.length > 0 ? legend("syllables a second", svg`<path class="vp-rate" d="M0 7L18 3" />`) : nothing}
      ${picture.bands.map(({ meaning }, index) => legend(meaning, svg`<rect class=${index === 0 ? "vp-wide" : "vp-band"} x="0.5" y="0.5" width="17" height="9" />`))}
      ${legend("level", svg`<path class="vp-level" d="M0 10L4 3L9 6L13 1L18 10Z" />`)}
      ${legend("speech", svg`<rect class="vp-speech" width="18" height="10" />`)}
      ${legend("pause", svg`<rect class="vp-pause" x="0.5" y="0.5" width="17" height="9" />`)}
      ${picture.long.length > 0 ? legend("pause over 4 seconds", svg`<rect class="vp-long" width="18" height="10" />`) : nothing}
      ${picture.marks.length > 0 ? legend("phase", svg`<line class="vp-mark" x1="9" x2="9" y1="0" y2="10" />`) : nothing}
    </p>`;
}
