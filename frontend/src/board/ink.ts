/** Pen strokes: which points to keep, and the outline that a pen would leave. */

import { getStroke } from "perfect-freehand";
import type { Stroke } from "./drawing";
import { around, rounded, type Point, type Rect } from "./geometry";

const WIDTH = 5;

/** What a pen told at one moment. */
export interface Touch extends Point {
  /** 0 to 1, or undefined where the device does not measure it. */
  pressure: number | undefined;
}

/** A stroke of points, the first as its place, or undefined of none. */
export function strokeOf(touches: readonly Touch[], id: string, tone: Stroke["tone"]): Stroke | undefined {
  const first = touches[0];
  if (!first) return undefined;
  const [x, y] = [rounded(first.x), rounded(first.y)];
  const points = touches.flatMap((each) => [rounded(each.x - x), rounded(each.y - y)]);
  const stroke: Stroke = { id, kind: "stroke", x, y, points, tone };
  const tells = touches.every(({ pressure }) => pressure !== undefined);
  return tells ? { ...stroke, pressure: touches.map(({ pressure }) => Math.round(pressure! * 100) / 100) } : stroke;
}

/** The points of a stroke on the board. */
export function pointsOf({ x, y, points }: Stroke): Point[] {
  const found: Point[] = [];
  for (let n = 0; n < points.length; n += 2) found.push({ x: x + points[n]!, y: y + points[n + 1]! });
  return found;
}

const boxes = new WeakMap<readonly number[], Rect>();

/** The rectangle that a stroke's ink takes. */
export function strokeBox(stroke: Stroke): Rect {
  let box = boxes.get(stroke.points);
  if (!box) {
    const { x, y, w, h } = around(pointsOf({ ...stroke, x: 0, y: 0 }).map((point) => ({ ...point, w: 0, h: 0 })))!;
    boxes.set(stroke.points, (box = { x: x - WIDTH / 2, y: y - WIDTH / 2, w: w + WIDTH, h: h + WIDTH }));
  }
  return { ...box, x: box.x + stroke.x, y: box.y + stroke.y };
}

const outlines = new WeakMap<readonly number[], string>();

/** Whether a stroke's outline is known, so that asking for it costs nothing. */
export function isInked({ points }: Stroke): boolean {
  return outlines.has(points);
}

/** The filled path of a stroke, from its first point. */
export function inkOf({ points, pressure }: Pick<Stroke, "points" | "pressure">): string {
  let path = outlines.get(points);
  if (path !== undefined) return path;
  const touches: number[][] = [];
  for (let n = 0; n < points.length; n += 2) touches.push([points[n]!, points[n + 1]!, pressure?.[n / 2] ?? 0.5]);
  const outline = getStroke(touches, { size: WIDTH, thinning: 0.5, smoothing: 0.5, streamline: 0.4, simulatePressure: !pressure, last: true });
  // Curves through the middles of the outline's edges, with its corners as handles.
  const parts: string[] = [];
  outline.forEach(([x, y], n) => {
    const [nextX, nextY] = outline[(n + 1) % outline.length]!;
    parts.push(`${rounded(x)} ${rounded(y)} ${rounded((x + nextX) / 2)} ${rounded((y + nextY) / 2)}`);
  });
  const last = outline.at(-1);
  const first = outline[0];
  path = first && last ? `M${rounded((last[0] + first[0]) / 2)} ${rounded((last[1] + first[1]) / 2)}Q${parts.join(" ")}Z` : "";
  outlines.set(points, path);
  return path;
}
