/** The way that each arrow takes between its two nodes. */

import { arrowsOf, nodeOf, type Arrow, type Drawing, type Node } from "./drawing";
import { centre, distance, rounded, type Point, type Rect } from "./geometry";
import { LABEL_SIZE, LEADING, textWidth } from "./lettering";

export interface Route {
  /** The line, without heads. */
  line: string;
  /** The heads, filled. */
  heads: string;
  /** Points along the line, close enough for finding what was pressed. */
  points: Point[];
  /** Middle of the label. */
  middle: Point;
}

/** An end of an arrow: where it meets the node, and the way out of it as a vector of length 1. */
interface End extends Point {
  dx: number;
  dy: number;
}

/** Between a node's edge and the tip. */
const GAP = 4;
const HEAD = 10;
/** Between two arrows of one pair. */
const SPREAD = 26;
const SAMPLES = 16;

/** The middle of what two ranges share, or undefined where that is less than 20. */
function shared(a: number, aLength: number, b: number, bLength: number): number | undefined {
  const [from, to] = [Math.max(a, b), Math.min(a + aLength, b + bLength)];
  return to - from >= 20 ? (from + to) / 2 : undefined;
}

/** Where an arrow leaves `a` and reaches `b`; `beside` moves it sideways, to make room for others of the pair. */
function ends(a: Rect, b: Rect, beside: number): [End, End] {
  const [from, to] = [centre(a), centre(b)];
  const right = to.x >= from.x ? 1 : -1;
  const down = to.y >= from.y ? 1 : -1;
  const gapX = right > 0 ? b.x - a.x - a.w : a.x - b.x - b.w;
  const gapY = down > 0 ? b.y - a.y - a.h : a.y - b.y - b.h;
  const level = shared(a.y, a.h, b.y, b.h);
  const upright = shared(a.x, a.w, b.x, b.w);
  // Across where there is more room across, or where both stand at one height.
  const across = gapY < 0 || (gapX >= gapY && upright === undefined);
  if (across) {
    const [y1, y2] = level === undefined ? [from.y, to.y] : [level, level];
    const edge = (rect: Rect, side: number): number => (side > 0 ? rect.x + rect.w + GAP : rect.x - GAP);
    return [
      { x: edge(a, right), y: y1 + beside, dx: right, dy: 0 },
      { x: edge(b, -right), y: y2 + beside, dx: -right, dy: 0 },
    ];
  }
  const [x1, x2] = upright === undefined ? [from.x, to.x] : [upright, upright];
  const edge = (rect: Rect, side: number): number => (side > 0 ? rect.y + rect.h + GAP : rect.y - GAP);
  return [
    { x: x1 + beside, y: edge(a, down), dx: 0, dy: down },
    { x: x2 + beside, y: edge(b, -down), dx: 0, dy: -down },
  ];
}

function headAt({ x, y, dx, dy }: End): string {
  const [backX, backY] = [x + dx * HEAD, y + dy * HEAD];
  const [sideX, sideY] = [-dy * HEAD * 0.5, dx * HEAD * 0.5];
  const at = (px: number, py: number): string => `${rounded(px)} ${rounded(py)}`;
  return `M${at(x, y)}L${at(backX + sideX, backY + sideY)}L${at(backX - sideX, backY - sideY)}Z`;
}

/** The point of a cubic curve at t from 0 to 1. */
function onCurve([a, b, c, d]: [Point, Point, Point, Point], t: number): Point {
  const s = 1 - t;
  const [w1, w2, w3, w4] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: a.x * w1 + b.x * w2 + c.x * w3 + d.x * w4, y: a.y * w1 + b.y * w2 + c.y * w3 + d.y * w4 };
}

function routeBetween(a: Rect, b: Rect, both: boolean, beside: number): Route {
  const [from, to] = ends(a, b, beside);
  const pulled = (end: End, has: boolean): Point => (has ? { x: end.x + end.dx * (HEAD - 1), y: end.y + end.dy * (HEAD - 1) } : end);
  const [start, finish] = [pulled(from, both), pulled(to, true)];
  const bend = Math.max(24, distance(start, finish) * 0.4);
  const handle = (at: Point, end: End): Point => ({ x: at.x + end.dx * bend, y: at.y + end.dy * bend });
  const curve: [Point, Point, Point, Point] = [start, handle(start, from), handle(finish, to), finish];
  const isStraight = from.dx !== 0 ? from.y === to.y : from.x === to.x;
  const at = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`;
  const points = isStraight ? [start, finish] : Array.from({ length: SAMPLES + 1 }, (_, n) => onCurve(curve, n / SAMPLES));
  return {
    line: isStraight ? `M${at(start)}L${at(finish)}` : `M${at(start)}C${at(curve[1])} ${at(curve[2])} ${at(finish)}`,
    heads: headAt(to) + (both ? headAt(from) : ""),
    points: [from, ...points, to].map(({ x, y }) => ({ x, y })),
    middle: isStraight ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } : onCurve(curve, 0.5),
  };
}

const known = new WeakMap<Drawing, Map<string, Route>>();

/** Where arrows meet a node: a client is as wide as its picture. */
function bodyOf(node: Node): Rect {
  return node.kind === "client" ? { ...node, x: node.x + node.w / 2 - 26, w: 52 } : node;
}

/** The way of each arrow, by its id. */
export function routesOf(drawing: Drawing): Map<string, Route> {
  const found = known.get(drawing);
  if (found) return found;
  const pairs = new Map<string, Arrow[]>();
  for (const arrow of arrowsOf(drawing)) {
    const pair = [arrow.from, arrow.to].sort().join(" ");
    pairs.set(pair, [...(pairs.get(pair) ?? []), arrow]);
  }
  const routes = new Map<string, Route>();
  for (const arrows of pairs.values()) {
    arrows.forEach((arrow, n) => {
      const [a, b] = [nodeOf(drawing, arrow.from), nodeOf(drawing, arrow.to)];
      if (a && b) routes.set(arrow.id, routeBetween(bodyOf(a), bodyOf(b), arrow.both, (n - (arrows.length - 1) / 2) * SPREAD));
    });
  }
  known.set(drawing, routes);
  return routes;
}

/** The way of an arrow that is being drawn, to a node or to a point. */
export function looseRoute(from: Node, to: Node | Point, both: boolean): Route {
  return routeBetween(bodyOf(from), "id" in to ? bodyOf(to) : { ...to, w: 0, h: 0 }, both, 0);
}

/** The rectangle that an arrow's label takes. */
export function labelBox(text: string, { x, y }: Point): Rect {
  const lines = text.split("\n");
  const w = Math.max(...lines.map((line) => textWidth(line, LABEL_SIZE))) + 8;
  const h = lines.length * LABEL_SIZE * LEADING + 4;
  return { x: x - w / 2, y: y - h / 2, w, h };
}
