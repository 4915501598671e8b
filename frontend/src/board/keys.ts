/** What the keyboard does on the board. */

import { chooseAll, deleteChosen, duplicate, nudge, paint, resize } from "./acts";
import type { Desk, Tool } from "./desk";
import { byId, isNode, NODE_KINDS, TONES, type NodeKind } from "./drawing";
import { GRID } from "./geometry";

export interface Key {
  key: string;
  shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  command: boolean;
  alt: boolean;
}

export const TOOL_KEYS: Record<Tool, string> = {
  select: "V",
  box: "B",
  store: "S",
  queue: "Q",
  client: "C",
  note: "N",
  arrow: "A",
  pen: "P",
  eraser: "E",
};

/** Keys and what they do, for the reader. */
export const KEY_HELP: [keys: string, does: string][] = [
  ["Tab, Shift+Tab", "go from shape to shape, and out at the end"],
  ["Enter, F2", "write the text; Enter ends it, Shift+Enter starts a new line"],
  ["Arrow keys", "move what is chosen; with Shift in big steps; with nothing chosen, move the view"],
  ["B S Q C N", "box, store, queue, client, note; then Enter puts one at a free place"],
  ["A", "arrow from the chosen shape; Tab to the other one, Enter"],
  ["V P E", "select, pen, eraser"],
  ["Space", "hold a shape, so that the next one is chosen too"],
  ["W, T", "wider, taller; with Shift narrower, lower"],
  ["1 to 5", "colour"],
  ["Delete", "delete what is chosen"],
  ["Ctrl+Z, Ctrl+Y", "undo, redo (Cmd on a Mac)"],
  ["Ctrl+D, Ctrl+A", "duplicate, choose everything"],
  ["+ − 0", "zoom in, zoom out, fit"],
  ["Escape", "give up, back to Select"],
];

const BIG = 50;
const PAN = 60;

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function onCommand(desk: Desk, { key, shift }: Key, isOnCanvas: boolean): boolean {
  const letter = key.toLowerCase();
  if (letter === "z") shift ? desk.redo() : desk.undo();
  else if (letter === "y") desk.redo();
  else if (letter === "d") duplicate(desk);
  else if (letter === "a" && isOnCanvas) chooseAll(desk);
  else return false;
  return true;
}

/** Keys that act wherever in the board's panel the keyboard is. */
function onLetter(desk: Desk, { key, shift }: Key): boolean {
  const upper = key.toUpperCase();
  const tool = (Object.keys(TOOL_KEYS) as Tool[]).find((each) => TOOL_KEYS[each] === upper);
  const tone = /^[1-5]$/.test(key) ? TONES[Number(key) - 1] : undefined;
  if (tool === "arrow" && desk.tool !== "arrow" && desk.single && isNode(desk.single)) desk.startArrow(desk.single.id);
  else if (tool) {
    desk.pick(tool);
    desk.say(toolHint(tool));
  } else if (tone) paint(desk, tone);
  else if (upper === "W") resize(desk, shift ? -20 : 20, 0);
  else if (upper === "T") resize(desk, 0, shift ? -20 : 20);
  else if (key === "+" || key === "=") desk.view.zoom(1.25);
  else if (key === "-") desk.view.zoom(0.8);
  else if (key === "0") desk.view.fit();
  else return false;
  return true;
}

/** What to do with a tool, for the reader. */
export function toolHint(tool: Tool): string {
  if (tool === "select") return "Select: drag to move, press twice to write.";
  if (tool === "arrow") return "Arrow: drag from one shape to another, or press one after the other.";
  if (tool === "pen") return "Pen: draw.";
  if (tool === "eraser") return "Eraser: press or drag across what should go.";
  return `${tool.charAt(0).toUpperCase()}${tool.slice(1)}: press on the board or drag its size.`;
}

function onEnter(desk: Desk): boolean {
  if (desk.connecting !== undefined) {
    if (desk.at !== undefined && desk.at !== desk.connecting) desk.connect(desk.connecting, desk.at);
    else desk.say("Go to the other shape with Tab, then press Enter.");
  } else if (NODE_KINDS.includes(desk.tool as NodeKind)) desk.placeFreely(desk.tool as NodeKind);
  else if (desk.tool === "arrow" && desk.at !== undefined) desk.startArrow(desk.at);
  else if (desk.at !== undefined && byId(desk.drawing).get(desk.at)?.kind !== "stroke") desk.write(desk.at);
  else return false;
  return true;
}

function onArrow(desk: Desk, [x, y]: [number, number], shift: boolean): void {
  const step = shift ? BIG : GRID;
  if (desk.chosen.size > 0 && desk.tool === "select" && desk.connecting === undefined) nudge(desk, x * step, y * step);
  else desk.view.pan(x * PAN, y * PAN);
}

/**
 * Do what a key stands for; false where it stands for nothing here. `isOnCanvas`: the keyboard is on the drawing and not on a button
 * beside it.
 */
export function onKey(desk: Desk, key: Key, isOnCanvas: boolean): boolean {
  if (key.command) return onCommand(desk, key, isOnCanvas);
  if (key.alt) return false;
  if (key.key === "Escape") return desk.escape();
  if (isOnCanvas) {
    const arrow = ARROWS[key.key];
    if (arrow) onArrow(desk, arrow, key.shift);
    else if (key.key === "Tab") return desk.walk(key.shift ? -1 : 1);
    else if (key.key === "Enter" || key.key === "F2") return onEnter(desk);
    else if (key.key === " ") desk.connecting === undefined ? desk.pin() : onEnter(desk);
    else if (key.key === "Delete" || key.key === "Backspace") deleteChosen(desk);
    else return onLetter(desk, key);
    return true;
  }
  return onLetter(desk, key);
}
