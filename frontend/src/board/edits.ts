/** The changes a reader can make: each takes a drawing and gives another. */

import { arrowsOf, byId, isNode, SIZES, type Arrow, type Drawing, type Node, type NodeKind, type Shape, type Tone } from "./drawing";
import { heightFor, leastSize } from "./figures";
import { snapped, type Point, type Rect } from "./geometry";

/** The next id that a drawing has not used. */
export function nextId(drawing: Drawing): string {
  let highest = 0;
  for (const { id } of drawing.shapes) highest = Math.max(highest, Number(/^s(\d+)$/.exec(id)?.[1] ?? 0));
  return `s${highest + 1}`;
}

function replaced(drawing: Drawing, ids: ReadonlySet<string>, change: (shape: Shape) => Shape): Drawing {
  return { shapes: drawing.shapes.map((shape) => (ids.has(shape.id) ? change(shape) : shape)) };
}

/** A node in a frame, on the grid and no smaller than its kind allows. */
export function nodeIn(frame: Rect, id: string, kind: NodeKind, tone: Tone): Node {
  const size = leastSize({ kind, text: "" }, snapped(frame.w, 20));
  return { id, kind, x: snapped(frame.x), y: snapped(frame.y), w: size.w, h: Math.max(size.h, snapped(frame.h, 20)), text: "", tone };
}

/** A node of the usual size, in the middle of a point. */
export function nodeAt({ x, y }: Point, id: string, kind: NodeKind, tone: Tone): Node {
  const { w, h } = SIZES[kind];
  return { id, kind, x: snapped(x - w / 2), y: snapped(y - h / 2), w, h, text: "", tone };
}

export function added(drawing: Drawing, ...shapes: Shape[]): Drawing {
  return { shapes: [...drawing.shapes, ...shapes] };
}

/** Without the shapes of these ids, and without arrows that would hang loose. */
export function removed(drawing: Drawing, ids: ReadonlySet<string>): Drawing {
  const goes = (shape: Shape): boolean => ids.has(shape.id) || (shape.kind === "arrow" && (ids.has(shape.from) || ids.has(shape.to)));
  return { shapes: drawing.shapes.filter((shape) => !goes(shape)) };
}

/** Nodes and strokes moved; arrows follow by themselves. */
export function moved(drawing: Drawing, ids: ReadonlySet<string>, dx: number, dy: number): Drawing {
  if (dx === 0 && dy === 0) return drawing;
  return replaced(drawing, ids, (shape) => (shape.kind === "arrow" ? shape : { ...shape, x: shape.x + dx, y: shape.y + dy }));
}

/** How far to move, so that the first of the nodes moved comes to rest on the grid. */
export function onGrid(drawing: Drawing, ids: ReadonlySet<string>, dx: number, dy: number): Point {
  const lead = drawing.shapes.find((shape) => ids.has(shape.id) && isNode(shape)) as Node | undefined;
  if (!lead) return { x: Math.round(dx), y: Math.round(dy) };
  return { x: snapped(lead.x + dx) - lead.x, y: snapped(lead.y + dy) - lead.y };
}

/** A node given another size, no smaller than its text needs. */
export function resized(drawing: Drawing, id: string, w: number, h: number): Drawing {
  return replaced(drawing, new Set([id]), (shape) => {
    if (!isNode(shape)) return shape;
    const least = leastSize(shape, snapped(w, 20));
    return { ...shape, w: least.w, h: Math.max(least.h, snapped(h, 20)) };
  });
}

/** A node or arrow with another text. A node grows with it, never shrinks. */
export function retold(drawing: Drawing, id: string, text: string): Drawing {
  return replaced(drawing, new Set([id]), (shape) => {
    if (shape.kind === "stroke") return shape;
    if (shape.kind === "arrow") return { ...shape, text };
    return { ...shape, text, h: Math.max(shape.h, heightFor({ ...shape, text })) };
  });
}

export function toned(drawing: Drawing, ids: ReadonlySet<string>, tone: Tone): Drawing {
  return replaced(drawing, ids, (shape) => ({ ...shape, tone }));
}

/** The arrows of these ids changed: dashed or not, one head or two, turned around. */
export function rearrowed(drawing: Drawing, ids: ReadonlySet<string>, change: Partial<Pick<Arrow, "both" | "dashed">> | "turn"): Drawing {
  return replaced(drawing, ids, (shape) => {
    if (shape.kind !== "arrow") return shape;
    return change === "turn" ? { ...shape, from: shape.to, to: shape.from } : { ...shape, ...change };
  });
}

/** An arrow, or undefined from a node to itself. */
export function arrowOf(id: string, from: string, to: string, tone: Tone, how: { both: boolean; dashed: boolean }): Arrow | undefined {
  return from === to ? undefined : { id, kind: "arrow", from, to, text: "", tone, both: how.both, dashed: how.dashed };
}

/** Copies of the shapes of these ids beside them, with the arrows that run among them; gives the copies' ids, too. */
export function doubled(drawing: Drawing, ids: ReadonlySet<string>): { drawing: Drawing; ids: string[] } {
  const index = byId(drawing);
  const names = new Map<string, string>();
  let number = Number(nextId(drawing).slice(1));
  const isCopied = (shape: Shape): boolean =>
    shape.kind === "arrow" ? ids.has(shape.from) && ids.has(shape.to) : ids.has(shape.id);
  const chosen = drawing.shapes.filter(isCopied);
  for (const { id } of chosen) {
    names.set(id, `s${number}`);
    number += 1;
  }
  const copies = chosen.map((shape): Shape => {
    const id = names.get(shape.id)!;
    if (shape.kind === "arrow") return { ...shape, id, from: names.get(shape.from)!, to: names.get(shape.to)! };
    return { ...shape, id, x: shape.x + 20, y: shape.y + 20 };
  });
  // An arrow alone is doubled between its nodes: there and back are two arrows.
  if (copies.length === 0) {
    const arrow = [...ids].map((id) => index.get(id)).find((shape) => shape?.kind === "arrow");
    if (arrow) copies.push({ ...arrow, id: `s${number}` });
  }
  return { drawing: added(drawing, ...copies), ids: copies.map(({ id }) => id) };
}

/** The arrow that runs from one node to another already, or undefined. */
export function arrowBetween(drawing: Drawing, from: string, to: string): Arrow | undefined {
  return arrowsOf(drawing).find((arrow) => arrow.from === from && arrow.to === to);
}

