/** Where things are: rectangles, distances, the grid, what lies under a point, a free place. Lengths in board units. */

export interface Point {
  x: number;
  y: number;
}

export interface Rect extends Point {
  w: number;
  h: number;
}

/** New and moved shapes come to rest on it. */
export const GRID = 10;

export function snapped(value: number, grid = GRID): number {
  return Math.round(value / grid) * grid;
}

/** One decimal is finer than a screen shows. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function centre({ x, y, w, h }: Rect): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

/** The rectangle with two opposite corners. */
export function between(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

export function grown({ x, y, w, h }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by };
}

export function holds(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && x <= rect.x + rect.w && y >= rect.y && y <= rect.y + rect.h;
}

export function touches(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function encloses(outer: Rect, inner: Rect): boolean {
  return holds(outer, inner) && holds(outer, { x: inner.x + inner.w, y: inner.y + inner.h });
}

/** The smallest rectangle around all, or undefined around none. */
export function around(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, w, h } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + w);
    bottom = Math.max(bottom, y + h);
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** How far a point is from a line between two others. */
function toSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return distance(p, { x: a.x + t * dx, y: a.y + t * dy });
}

/** How far a point is from a line through many. */
export function toLine(p: Point, line: readonly Point[]): number {
  let nearest = line.length === 1 ? distance(p, line[0]!) : Infinity;
  for (let n = 1; n < line.length; n += 1) nearest = Math.min(nearest, toSegment(p, line[n - 1]!, line[n]!));
  return nearest;
}

/**
 * The place for a new rectangle that is nearest to `at` (its centre) and `gap` away from all that is taken, on the grid.
 * Right and below come before left and above.
 */
export function freePlace(size: { w: number; h: number }, at: Point, taken: readonly Rect[], gap = 40): Point {
  const [stepX, stepY] = [snapped(size.w + gap, GRID * 2), snapped(size.h + gap, GRID * 2)];
  const start = { x: snapped(at.x - size.w / 2), y: snapped(at.y - size.h / 2) };
  const tried: (Point & { far: number })[] = [];
  const reach = Math.ceil(Math.sqrt(taken.length)) + 2;
  for (let row = -reach; row <= reach; row += 1) {
    for (let column = -reach; column <= reach; column += 1) {
      const far = Math.hypot(column * stepX, row * stepY) + (row < 0 ? stepY / 3 : 0) + (column < 0 ? stepX / 3 : 0);
      tried.push({ x: start.x + column * stepX, y: start.y + row * stepY, far });
    }
  }
  tried.sort((a, b) => a.far - b.far);
  const isFree = ({ x, y }: Point): boolean => !taken.some((rect) => touches(grown(rect, gap / 2), { x, y, ...size }));
  return tried.find(isFree) ?? { x: start.x, y: Math.max(start.y, ...taken.map((rect) => rect.y + rect.h + gap)) };
}

/** In reading order: row by row from the top, each from the left. Rectangles whose middles are at about one height are a row. */
export function inReadingOrder<T extends Rect>(rects: readonly T[]): T[] {
  const waiting = [...rects].sort((a, b) => centre(a).y - centre(b).y || a.x - b.x);
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const first = waiting[0]!;
    const row = waiting.filter((rect) => centre(rect).y <= centre(first).y + first.h / 2);
    waiting.splice(0, row.length);
    ordered.push(...row.sort((a, b) => a.x - b.x || a.y - b.y));
  }
  return ordered;
}
