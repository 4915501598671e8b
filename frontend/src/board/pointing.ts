/** What mouse, finger and pen do on the board. Presses come in as plain data, so that no page is needed. */

import { zoomed, type Camera } from "./camera";
import { isNode, nodeOf, NODE_KINDS, type Node, type NodeKind } from "./drawing";
import { moved, nextId, nodeAt, nodeIn, onGrid, removed, resized, added } from "./edits";
import { nodeAtPoint, shapeAt, shapesAt, within } from "./finding";
import { between, distance, snapped, type Point } from "./geometry";
import { strokeOf, type Touch } from "./ink";
import type { Desk } from "./desk";
import { shortName } from "./outline";

/** One pointer at one moment. */
export interface Press {
  id: number;
  /** In pixels from the view's left top corner. */
  at: Point;
  kind: string;
  /** 0 to 1, where a pen measures it. */
  pressure: number | undefined;
  /** 0 the first, 1 the middle one. */
  button: number;
  shift: boolean;
  /** Milliseconds, of any one clock. */
  time: number;
}

/** What a press has begun. */
type Deed =
  | { is: "move"; id: string; started: boolean }
  | { is: "size"; node: Node }
  | { is: "frame" | "make" | "arrow" | "ink" | "erase" | "pan" };

const TWICE_MS = 400;
/** Pixels to the handle that changes a node's size. */
const HANDLE = 14;
/** Ink closer than so many pixels to the last point adds nothing. */
const FINEST = 1.6;

export class Pointing {
  readonly #desk: Desk;
  #deed: Deed | undefined;
  #first: Press | undefined;
  #last: Press | undefined;
  /** Where each pointer is. */
  readonly #down = new Map<number, Point>();
  #pinch: { camera: Camera; middle: Point; apart: number } | undefined;
  #clicked: { at: Point; time: number } | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get isBusy(): boolean {
    return this.#down.size > 0;
  }

  down(press: Press): void {
    this.#down.set(press.id, press.at);
    if (this.#down.size === 2) this.#beginPinch();
    if (this.#down.size > 1) return;
    this.#first = this.#last = press;
    this.#desk.endText();
    this.#deed = press.button === 1 ? { is: "pan" } : this.#begin(press);
  }

  /** One pointer has gone on through these moments. */
  move(presses: readonly Press[]): void {
    const press = presses.at(-1);
    if (!press || !this.#down.has(press.id)) return;
    this.#down.set(press.id, press.at);
    if (this.#pinch) return this.#goOnPinch();
    if (!this.#first || press.id !== this.#first.id) return;
    this.#goOn(presses, press);
    this.#last = press;
  }

  up(press: Press): void {
    const wasDown = this.#down.delete(press.id);
    if (this.#pinch) {
      if (this.#down.size === 0) this.#pinch = undefined;
      return;
    }
    const deed = this.#deed;
    const first = this.#first;
    this.#deed = this.#first = undefined;
    if (!wasDown || !deed || first?.id !== press.id) return;
    this.#end(deed, first, press);
    const isClick = distance(first.at, press.at) < this.#slack(press);
    this.#clicked = isClick && deed.is !== "ink" ? { at: press.at, time: press.time } : undefined;
  }

  /** A pointer was taken away, by the browser or by another finger. */
  cancel(id: number): void {
    this.#down.delete(id);
    if (this.#down.size === 0) this.#pinch = undefined;
    if (this.#first?.id === id) this.#giveUp();
  }

  #giveUp(): void {
    this.#deed = this.#first = undefined;
    this.#desk.revert();
  }

  /** How far a press may slip and still be one, in pixels. */
  #slack({ kind }: Press): number {
    return kind === "mouse" ? 4 : 9;
  }

  /** How near is near enough, in board units. */
  #near({ kind }: Press): number {
    return (kind === "mouse" ? 6 : 14) / this.#desk.view.camera.zoom;
  }

  // --- beginning

  #begin(press: Press): Deed | undefined {
    const desk = this.#desk;
    const at = desk.view.board(press.at);
    if (desk.connecting !== undefined) return this.#beginConnected(at);
    switch (desk.tool) {
      case "select":
        return this.#beginChoice(press, at);
      case "arrow":
        return this.#beginArrow(press, at);
      case "pen":
        desk.sketch({ ink: [{ ...at, pressure: press.pressure }] });
        return { is: "ink" };
      case "eraser":
        this.#erase(at, press);
        return { is: "erase" };
      default:
        return { is: "make" };
    }
  }

  #beginChoice(press: Press, at: Point): Deed | undefined {
    const desk = this.#desk;
    const single = desk.single;
    if (single && isNode(single)) {
      const reach = (press.kind === "mouse" ? HANDLE : HANDLE * 1.6) / desk.view.camera.zoom;
      if (distance(at, { x: single.x + single.w, y: single.y + single.h }) <= reach) return { is: "size", node: single };
    }
    const shape = shapeAt(desk.drawing, at, this.#near(press));
    if (!shape) {
      if (!press.shift) desk.choose([]);
      desk.goTo("canvas");
      return { is: "frame" };
    }
    if (press.shift) {
      const chosen = new Set(desk.chosen);
      if (!chosen.delete(shape.id)) chosen.add(shape.id);
      desk.choose(chosen, shape.id);
    } else if (!desk.chosen.has(shape.id)) desk.choose([shape.id]);
    else desk.at = shape.id;
    desk.goTo("shape");
    return { is: "move", id: shape.id, started: false };
  }

  #beginArrow(press: Press, at: Point): Deed | undefined {
    const desk = this.#desk;
    const shape = shapeAt(desk.drawing, at, this.#near(press));
    const node = shape && isNode(shape) ? shape : nodeAtPoint(desk.drawing, at);
    if (!node) {
      desk.say("An arrow starts on a shape.");
      return undefined;
    }
    desk.startArrow(node.id);
    desk.sketch({ to: at });
    return { is: "arrow" };
  }

  /** The first shape of an arrow was pressed before. */
  #beginConnected(at: Point): Deed | undefined {
    this.#desk.sketch({ to: at });
    return { is: "arrow" };
  }

  // --- going on

  #goOn(presses: readonly Press[], press: Press): void {
    const desk = this.#desk;
    const deed = this.#deed;
    const first = this.#first;
    if (!deed || !first) return;
    const at = desk.view.board(press.at);
    const start = desk.view.board(first.at);
    const slipped = distance(press.at, first.at) >= this.#slack(press);
    if (deed.is === "move") {
      deed.started ||= slipped;
      if (!deed.started) return;
      const by = onGrid(desk.before, desk.chosen, at.x - start.x, at.y - start.y);
      desk.preview(moved(desk.before, desk.chosen, by.x, by.y));
    } else if (deed.is === "size") {
      desk.preview(resized(desk.before, deed.node.id, deed.node.w + at.x - start.x, deed.node.h + at.y - start.y));
    } else if (deed.is === "ink") {
      this.#ink(presses);
    } else if (deed.is === "erase") {
      for (const each of presses) this.#erase(desk.view.board(each.at), each);
    } else if (deed.is === "pan") {
      const from = this.#last ?? first;
      desk.view.pan(from.at.x - press.at.x, from.at.y - press.at.y);
    } else if (deed.is === "arrow") {
      desk.sketch({ to: at });
    } else if (slipped || desk.trace.rect) {
      desk.sketch({ rect: deed.is === "make" ? this.#frame(start, at) : between(start, at) });
    }
  }

  #frame(a: Point, b: Point): { x: number; y: number; w: number; h: number } {
    return between({ x: snapped(a.x), y: snapped(a.y) }, { x: snapped(b.x), y: snapped(b.y) });
  }

  #ink(presses: readonly Press[]): void {
    const desk = this.#desk;
    const ink: Touch[] = desk.trace.ink ?? [];
    const finest = FINEST / desk.view.camera.zoom;
    for (const press of presses) {
      const at = desk.view.board(press.at);
      if (ink.length === 0 || distance(ink.at(-1)!, at) >= finest) ink.push({ ...at, pressure: press.pressure });
    }
    desk.sketch({ ink });
  }

  #erase(at: Point, press: Press): void {
    const desk = this.#desk;
    const touched = shapesAt(desk.drawing, at, this.#near(press)).map(({ id }) => id);
    const doomed = new Set([...(desk.trace.doomed ?? []), ...touched]);
    desk.sketch({ doomed });
  }

  // --- ending

  #end(deed: Deed, first: Press, press: Press): void {
    const desk = this.#desk;
    const at = desk.view.board(press.at);
    const { rect, ink, doomed } = desk.trace;
    desk.trace = {};
    const name = (id: string): string => {
      const node = nodeOf(desk.drawing, id);
      return node ? shortName(desk.drawing, node) : "the drawing";
    };
    if (deed.is === "move") {
      if (deed.started) desk.settle(desk.chosen.size === 1 ? `Moved ${name(deed.id)}` : `Moved ${desk.chosen.size} things`);
      else if (this.#isSecond(press)) desk.write(deed.id);
      else if (!press.shift && desk.chosen.size > 1) desk.choose([deed.id]);
    } else if (deed.is === "size") desk.settle(`Size of ${name(deed.node.id)} changed`);
    else if (deed.is === "frame") this.#endFrame(rect, press, at);
    else if (deed.is === "make") {
      const kind = NODE_KINDS.find((each) => each === desk.tool) as NodeKind;
      const id = nextId(desk.drawing);
      desk.place(rect ? nodeIn(rect, id, kind, desk.tone) : nodeAt(at, id, kind, desk.tone));
    } else if (deed.is === "ink") {
      const stroke = strokeOf(ink ?? [], nextId(desk.drawing), desk.tone);
      if (stroke) desk.change(added(desk.drawing, stroke), "Pen stroke drawn");
    } else if (deed.is === "erase") {
      const next = removed(desk.drawing, doomed ?? new Set());
      const gone = desk.drawing.shapes.length - next.shapes.length;
      if (gone > 0) desk.change(next, gone === 1 ? "Erased one thing" : `Erased ${gone} things`);
    } else if (deed.is === "arrow") this.#endArrow(first, press, at);
    desk.sketch({});
  }

  #isSecond(press: Press): boolean {
    const before = this.#clicked;
    return before !== undefined && press.time - before.time < TWICE_MS && distance(before.at, press.at) < 24;
  }

  #endFrame(rect: { x: number; y: number; w: number; h: number } | undefined, press: Press, at: Point): void {
    const desk = this.#desk;
    if (rect) {
      const found = within(desk.drawing, rect);
      desk.choose(new Set([...(press.shift ? desk.chosen : []), ...found]));
      desk.say(found.length === 1 ? "One thing chosen." : `${found.length} things chosen.`);
    } else if (this.#isSecond(press)) desk.place(nodeAt(at, nextId(desk.drawing), "box", desk.tone));
  }

  /** Released on a node: connect. On free board after a pull: a new box there. Where it began: the next press says where it goes. */
  #endArrow(first: Press, press: Press, at: Point): void {
    const desk = this.#desk;
    const from = desk.connecting;
    if (from === undefined) return;
    const target = nodeAtPoint(desk.drawing, at);
    const origin = nodeOf(desk.drawing, from);
    if (target && target.id !== from) desk.connect(from, target.id);
    else if (!target && origin && distance(first.at, press.at) > 24) {
      desk.place(nodeAt(at, nextId(desk.drawing), "box", desk.tone), origin);
      desk.tool = "arrow";
    } else if (!target) {
      desk.escape();
    }
  }

  // --- two fingers

  #fingers(): { middle: Point; apart: number } | undefined {
    const [a, b] = [...this.#down.values()];
    return a && b && { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: Math.max(1, distance(a, b)) };
  }

  #beginPinch(): void {
    const connecting = this.#desk.tool === "arrow" ? undefined : this.#desk.connecting;
    this.#giveUp();
    this.#desk.connecting = connecting;
    const fingers = this.#fingers();
    this.#pinch = fingers && { camera: this.#desk.view.camera, ...fingers };
  }

  #goOnPinch(): void {
    const fingers = this.#fingers();
    const pinch = this.#pinch;
    if (!fingers || !pinch) return;
    const { x, y, zoom } = zoomed(pinch.camera, fingers.apart / pinch.apart, pinch.middle);
    const [dx, dy] = [fingers.middle.x - pinch.middle.x, fingers.middle.y - pinch.middle.y];
    this.#desk.view.look({ x: x - dx / zoom, y: y - dy / zoom, zoom });
  }
}
