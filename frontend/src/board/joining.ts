/** Two tabs draw on one board: what each has done since they were alike, as one drawing. */

import { byId, nodesOf, type Drawing, type Shape } from "./drawing";
import { nextId } from "./edits";

/**
 * All that is drawn in either tab. What was changed or deleted here since `base` is as it is here, all else as it is there. A shape counts
 * as changed where it is another object, since an edit shares what it left alone.
 */
export function joined(base: Drawing, ours: Drawing, theirs: Drawing): Drawing {
  if (ours === base) return theirs;
  const [was, here] = [byId(base), byId(ours)];
  const there = renamed(theirs, ({ id }) => here.has(id) && !was.has(id), ours);
  const isChanged = ({ id }: Shape): boolean => here.get(id) !== was.get(id);
  const index = byId(there);
  const shapes = [
    ...there.shapes.flatMap((shape) => (isChanged(shape) ? (here.get(shape.id) ?? []) : shape)),
    ...ours.shapes.filter((shape) => isChanged(shape) && !index.has(shape.id)),
  ];
  // One tab may have deleted what the other has connected.
  const nodes = byId({ shapes: nodesOf({ shapes }) });
  return { shapes: shapes.filter((shape) => shape.kind !== "arrow" || (nodes.has(shape.from) && nodes.has(shape.to))) };
}

/** With new ids for shapes that were made in both tabs, each under the id that was next. The new ones are in neither drawing. */
function renamed(drawing: Drawing, isTwin: (shape: Shape) => boolean, other: Drawing): Drawing {
  const twins = drawing.shapes.filter(isTwin);
  if (twins.length === 0) return drawing;
  const first = Number(nextId({ shapes: [...drawing.shapes, ...other.shapes] }).slice(1));
  const ids = new Map(twins.map(({ id }, n) => [id, `s${first + n}`]));
  const named = (id: string): string => ids.get(id) ?? id;
  const shapes = drawing.shapes.map((shape) => {
    if (shape.kind === "arrow") return { ...shape, id: named(shape.id), from: named(shape.from), to: named(shape.to) };
    return ids.has(shape.id) ? { ...shape, id: named(shape.id) } : shape;
  });
  return { shapes };
}
