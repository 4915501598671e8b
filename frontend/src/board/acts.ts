/** What the reader does to the shapes that are chosen, and to the board as a whole. */

import type { Desk } from "./desk";
import { byId, EMPTY, isNode, type Arrow, type Drawing, type Tone } from "./drawing";
import { doubled, moved, rearrowed, removed, resized, toned } from "./edits";
import { boundsOf, walkOf } from "./finding";
import { shortName } from "./outline";

/** Delete what is chosen; the keyboard goes to the shape before. */
export function deleteChosen(desk: Desk): void {
  const choice = desk.choice;
  const first = choice[0];
  if (!first) return desk.say("Nothing is chosen.");
  const what = choice.length === 1 ? shortName(desk.drawing, first) : `${choice.length} things`;
  const walk = walkOf(desk.drawing);
  const next = removed(desk.drawing, desk.chosen);
  const isLeft = ({ id }: { id: string }): boolean => byId(next).has(id);
  const near = walk.slice(0, walk.indexOf(first)).findLast(isLeft) ?? walk.find(isLeft);
  desk.change(next, `Deleted ${what}`);
  if (near && desk.tool === "select") desk.visit(near.id);
  else desk.goTo("canvas");
}

export function duplicate(desk: Desk): void {
  if (desk.chosen.size === 0) return desk.say("Nothing is chosen.");
  const made = doubled(desk.drawing, desk.chosen);
  desk.change(made.drawing, made.ids.length === 1 ? "Duplicated" : `${made.ids.length} things duplicated`);
  desk.choose(made.ids, made.ids[0]);
  desk.goTo("shape");
}

export function chooseAll(desk: Desk): void {
  const at = desk.at;
  desk.pick("select");
  desk.choose(desk.drawing.shapes.map(({ id }) => id), at);
  desk.say(`${desk.chosen.size} things chosen.`);
}

/** Move what is chosen by a step, in board units. */
export function nudge(desk: Desk, dx: number, dy: number): void {
  const lead = desk.choice.find((shape) => shape.kind !== "arrow");
  if (!lead) return desk.say("An arrow moves with its shapes.");
  desk.change(moved(desk.drawing, desk.chosen, dx, dy), `Moved ${shortName(desk.drawing, lead)}`, `move ${[...desk.chosen].join(" ")}`);
  const rect = boundsOf(desk.drawing, byId(desk.drawing).get(lead.id)!);
  desk.view.reveal(rect);
  desk.say(`At ${Math.round(rect.x)} across, ${Math.round(rect.y)} down.`);
}

/** Make the chosen node wider and higher, in board units. */
export function resize(desk: Desk, dw: number, dh: number): void {
  const node = desk.single;
  if (!node || !isNode(node)) return desk.say("Choose one shape to change its size.");
  desk.change(resized(desk.drawing, node.id, node.w + dw, node.h + dh), `Size of ${shortName(desk.drawing, node)} changed`, `size ${node.id}`);
}

/** Colour what is chosen, and all that is drawn from now on. */
export function paint(desk: Desk, tone: Tone): void {
  desk.tone = tone;
  if (desk.chosen.size > 0) desk.change(toned(desk.drawing, desk.chosen, tone), `Coloured ${tone}`);
  else desk.say(`Drawing in ${tone}.`);
}

/** The arrows that are chosen. */
export function chosenArrows(desk: Desk): Arrow[] {
  return desk.choice.filter((shape) => shape.kind === "arrow");
}

const MANNERS = { dashed: ["Solid", "Dashed, for async"], both: ["One head", "Two heads"] } as const;

/** Whether arrows are drawn in a manner: those chosen, else the next one. */
export function isDrawn(desk: Desk, manner: "dashed" | "both"): boolean {
  const arrows = chosenArrows(desk);
  return arrows.length > 0 ? arrows.every((arrow) => arrow[manner]) : desk.arrows[manner];
}

/** Change the manner of the arrows chosen, or of the next one. */
export function redraw(desk: Desk, manner: "dashed" | "both"): void {
  const value = !isDrawn(desk, manner);
  const what = MANNERS[manner][value ? 1 : 0];
  if (chosenArrows(desk).length === 0) {
    desk.arrows = { ...desk.arrows, [manner]: value };
    desk.say(`The next arrow: ${what.toLowerCase()}.`);
  } else desk.change(rearrowed(desk.drawing, desk.chosen, { [manner]: value }), what);
}

/** Let the chosen arrows run the other way. */
export function turn(desk: Desk): void {
  desk.change(rearrowed(desk.drawing, desk.chosen, "turn"), "Arrow turned around");
}

export function clear(desk: Desk): void {
  desk.endText();
  if (desk.drawing.shapes.length === 0) return desk.say("The board is empty already.");
  desk.change(EMPTY, "Board cleared");
  desk.say("Board cleared. Undo brings everything back.");
}

/** Put a ready drawing on an empty board. */
export function begin(desk: Desk, drawing: Drawing, what: string): void {
  desk.endText();
  desk.change(drawing, `${what} put on the board`);
  desk.pick("select");
  desk.view.fit();
  const first = walkOf(drawing)[0];
  if (first) desk.visit(first.id);
}
