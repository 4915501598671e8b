/** What lies where in a drawing: under a point, inside a frame, and in which order it is walked. */

import { arrowsOf, byId, isNode, nodesOf, type Drawing, type Node, type Shape } from "./drawing";
import { around, encloses, grown, holds, inReadingOrder, toLine, type Point, type Rect } from "./geometry";
import { pointsOf, strokeBox } from "./ink";
import { labelBox, routesOf } from "./routes";

/** The rectangle of a shape, labels included. */
export function boundsOf(drawing: Drawing, shape: Shape): Rect {
  if (isNode(shape)) return shape;
  if (shape.kind === "stroke") return strokeBox(shape);
  const route = routesOf(drawing).get(shape.id);
  if (!route) return { x: 0, y: 0, w: 0, h: 0 };
  const line = around(route.points.map((point) => ({ ...point, w: 0, h: 0 })))!;
  return shape.text === "" ? line : around([line, labelBox(shape.text, route.middle)])!;
}

/** The rectangle of everything, or undefined where nothing is. */
export function extent(drawing: Drawing): Rect | undefined {
  return around(drawing.shapes.map((shape) => boundsOf(drawing, shape)));
}

function isOn(drawing: Drawing, shape: Shape, at: Point, near: number): boolean {
  if (isNode(shape)) return holds(shape, at);
  if (!holds(grown(boundsOf(drawing, shape), near), at)) return false;
  if (shape.kind === "stroke") return toLine(at, pointsOf(shape)) <= near;
  const route = routesOf(drawing).get(shape.id);
  if (!route) return false;
  return toLine(at, route.points) <= near || (shape.text !== "" && holds(labelBox(shape.text, route.middle), at));
}

/** The shape under a point, the topmost of several: ink lies above nodes, nodes above arrows. `near` is how exact the pointer is. */
export function shapeAt(drawing: Drawing, at: Point, near: number): Shape | undefined {
  const level = (shape: Shape): number => (shape.kind === "stroke" ? 2 : isNode(shape) ? 1 : 0);
  let found: Shape | undefined;
  for (const shape of drawing.shapes) {
    if (found && level(shape) < level(found)) continue;
    if (isOn(drawing, shape, at, near)) found = shape;
  }
  return found;
}

/** All shapes under a point. */
export function shapesAt(drawing: Drawing, at: Point, near: number): Shape[] {
  return drawing.shapes.filter((shape) => isOn(drawing, shape, at, near));
}

/** The topmost node under a point. */
export function nodeAtPoint(drawing: Drawing, at: Point): Node | undefined {
  return nodesOf(drawing).findLast((node) => holds(node, at));
}

/** Ids of the shapes that lie wholly within a frame. */
export function within(drawing: Drawing, frame: Rect): string[] {
  return drawing.shapes.filter((shape) => encloses(frame, boundsOf(drawing, shape))).map(({ id }) => id);
}

const walks = new WeakMap<Drawing, Shape[]>();

/** All shapes in the order they are walked: nodes in reading order, each followed by the arrows that leave it; then pen strokes. */
export function walkOf(drawing: Drawing): Shape[] {
  let walk = walks.get(drawing);
  if (!walk) {
    const nodes = inReadingOrder(nodesOf(drawing));
    const place = new Map(nodes.map(({ id }, n) => [id, n]));
    const leaving = new Map<string, Shape[]>();
    const arrows = arrowsOf(drawing).sort((a, b) => place.get(a.to)! - place.get(b.to)!);
    for (const arrow of arrows) leaving.set(arrow.from, [...(leaving.get(arrow.from) ?? []), arrow]);
    const strokes = drawing.shapes.filter((shape) => shape.kind === "stroke");
    walk = [...nodes.flatMap((node) => [node, ...(leaving.get(node.id) ?? [])]), ...strokes];
    walks.set(drawing, walk);
  }
  return walk;
}

/** The ids that a drawing has, of those given. */
export function still(drawing: Drawing, ids: Iterable<string>): string[] {
  const index = byId(drawing);
  return [...ids].filter((id) => index.has(id));
}
