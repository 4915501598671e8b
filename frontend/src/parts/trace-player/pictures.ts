/** Small pictures of structures: lists with the indexes that point into them, linked nodes, and binary trees. */

import { html, nothing, svg, type TemplateResult } from "lit";
import { shownValue, type Frame, type HeapObject, type State, type Value } from "./trace";

const CELL = 34;
const MOST = 20;

type Heap = Record<string, HeapObject>;

function clipped(text: string, length = 5): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Names of whole-number variables that point into a list of this length. */
function pointers(frame: Frame, length: number): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const [name, value] of Object.entries(frame.variables)) {
    if (!("text" in value) || !/^-?\d+$/.test(value.text) || !/^(i|j|k|lo|hi|low|high|mid|left|right|start|end|begin|index|slow|fast|read|write|pos|at|l|r|m)(_\w+)?$/.test(name)) continue;
    const at = Number(value.text);
    if (at >= 0 && at <= length) found.set(at, [...(found.get(at) ?? []), name]);
  }
  return found;
}

function listPicture(name: string, items: Value[], frame: Frame, heap: Heap): TemplateResult {
  const shown = items.slice(0, MOST);
  const marks = pointers(frame, shown.length);
  const width = Math.max(1, shown.length + 1) * CELL + 4;
  const label = `${name}: ${shown.map((each) => shownValue(each, heap, 1)).join(", ")}`;
  return html`<figure><figcaption>${name}</figcaption><svg viewBox="0 0 ${width} 66" width=${width} height="66" role="img" aria-label=${label}>
    ${shown.map((item, index) => svg`<rect x=${2 + index * CELL} y="14" width=${CELL} height="26" />
      <text class="index" x=${2 + index * CELL + CELL / 2} y="10">${index}</text>
      <text x=${2 + index * CELL + CELL / 2} y="31">${clipped(shownValue(item, heap, 1))}</text>`)}
    ${[...marks].map(([at, names]) => svg`<text class="pointer" x=${2 + at * CELL + CELL / 2} y="58">↑${names.join(" ")}</text>`)}
  </svg></figure>`;
}

function field(object: HeapObject | undefined, names: readonly string[]): Value | undefined {
  if (object?.kind !== "object") return undefined;
  return object.fields.find(([name]) => names.includes(name))?.[1];
}

function labelOf(object: HeapObject | undefined, heap: Heap): string {
  const value = field(object, ["value", "val", "data", "key", "name", "v", "label", "x"]);
  return value ? clipped(shownValue(value, heap, 1)) : object?.kind === "object" ? clipped(object.class) : "?";
}

function chainPicture(name: string, start: number, state: State): TemplateResult {
  const nodes: number[] = [];
  let at: Value | undefined = { ref: start };
  while (at && "ref" in at && !nodes.includes(at.ref) && nodes.length < MOST) {
    nodes.push(at.ref);
    at = field(state.heap[at.ref], ["next", "nxt"]);
  }
  const loops = at !== undefined && "ref" in at && nodes.includes(at.ref);
  const step = CELL + 22;
  const width = nodes.length * step + 24;
  const labels = nodes.map((node) => labelOf(state.heap[node], state.heap));
  const here = new Map<number, string[]>();
  for (const [variable, value] of Object.entries(state.frames.at(-1)?.variables ?? {})) {
    if ("ref" in value && nodes.includes(value.ref)) here.set(value.ref, [...(here.get(value.ref) ?? []), variable]);
  }
  return html`<figure><figcaption>${name}</figcaption><svg viewBox="0 0 ${width} 60" width=${width} height="60" role="img" aria-label="${name}: ${labels.join(" then ")}${loops ? ", then back into the chain" : ""}">
    ${nodes.map((node, index) => svg`<rect x=${2 + index * step} y="6" width=${CELL} height="26" rx="4" />
      <text x=${2 + index * step + CELL / 2} y="23">${labels[index]}</text>
      <text class="link" x=${2 + index * step + CELL + 11} y="23">${index < nodes.length - 1 ? "→" : loops ? "↺" : "∅"}</text>
      ${here.has(node) ? svg`<text class="pointer" x=${2 + index * step + CELL / 2} y="50">↑${here.get(node)!.join(" ")}</text>` : nothing}`)}
  </svg></figure>`;
}

interface Placed {
  number: number;
  label: string;
  depth: number;
  column: number;
  parent: Placed | undefined;
}

function treePicture(name: string, root: number, heap: Heap): TemplateResult {
  const placed: Placed[] = [];
  let column = 0;
  const place = (number: number, depth: number, parent: Placed | undefined): void => {
    if (placed.length >= 31 || placed.some((each) => each.number === number)) return;
    const node: Placed = { number, label: labelOf(heap[number], heap), depth, column: 0, parent };
    placed.push(node);
    const [left, right] = [field(heap[number], ["left"]), field(heap[number], ["right"])];
    if (left && "ref" in left) place(left.ref, depth + 1, node);
    node.column = column++;
    if (right && "ref" in right) place(right.ref, depth + 1, node);
  };
  place(root, 0, undefined);
  const [width, height] = [column * 30 + 12, (Math.max(...placed.map((each) => each.depth)) + 1) * 40 + 4];
  const x = (node: Placed): number => 20 + node.column * 30;
  const y = (node: Placed): number => 18 + node.depth * 40;
  return html`<figure><figcaption>${name}</figcaption><svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label="${name}: a tree with root ${placed[0]?.label}, ${placed.length} nodes">
    ${placed.map((node) => (node.parent ? svg`<line x1=${x(node)} y1=${y(node)} x2=${x(node.parent)} y2=${y(node.parent)} />` : nothing))}
    ${placed.map((node) => svg`<circle cx=${x(node)} cy=${y(node)} r="14" /><text x=${x(node)} y=${y(node) + 4}>${node.label}</text>`)}
  </svg></figure>`;
}

/** The picture of one variable, or nothing where its line of text says it all. */
function picture(name: string, value: Value, frame: Frame, state: State): TemplateResult | typeof nothing {
  if (!("ref" in value)) return nothing;
  const object = state.heap[value.ref];
  if (!object) return nothing;
  if (object.kind === "list" || object.kind === "deque") return object.items.length ? listPicture(name, object.items, frame, state.heap) : nothing;
  if (object.kind !== "object") return nothing;
  const fields = object.fields.map(([each]) => each);
  if (fields.includes("left") && fields.includes("right")) return treePicture(name, value.ref, state.heap);
  return fields.includes("next") || fields.includes("nxt") ? chainPicture(name, value.ref, state) : nothing;
}

/** Pictures of the innermost frame's structures; one for each object, however many names it has. */
export function pictures(state: State): TemplateResult | typeof nothing {
  const frame = state.frames.at(-1);
  if (!frame) return nothing;
  const drawn = new Map<number, string[]>();
  for (const [name, value] of Object.entries(frame.variables)) {
    if ("ref" in value) drawn.set(value.ref, [...(drawn.get(value.ref) ?? []), name]);
  }
  const made = [...drawn].map(([ref, names]) => picture(names.join(" = "), { ref }, frame, state)).filter((each) => each !== nothing);
  return made.length ? html`<div class="gr-pictures">${made}</div>` : nothing;
}
