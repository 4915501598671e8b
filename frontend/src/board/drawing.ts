/** What a drawing is: shapes as plain data, read from and written to versioned JSON. No page, no pixels. */

export const VERSION = 1;

/** Names of the colours; each has a shade for light, dark and print. */
export const TONES = ["grey", "blue", "green", "amber", "red"] as const;
export type Tone = (typeof TONES)[number];

export const NODE_KINDS = ["box", "store", "queue", "client", "note"] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** A shape with a place and a text. Lengths are in board units: one is a CSS pixel at 100 %. */
export interface Node {
  id: string;
  kind: NodeKind;
  /** Left and top edge. */
  x: number;
  y: number;
  w: number;
  h: number;
  text: string;
  tone: Tone;
}

/** A connection between two nodes; its way follows from where they are. */
export interface Arrow {
  id: string;
  kind: "arrow";
  /** Ids of nodes. */
  from: string;
  to: string;
  text: string;
  tone: Tone;
  /** A head at both ends. */
  both: boolean;
  /** Asynchronous. */
  dashed: boolean;
}

/** A line drawn with the pen. */
export interface Stroke {
  id: string;
  kind: "stroke";
  /** Where the first point is. */
  x: number;
  y: number;
  /** x, y, x, y, … from the first point. */
  points: readonly number[];
  /** 0 to 1 for each point, where the pen tells it. */
  pressure?: readonly number[];
  tone: Tone;
}

export type Shape = Node | Arrow | Stroke;

/** Never changed in place: an edit makes another, which shares what it left alone. Later shapes lie above earlier ones. */
export interface Drawing {
  readonly shapes: readonly Shape[];
}

export const EMPTY: Drawing = { shapes: [] };

/** Sizes that a new node starts with. */
export const SIZES: Record<NodeKind, { w: number; h: number }> = {
  box: { w: 160, h: 80 },
  store: { w: 140, h: 100 },
  queue: { w: 180, h: 60 },
  client: { w: 100, h: 80 },
  note: { w: 160, h: 40 },
};

export function isNode(shape: Shape): shape is Node {
  return shape.kind !== "arrow" && shape.kind !== "stroke";
}

const indexes = new WeakMap<Drawing, ReadonlyMap<string, Shape>>();

/** The shapes by id. */
export function byId(drawing: Drawing): ReadonlyMap<string, Shape> {
  let index = indexes.get(drawing);
  if (!index) indexes.set(drawing, (index = new Map(drawing.shapes.map((shape) => [shape.id, shape]))));
  return index;
}

/** The node of an id, or undefined. */
export function nodeOf(drawing: Drawing, id: string | undefined): Node | undefined {
  const shape = id === undefined ? undefined : byId(drawing).get(id);
  return shape && isNode(shape) ? shape : undefined;
}

export function nodesOf(drawing: Drawing): Node[] {
  return drawing.shapes.filter(isNode);
}

export function arrowsOf(drawing: Drawing): Arrow[] {
  return drawing.shapes.filter((shape) => shape.kind === "arrow");
}

// --- reading and writing

/** What could be read of a kept text, and how much of it could not. */
export interface Reading {
  drawing: Drawing;
  /** Shapes left out since they made no sense; Infinity where nothing could be read. */
  lost: number;
  /** When it was kept, in milliseconds since 1970; 0 where that is not known. */
  at: number;
}

const FARTHEST = 100_000;
const LONGEST_TEXT = 2_000;

function isLength(value: unknown, least = -FARTHEST): value is number {
  return typeof value === "number" && value >= least && value <= FARTHEST;
}

function isLabelled(shape: Partial<Record<string, unknown>>): boolean {
  const { id, text, tone } = shape;
  return typeof id === "string" && id !== "" && typeof text === "string" && text.length <= LONGEST_TEXT && TONES.includes(tone as Tone);
}

function readNode(kept: Partial<Record<string, unknown>>): Node | undefined {
  const { id, kind, x, y, w, h, text, tone } = kept;
  if (!NODE_KINDS.includes(kind as NodeKind) || !isLabelled(kept)) return undefined;
  if (!isLength(x) || !isLength(y) || !isLength(w, 1) || !isLength(h, 1)) return undefined;
  return { id: id as string, kind: kind as NodeKind, x, y, w, h, text: text as string, tone: tone as Tone };
}

function readArrow(kept: Partial<Record<string, unknown>>): Arrow | undefined {
  const { id, kind, from, to, text, tone, both, dashed } = kept;
  if (kind !== "arrow" || !isLabelled(kept) || typeof from !== "string" || typeof to !== "string" || from === to) return undefined;
  return { id: id as string, kind, from, to, text: text as string, tone: tone as Tone, both: both === true, dashed: dashed === true };
}

function readStroke(kept: Partial<Record<string, unknown>>): Stroke | undefined {
  const { id, kind, x, y, points, pressure, tone } = kept;
  if (kind !== "stroke" || typeof id !== "string" || id === "" || !TONES.includes(tone as Tone) || !isLength(x) || !isLength(y)) return undefined;
  if (!Array.isArray(points) || points.length < 2 || points.length % 2 !== 0 || !points.every((each) => isLength(each))) return undefined;
  const stroke: Stroke = { id, kind, x, y, points: points as number[], tone: tone as Tone };
  const tells = Array.isArray(pressure) && pressure.length * 2 === points.length && pressure.every((each) => isLength(each, 0) && each <= 1);
  return tells ? { ...stroke, pressure: pressure as number[] } : stroke;
}

function readShape(kept: unknown): Shape | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  return readNode(kept) ?? readArrow(kept) ?? readStroke(kept);
}

/** Read a kept text. Never throws: what makes no sense is left out and counted. */
export function readDrawing(text: string): Reading {
  let kept: { version?: unknown; shapes?: unknown; at?: unknown } | null;
  try {
    kept = JSON.parse(text) as typeof kept;
  } catch {
    return { drawing: EMPTY, lost: Infinity, at: 0 };
  }
  if (kept?.version !== VERSION || !Array.isArray(kept.shapes)) return { drawing: EMPTY, lost: Infinity, at: 0 };
  const shapes = new Map<string, Shape>();
  for (const each of kept.shapes as unknown[]) {
    const shape = readShape(each);
    if (shape && !shapes.has(shape.id)) shapes.set(shape.id, shape);
  }
  const hasEnds = (shape: Shape): boolean =>
    shape.kind !== "arrow" || [shape.from, shape.to].every((id) => shapes.has(id) && isNode(shapes.get(id)!));
  const found = [...shapes.values()].filter(hasEnds);
  return { drawing: { shapes: found }, lost: kept.shapes.length - found.length, at: Number(kept.at) || 0 };
}

const written = new WeakMap<Shape, string>();

/** The text to keep; `at` in milliseconds since 1970. A shape is written once, so that a long drawing costs no more than what changed in it. */
export function writeDrawing(drawing: Drawing, at = 0): string {
  const parts = drawing.shapes.map((shape) => {
    let part = written.get(shape);
    if (part === undefined) written.set(shape, (part = JSON.stringify(shape)));
    return part;
  });
  return `{"version":${VERSION},"at":${at},"shapes":[${parts.join(",")}]}`;
}
