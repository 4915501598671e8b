/** A drawing in words: the name of each shape, and an outline of the whole. */

import { arrowsOf, byId, isNode, nodesOf, type Arrow, type Drawing, type Node, type Shape } from "./drawing";
import { walkOf } from "./finding";
import { inReadingOrder } from "./geometry";

/** What a kind is called. */
export const KIND_NAMES: Record<Shape["kind"], string> = {
  box: "Box",
  store: "Store",
  queue: "Queue",
  client: "Client",
  note: "Note",
  arrow: "Arrow",
  stroke: "Pen stroke",
};

function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

const named = new WeakMap<Drawing, Map<string, string>>();

/** What each node is called: its text, or "unnamed box"; the second of a name is "Service (2)". */
export function namesOf(drawing: Drawing): Map<string, string> {
  let names = named.get(drawing);
  if (names) return names;
  names = new Map();
  const seen = new Map<string, number>();
  for (const node of inReadingOrder(nodesOf(drawing))) {
    const name = inOneLine(node.text) || `unnamed ${KIND_NAMES[node.kind].toLowerCase()}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    names.set(node.id, count === 1 ? name : `${name} (${count})`);
  }
  named.set(drawing, names);
  return names;
}

function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** What is told of an arrow beside its ends: ' (async): "events"'. */
function manner({ dashed, text }: Arrow): string {
  return `${dashed ? " (async)" : ""}${inOneLine(text) ? `: ${inOneLine(text)}` : ""}`;
}

/** A node's arrows by its id. */
const touched = new WeakMap<Drawing, Map<string, Arrow[]>>();

function arrowsAt(drawing: Drawing, id: string): Arrow[] {
  let found = touched.get(drawing);
  if (!found) {
    found = new Map();
    for (const arrow of arrowsOf(drawing)) for (const end of [arrow.from, arrow.to]) found.set(end, [...(found.get(end) ?? []), arrow]);
    touched.set(drawing, found);
  }
  return found.get(id) ?? [];
}

function nodeName(drawing: Drawing, node: Node): string {
  const names = namesOf(drawing);
  const name = names.get(node.id)!;
  const isNamed = inOneLine(node.text) !== "";
  const title = isNamed ? `${KIND_NAMES[node.kind]} ${name}` : name.replace("unnamed", "Unnamed");
  const arrows = arrowsAt(drawing, node.id);
  const goesTo = arrows.filter(({ from, both }) => from === node.id || both).map(({ from, to }) => names.get(from === node.id ? to : from)!);
  const comesFrom = arrows.filter(({ to, both }) => to === node.id && !both).map(({ from }) => names.get(from)!);
  return [title, goesTo.length > 0 && `connected to ${listed(goesTo)}`, comesFrom.length > 0 && `reached from ${listed(comesFrom)}`]
    .filter(Boolean)
    .join(", ");
}

/** The number of each pen stroke, in the order they are walked. */
const numbered = new WeakMap<Drawing, Map<string, number>>();

function strokeNumber(drawing: Drawing, id: string): number {
  let numbers = numbered.get(drawing);
  if (!numbers) {
    const strokes = walkOf(drawing).filter(({ kind }) => kind === "stroke");
    numbers = new Map(strokes.map((stroke, n) => [stroke.id, n + 1]));
    numbered.set(drawing, numbers);
  }
  return numbers.get(id)!;
}

/** What a shape is called where it stands alone, such as "Box Feed API, connected to Cache". */
export function shapeName(drawing: Drawing, shape: Shape): string {
  if (isNode(shape)) return nodeName(drawing, shape);
  if (shape.kind === "arrow") {
    const names = namesOf(drawing);
    const word = shape.both ? "between" : "from";
    return `Arrow ${word} ${names.get(shape.from)} ${shape.both ? "and" : "to"} ${names.get(shape.to)}${manner(shape)}`;
  }
  // Not "of N": one more would rename, and so draw again, all that are there.
  return `Pen stroke ${strokeNumber(drawing, shape.id)}`;
}

/** A shape in two or three words, for what is said of it: "Feed API". */
export function shortName(drawing: Drawing, shape: Shape): string {
  if (isNode(shape)) return inOneLine(shape.text) || `the ${namesOf(drawing).get(shape.id) ?? "shape"}`;
  if (shape.kind === "stroke") return "the pen stroke";
  const names = namesOf(drawing);
  return `the arrow from ${names.get(shape.from)} to ${names.get(shape.to)}`;
}

const outlined = new WeakMap<Drawing, readonly string[]>();

/**
 * The drawing as lines of text: "Client → API gateway", "API → Queue (async): events", then what stands alone, notes, and how many pen
 * strokes there are. None of an empty drawing.
 */
export function outlineOf(drawing: Drawing): readonly string[] {
  let lines = outlined.get(drawing);
  if (!lines) outlined.set(drawing, (lines = linesOf(drawing)));
  return lines;
}

function linesOf(drawing: Drawing): string[] {
  const names = namesOf(drawing);
  const index = byId(drawing);
  const lines: string[] = [];
  for (const shape of walkOf(drawing)) {
    if (shape.kind === "stroke") continue;
    if (shape.kind === "arrow") lines.push(`${names.get(shape.from)} ${shape.both ? "↔" : "→"} ${names.get(shape.to)}${manner(shape)}`);
    else if (shape.kind !== "note" && arrowsAt(drawing, shape.id).length === 0) {
      lines.push(inOneLine(shape.text) ? `${KIND_NAMES[shape.kind]}: ${names.get(shape.id)}` : names.get(shape.id)!.replace("unnamed", "Unnamed"));
    }
  }
  for (const { id } of inReadingOrder(nodesOf(drawing))) {
    const node = index.get(id);
    if (node?.kind === "note" && arrowsAt(drawing, id).length === 0) lines.push(`Note: ${inOneLine(node.text)}`);
  }
  const strokes = drawing.shapes.filter(({ kind }) => kind === "stroke").length;
  if (strokes > 0) lines.push(strokes === 1 ? "1 pen stroke" : `${strokes} pen strokes`);
  return lines;
}
