/** How each kind of node looks: paths and lines of text from its own left top corner. */

import { SIZES, type Node } from "./drawing";
import { LEADING, TEXT_SIZE, wrapped } from "./lettering";

export interface TextLine {
  x: number;
  /** The base line. */
  y: number;
  text: string;
}

export interface Figure {
  /** Filled and drawn around; "" where there is none. */
  body: string;
  /** Drawn only. */
  marks: string;
  lines: TextLine[];
  anchor: "middle" | "start";
}

type Sized = Pick<Node, "kind" | "w" | "h" | "text">;

const PAD = 12;
/** How deep the ends of a cylinder are. */
const RIM = 11;
/** Room that a client's picture takes above its name. */
const PERSON = 58;

function box(w: number, h: number): string {
  const r = 10;
  const arc = (x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`;
  return `M${r} 0H${w - r}${arc(r, r)}V${h - r}${arc(-r, r)}H${r}${arc(-r, -r)}V${r}${arc(r, -r)}Z`;
}

const OUTLINES: Record<Node["kind"], (w: number, h: number) => [body: string, marks: string]> = {
  box: (w, h) => [box(w, h), ""],
  store: (w, h) => {
    const rim = `${w / 2} ${RIM} 0 0`;
    return [`M0 ${RIM}A${rim} 1 ${w} ${RIM}V${h - RIM}A${rim} 1 0 ${h - RIM}Z`, `M0 ${RIM}A${rim} 0 ${w} ${RIM}`];
  },
  queue: (w, h) => {
    const rim = `${RIM} ${h / 2} 0 0`;
    return [`M${RIM} 0H${w - RIM}A${rim} 1 ${w - RIM} ${h}H${RIM}A${rim} 1 ${RIM} 0Z`, `M${w - RIM} 0A${rim} 0 ${w - RIM} ${h}`];
  },
  client: (w) => {
    const x = w / 2;
    const head = `M${x - 11} 15a11 11 0 1 1 22 0a11 11 0 1 1 -22 0Z`;
    return [`${head}M${x - 22} 54v-4a22 19 0 0 1 44 0v4Z`, ""];
  },
  note: () => ["", ""],
};

/** Free room for text: from the left, from the top, to the right, to the bottom. */
function room({ kind, w, h }: Pick<Node, "kind" | "w" | "h">): [left: number, top: number, width: number, height: number] {
  if (kind === "store") return [PAD, RIM * 2, w - 2 * PAD, h - RIM * 2];
  if (kind === "queue") return [RIM + 6, 0, w - RIM * 3 - 10, h];
  if (kind === "client") return [2, PERSON, w - 4, h - PERSON];
  if (kind === "note") return [6, 0, w - 12, h];
  return [PAD, 0, w - 2 * PAD, h];
}

const drawn = new WeakMap<Sized, Figure>();

/** What to draw for a node. The same node gives the same object. */
export function figureOf(node: Sized): Figure {
  const known = drawn.get(node);
  if (known) return known;
  const [body, marks] = OUTLINES[node.kind](node.w, node.h);
  const [left, top, width, height] = room(node);
  const texts = wrapped(node.text, width, TEXT_SIZE);
  const step = TEXT_SIZE * LEADING;
  const anchor = node.kind === "note" ? "start" : "middle";
  // A picture's name hangs below it; in the others the text stands in the middle. A base line is about 0.8 below a line's top.
  const above = node.kind === "client" ? 0 : Math.max(0, (height - texts.length * step) / 2);
  const first = top + above + TEXT_SIZE * 0.98;
  const x = anchor === "start" ? left : left + width / 2;
  const figure: Figure = { body, marks, anchor, lines: texts.map((text, n) => ({ x, y: Math.round((first + n * step) * 10) / 10, text })) };
  drawn.set(node, figure);
  return figure;
}

/** The height that a node of this kind, width and text needs, on a grid of 20. */
export function heightFor({ kind, w, text }: Pick<Node, "kind" | "w" | "text">): number {
  const [, top, width] = room({ kind, w, h: 0 });
  const lines = wrapped(text, width, TEXT_SIZE).length;
  const pad = kind === "client" ? 4 : kind === "note" ? 8 : 2 * PAD - 4;
  return Math.max(kind === "note" ? SIZES.note.h : 0, Math.ceil((top + lines * TEXT_SIZE * LEADING + pad) / 20) * 20);
}

/** The smallest size that a node may be given. */
export function leastSize(node: Pick<Node, "kind" | "text">, w: number): { w: number; h: number } {
  const width = Math.max(w, node.kind === "queue" ? 100 : node.kind === "client" ? 80 : 60);
  return { w: width, h: Math.max(node.kind === "store" || node.kind === "client" ? 80 : 40, heightFor({ ...node, w: width })) };
}
