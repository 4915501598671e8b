/** `<growth-chart>`: the growth verdict as a sentence, a picture of counts against the target, and the numbers behind it. */

import { html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { axes, short, type Box, type Point } from "./axes";

/** What `growth.measure` of the engine gives. */
export interface Growth {
  verdict: "on-target" | "better" | "worse" | "not-clear";
  grows: string;
  target: string;
  /** What `n` counts. */
  n: string;
  points: Point[];
  curve: Point[];
  message: string;
  evidence: string;
}

const SIGNS: Record<Growth["verdict"], { sign: string; tone: string; title: string }> = {
  "on-target": { sign: "✓", tone: "good", title: "On target" },
  better: { sign: "✓", tone: "good", title: "Below the target" },
  worse: { sign: "✗", tone: "bad", title: "Above the target" },
  "not-clear": { sign: "?", tone: "plain", title: "Not clear" },
};

const WIDTH = 480;
const HEIGHT = 240;
const BOX: Box = { left: 48, top: 14, width: WIDTH - 64, height: HEIGHT - 50 };

/** A class of growth as a reader writes it: n², 2ⁿ. */
export function shown(growth: string): string {
  return growth.replace("^2", "²").replace("^3", "³").replace("^n", "ⁿ");
}

export class GrowthChart extends LitElement {
  static override properties = { growth: { attribute: false } };

  declare growth: Growth | undefined;

  /** Light DOM: the site's own styles and palette apply. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const growth = this.growth;
    if (!growth) return nothing;
    const { sign, tone, title } = SIGNS[growth.verdict];
    return html`<section class="gr-growth" aria-label="Growth of the work">
      <p class="gr-growth-verdict ${tone}">
        <span class="gr-sign" aria-hidden="true">${sign}</span><strong data-growth=${growth.verdict}>${title}</strong> <span>${growth.message}</span>
      </p>
      ${growth.points.length > 1 ? this.picture(growth) : nothing}
      ${growth.evidence ? html`<p class="gr-growth-evidence">${growth.evidence}</p>` : nothing}
      ${growth.points.length ? this.numbers(growth) : nothing}
    </section>`;
  }

  private picture(growth: Growth): TemplateResult {
    const { x, y, sizes, steps } = axes([...growth.points, ...growth.curve], BOX);
    const line = (points: Point[]): string => points.map((point) => `${x(point.n).toFixed(1)},${y(point.units).toFixed(1)}`).join(" ");
    const bottom = BOX.top + BOX.height;
    const label = `Steps counted at ${growth.points.length} sizes, beside the target ${shown(growth.target)}. ${growth.message}`;
    return html`<svg class="gr-growth-picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
        ${steps.map((step) => svg`<line class="grid" x1=${BOX.left} x2=${BOX.left + BOX.width} y1=${y(step)} y2=${y(step)} />
          <text class="axis" x=${BOX.left - 6} y=${y(step) + 4} text-anchor="end">${short(step)}</text>`)}
        <line class="base" x1=${BOX.left} x2=${BOX.left + BOX.width} y1=${bottom + 6} y2=${bottom + 6} />
        ${sizes.map((size) => svg`<text class="axis" x=${x(size)} y=${bottom + 22} text-anchor="middle">${short(size)}</text>`)}
        <polyline class="target" points=${line(growth.curve)} />
        <polyline class="counted" points=${line(growth.points)} />
        ${growth.points.map((point) => svg`<circle class="counted" cx=${x(point.n)} cy=${y(point.units)} r="3.5" />`)}
      </svg>
      <p class="gr-growth-legend">
        <span><svg viewBox="0 0 24 8" aria-hidden="true"><line class="counted" x1="0" x2="24" y1="4" y2="4" /><circle class="counted" cx="12" cy="4" r="3" /></svg> your code</span>
        <span><svg viewBox="0 0 24 8" aria-hidden="true"><line class="target" x1="0" x2="24" y1="4" y2="4" /></svg> ${growth.target === "1" ? "no growth" : shown(growth.target)}, the target</span>
        <span>Steps over n: ${growth.n}. Both axes are logarithmic.</span>
      </p>`;
  }

  private numbers(growth: Growth): TemplateResult {
    const rows = growth.points.map((point, index) => {
      const before = growth.points[index - 1];
      return html`<tr><td>${point.n.toLocaleString("en")}</td><td>${point.units.toLocaleString("en")}</td><td>${before ? `× ${(point.units / before.units).toFixed(2)}` : ""}</td></tr>`;
    });
    return html`<details class="gr-growth-numbers">
      <summary>The numbers, and how they are counted</summary>
      <p>A step is a function entered, a turn of a loop, or an element that a built-in operation touches, such as each one that <code>x in items</code> looks at. Time is not measured, so a busy machine changes nothing.</p>
      <table>
        <thead><tr><th scope="col">n</th><th scope="col">Steps</th><th scope="col">Against the size before</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </details>`;
  }
}

customElements.define("growth-chart", GrowthChart);
