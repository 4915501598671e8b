/** Beginnings that a reader can draw on from. */

import type { Drawing, NodeKind, Shape, Tone } from "./drawing";

/** With the places of left top corners where the way goes across, and where it goes down. */
const PARTS: [kind: NodeKind, text: string, across: [number, number], down: [number, number], w: number, h: number, tone: Tone][] = [
  ["client", "Client", [0, 10], [100, -110], 100, 80, "grey"],
  ["box", "API gateway", [180, 10], [70, 20], 160, 80, "blue"],
  ["box", "Service", [420, 10], [70, 160], 160, 80, "blue"],
  ["store", "Cache", [660, -70], [0, 300], 140, 100, "amber"],
  ["store", "Store", [660, 70], [160, 300], 140, 100, "green"],
];
const ARROWS = [[0, 1], [1, 2], [2, 3], [2, 4]] as const;

/** The way of a request: client, gateway, service, cache and store, from the left or, where that is too wide, from the top. */
export function requestPath(isTall: boolean): Drawing {
  const nodes = PARTS.map(([kind, text, across, down, w, h, tone], n): Shape => {
    const [x, y] = isTall ? down : across;
    return { id: `s${n + 1}`, kind, x, y, w, h, text, tone };
  });
  const arrows = ARROWS.map(([from, to], n): Shape => {
    return { id: `s${n + 6}`, kind: "arrow", from: `s${from + 1}`, to: `s${to + 1}`, text: "", tone: "grey", both: false, dashed: false };
  });
  return { shapes: [...nodes, ...arrows] };
}
