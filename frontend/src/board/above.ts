/** What lies below and above the drawing while it is worked on: the grid, frames around what is chosen, what a gesture is about to do. */

import { nothing, svg, type SVGTemplateResult } from "lit";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import type { Camera } from "./camera";
import type { Desk } from "./desk";
import { byId, isNode, nodeOf, type Node, type Tone } from "./drawing";
import { boundsOf, nodeAtPoint } from "./finding";
import { grown, type Point, type Rect } from "./geometry";
import { inkOf, strokeOf } from "./ink";
import { looseRoute } from "./routes";
import { arrowMarkup, inkMarkup, placeOf } from "./svg-file";

function frame(rect: Rect, kind: string, by = 0): SVGTemplateResult {
  const { x, y, w, h } = grown(rect, by);
  return svg`<rect class="board__frame ${kind}" x=${x} y=${y} width=${w} height=${h} rx="4" vector-effect="non-scaling-stroke"></rect>`;
}

function loose(inner: string, tone: Tone, place = ""): SVGTemplateResult {
  return svg`<g class="board__shape" data-tone=${tone} transform=${place}>${unsafeSVG(inner)}</g>`;
}

function handle({ x, y, w, h }: Node, unit: number): SVGTemplateResult {
  return svg`<circle class="board__handle" cx=${x + w + 4 * unit} cy=${y + h + 4 * unit} r=${6 * unit} vector-effect="non-scaling-stroke"></circle>`;
}

function pulled(from: Node, to: Point, { drawing, arrows, tone }: Desk): unknown {
  const target = nodeAtPoint(drawing, to);
  const aim = target && target.id !== from.id ? target : undefined;
  return [aim && frame(aim, "dashed", 4), loose(arrowMarkup(looseRoute(from, aim ?? to, arrows.both), arrows.dashed, tone), tone)];
}

/** Above the drawing, in its own measure. */
export function above(desk: Desk): unknown {
  const { drawing, trace, single, tone } = desk;
  const unit = 1 / desk.view.camera.zoom;
  const frames = [...new Set([...desk.chosen, desk.at])].map((id) => {
    const shape = id === undefined ? undefined : byId(drawing).get(id);
    return shape && frame(boundsOf(drawing, shape), desk.pinned.has(id!) ? "held" : id === desk.at ? "at" : "", 4 * unit);
  });
  const from = nodeOf(drawing, desk.connecting);
  const ink = trace.ink && strokeOf(trace.ink, "", tone);
  return [
    frames,
    single && isNode(single) && desk.editing === undefined ? handle(single, unit) : nothing,
    from && frame(from, "dashed", 4 * unit),
    from && trace.to && pulled(from, trace.to, desk),
    trace.rect && frame(trace.rect, desk.tool === "select" ? "dashed filled" : "filled"),
    ink && loose(inkMarkup(inkOf(ink), tone), tone, placeOf(ink)),
  ];
}

/** The grid below the drawing, in pixels. `id` is unlike that of any other board of the page. */
export function grid({ x, y, zoom }: Camera, id: string): SVGTemplateResult {
  // Of twenty; of a hundred where that would be a mist.
  const step = (zoom < 0.6 ? 100 : 20) * zoom;
  return svg`<pattern id="${id}-grid" width=${step} height=${step} x=${-x * zoom} y=${-y * zoom} patternUnits="userSpaceOnUse"><circle cx="1" cy="1" r="1"></circle></pattern><rect width="100%" height="100%" fill="url(#${id}-grid)"></rect>`;
}
