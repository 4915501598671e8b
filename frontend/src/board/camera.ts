/** Which part of the board is shown, and how large. */

import { centre, type Point, type Rect } from "./geometry";

export interface Camera {
  /** What lies in the view's left top corner, in board units. */
  x: number;
  y: number;
  /** Pixels to a board unit. */
  zoom: number;
}

/** Of the view, in pixels. */
export interface Size {
  w: number;
  h: number;
}

const LEAST = 0.2;
const MOST = 4;

export function toBoard({ x, y, zoom }: Camera, at: Point): Point {
  return { x: x + at.x / zoom, y: y + at.y / zoom };
}

export function toView({ x, y, zoom }: Camera, at: Point): Point {
  return { x: (at.x - x) * zoom, y: (at.y - y) * zoom };
}

/** The part of the board that is shown. */
export function shown({ x, y, zoom }: Camera, { w, h }: Size): Rect {
  return { x, y, w: w / zoom, h: h / zoom };
}

/** Moved by pixels; what is drawn moves the other way. */
export function panned({ x, y, zoom }: Camera, dx: number, dy: number): Camera {
  return { x: x + dx / zoom, y: y + dy / zoom, zoom };
}

/** Enlarged by a factor; the point of the view that is given stays where it is. */
export function zoomed(camera: Camera, factor: number, at: Point): Camera {
  const zoom = Math.max(LEAST, Math.min(MOST, camera.zoom * factor));
  const fixed = toBoard(camera, at);
  return { x: fixed.x - at.x / zoom, y: fixed.y - at.y / zoom, zoom };
}

/** All of a rectangle in the middle of the view, not enlarged; of nothing, the board's beginning in the middle. */
export function fitted(rect: Rect | undefined, { w, h }: Size, margin = 32, below = 0): Camera {
  if (!rect || w === 0 || h === 0) return { x: -w / 2, y: -h / 2, zoom: 1 };
  const free = h - below;
  const zoom = Math.max(LEAST, Math.min(1, (w - 2 * margin) / Math.max(1, rect.w), (free - 2 * margin) / Math.max(1, rect.h)));
  const { x, y } = centre(rect);
  return { x: x - w / 2 / zoom, y: y - free / 2 / zoom, zoom };
}

/** Kept near what is drawn: some of it always stays in view. */
export function held(camera: Camera, rect: Rect | undefined, size: Size): Camera {
  const all = rect ?? { x: 0, y: 0, w: 0, h: 0 };
  const [w, h] = [size.w / camera.zoom, size.h / camera.zoom];
  const [edgeX, edgeY] = [Math.min(80 / camera.zoom, w / 4), Math.min(80 / camera.zoom, h / 4)];
  const x = Math.max(all.x + edgeX - w, Math.min(all.x + all.w - edgeX, camera.x));
  const y = Math.max(all.y + edgeY - h, Math.min(all.y + all.h - edgeY, camera.y));
  return { x, y, zoom: camera.zoom };
}

/** Moved just so far that a rectangle is in view. */
export function revealing(camera: Camera, rect: Rect, size: Size, margin = 24): Camera {
  const view = shown(camera, size);
  const edge = margin / camera.zoom;
  const shift = (from: number, length: number, at: number, wide: number): number => {
    if (at - edge < from) return at - edge - from;
    return at + wide + edge > from + length ? Math.min(at + wide + edge - from - length, at - edge - from) : 0;
  };
  return { ...camera, x: camera.x + shift(view.x, view.w, rect.x, rect.w), y: camera.y + shift(view.y, view.h, rect.y, rect.h) };
}
