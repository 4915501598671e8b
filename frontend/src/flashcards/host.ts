/** What the view sees of the element. */

import type { Grade } from "./schedule";
import type { Speech } from "./speech";
import type { Study } from "./study";

export interface CardsHost extends HTMLElement {
  readonly study: Study | undefined;
  readonly failure: string;
  /** Whether the deck has no cards yet, which is no failure. */
  readonly empty: boolean;
  /** Whether the browser has not agreed to keep what is worth a backup. */
  readonly atRisk: boolean;
  readonly fallback: Element | undefined;
  /** Address of the site's root. */
  readonly root: URL;
  readonly speech: Speech;
  /** What the reader has typed as the answer. */
  typed: string;
  now(): number;
  requestUpdate(): void;
  show(): void;
  grade(grade: Grade): void;
  edit(): void;
  /** Study another deck of the reader's own; "" for all. */
  choose(deck: string): void;
  /** Try again what failed. */
  again(): void;
}
