/** The window onto the board: moved, enlarged and fitted, always with some of the drawing in it. */

import { fitted, held, panned, revealing, shown, toBoard, zoomed, type Camera, type Size } from "./camera";
import type { Point, Rect } from "./geometry";

/** Pixels at the bottom of the view that its own buttons cover. */
const BUTTONS = 48;

export class View {
  camera: Camera = { x: 0, y: 0, zoom: 1 };
  size: Size = { w: 0, h: 0 };
  /** Pixels at the bottom where nothing should come to rest. */
  below = BUTTONS;

  constructor(
    private readonly extent: () => Rect | undefined,
    private readonly changed: () => void,
  ) {}

  /** The part of the board that is to be seen. */
  get shown(): Rect {
    return shown(this.camera, this.#free);
  }

  get #free(): Size {
    return { w: this.size.w, h: this.size.h - this.below };
  }

  /** Look somewhere else; false where that is what was seen already. */
  look(camera: Camera): boolean {
    const next = held(camera, this.extent(), this.size);
    const same = next.x === this.camera.x && next.y === this.camera.y && next.zoom === this.camera.zoom;
    this.camera = next;
    if (!same) this.changed();
    return !same;
  }

  /** Move by pixels. */
  pan(dx: number, dy: number): boolean {
    return this.look(panned(this.camera, dx, dy));
  }

  /** Enlarge by a factor around a point of the view, its middle where none is given. */
  zoom(factor: number, at: Point = { x: this.size.w / 2, y: this.size.h / 2 }): boolean {
    return this.look(zoomed(this.camera, factor, at));
  }

  /** Show everything. */
  fit(): void {
    this.camera = fitted(this.extent(), this.size, 24, this.below);
    this.changed();
  }

  /** Move just so far that a rectangle of the board is seen. */
  reveal(rect: Rect): void {
    this.camera = revealing(this.camera, rect, this.#free);
  }

  /** A point of the view on the board. */
  board(at: Point): Point {
    return toBoard(this.camera, at);
  }
}
