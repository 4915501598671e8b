/** Undo and redo: drawings as they were, with what changed between them. */

import type { Drawing, Shape } from "./drawing";

interface Step {
  /** Not the drawing itself: all that was worked out for it would stay in memory with it. */
  before: readonly Shape[];
  /** What the change was, for the reader: "Box added". */
  what: string;
  /** Changes of one kind that come in quick succession are one step; "" never joins. */
  kind: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Steps further back are forgotten. */
const MOST = 300;
/** Within so many milliseconds, a change of the same kind goes on with the last. */
const TOGETHER = 1_200;

export class History {
  #past: Step[] = [];
  #future: Step[] = [];

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Note a change before it is made; `at` in milliseconds. */
  note(before: Drawing, what: string, at: number, kind = ""): void {
    this.#future = [];
    const last = this.#past.at(-1);
    if (last && kind !== "" && last.kind === kind && at - last.at <= TOGETHER) {
      last.at = at;
      return;
    }
    this.#past.push({ before: before.shapes, what, kind, at });
    if (this.#past.length > MOST) this.#past.shift();
  }

  /** The drawing before the last change, and what that was; undefined where nothing changed. */
  undo(now: Drawing): { drawing: Drawing; what: string } | undefined {
    const step = this.#past.pop();
    if (!step) return undefined;
    this.#future.push({ ...step, before: now.shapes });
    return { drawing: { shapes: step.before }, what: step.what };
  }

  /** The drawing after the change taken back last. */
  redo(now: Drawing): { drawing: Drawing; what: string } | undefined {
    const step = this.#future.pop();
    if (!step) return undefined;
    this.#past.push({ ...step, before: now.shapes, kind: "" });
    return { drawing: { shapes: step.before }, what: step.what };
  }

  forget(): void {
    this.#past = [];
    this.#future = [];
  }
}
