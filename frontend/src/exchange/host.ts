/** What the views of an import see of it, and ask of it. */

import type { Contents, TextFile } from "./contents";
import type { Mapping } from "./mapping";
import type { Choices, Plan, Sorted } from "./plan";
import type { Import } from "./writing";

export type Phase = "idle" | "reading" | "mapping" | "preview" | "writing" | "done";

/** As the engine tells it; `total` 0 where it is not known. */
export interface Progress {
  what: string;
  done: number;
  total: number;
}

/** One of the first cards as it will look; HTML that is safe to show. */
export interface Example {
  front: string;
  back: string;
  about: string;
}

export interface ImportHost {
  readonly file: File | undefined;
  readonly progress: Progress;
  /** Whether something is being written that cannot be stopped. */
  readonly isBusy: boolean;
  readonly text: TextFile | undefined;
  readonly mapping: Mapping | undefined;
  readonly contents: Contents | undefined;
  readonly sorted: readonly Sorted[];
  readonly choices: Choices;
  readonly plan: Plan | undefined;
  readonly examples: readonly Example[];
  readonly brought: Import | undefined;
  /** Split a text file otherwise. */
  splitAs(part: { separator?: string; header?: boolean }): void;
  /** Give its columns another meaning. */
  mapAs(part: Partial<Mapping>): void;
  /** Go on with the columns as they are mapped, and back to them. */
  map(): void;
  backToMapping(): void;
  choose(part: Partial<Choices>): void;
  bringIn(): void;
  undo(): void;
  /** Give up, or begin anew. */
  leave(): void;
}
