/** The drawing as it is seen in the page. */

import { nothing, svg, type SVGTemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import type { Camera } from "./camera";
import type { Drawing, Shape } from "./drawing";
import { inkOf, isInked } from "./ink";
import { routesOf } from "./routes";
import { level, markup, placeOf } from "./svg-file";

/** What the tools show of each shape beside its figure. */
export interface Marks {
  /** What each shape is called, by its id. */
  names: ReadonlyMap<string, string>;
  chosen: ReadonlySet<string>;
  doomed: ReadonlySet<string> | undefined;
  /** The shape whose text is being written. */
  written: string | undefined;
}

/** One look brings so many shapes into the page, and spends so many milliseconds on ink; the rest comes with the next. */
const FRESH = 30;
const INK_MS = 5;

export class Scene {
  /** Ids of the shapes that are in the page. */
  #seen = new Set<string>();
  #fresh = 0;
  #until = 0;
  #isLeft = false;

  /** Whether some of the drawing is left for another look. */
  get isLeft(): boolean {
    return this.#isLeft;
  }

  /** Another drawing comes: none of it is in the page. */
  forget(): void {
    this.#seen.clear();
  }

  /** The drawing from where a camera stands; with `marks`, shapes can be reached and chosen. */
  draw(drawing: Drawing, { x, y, zoom }: Camera, marks?: Marks, above: unknown = nothing): SVGTemplateResult {
    this.#until = performance.now() + INK_MS;
    this.#fresh = FRESH;
    const routes = routesOf(drawing);
    const shapes = repeat(
      this.#ready(drawing).sort((a, b) => level(a) - level(b)),
      ({ id }) => id,
      (shape) => {
        const { id } = shape;
        const route = routes.get(id);
        const look = [marks?.names.get(id), marks?.chosen.has(id), marks?.doomed?.has(id), marks?.written === id];
        return guard([shape, route?.line, route?.heads, ...look], () => shapeView(shape, markup(shape, drawing), marks));
      },
    );
    return svg`<g transform="scale(${zoom}) translate(${-x} ${-y})"><g>${shapes}</g><g aria-hidden="true">${above}</g></g>`;
  }

  /** The shapes that this look shows: all that the page has, and some that are new. */
  #ready(drawing: Drawing): Shape[] {
    const isHere = (shape: Shape): boolean => this.#seen.has(shape.id) && (shape.kind !== "stroke" || isInked(shape));
    const ready = drawing.shapes.filter((shape) => isHere(shape) || this.#isReady(shape));
    this.#seen = new Set(ready.map(({ id }) => id));
    this.#isLeft = ready.length < drawing.shapes.length;
    return ready;
  }

  #isReady(shape: Shape): boolean {
    if (this.#fresh === 0) return false;
    if (shape.kind === "stroke" && !isInked(shape)) {
      if (performance.now() > this.#until) return false;
      inkOf(shape);
    }
    this.#fresh -= 1;
    return true;
  }
}

function shapeView(shape: Shape, inner: string, marks: Marks | undefined): SVGTemplateResult {
  const { id, kind, tone } = shape;
  if (!marks) return svg`<g class="board__shape" data-kind=${kind} data-tone=${tone} transform=${placeOf(shape)}>${unsafeSVG(inner)}</g>`;
  const state = `${marks.doomed?.has(id) ? "doomed" : ""} ${marks.written === id ? "written" : ""}`;
  return svg`<g class="board__shape ${state}" data-id=${id} data-kind=${kind} data-tone=${tone} transform=${placeOf(shape)} role="button" tabindex="-1" aria-label=${marks.names.get(id) ?? ""} aria-pressed=${String(marks.chosen.has(id))}>${unsafeSVG(inner)}</g>`;
}
