/** What the views of the room see of it. */

import type { Wish } from "./choosing";
import type { TimerElement, TimerPosition } from "./desk";
import type { Loop, LoopPlan } from "./loop";
import type { Mock, MockRow } from "./mock";
import type { Options, Said, Sitting } from "./sitting";

export interface LobbyHost {
  readonly mocks: MockRow[];
  readonly wish: Wish;
  readonly drawn: { row: MockRow; why: string[] } | undefined;
  readonly drawing: boolean;
  readonly nothingFits: boolean;
  /** How many of the mocks that fit are listed. */
  readonly listed: number;
  readonly waiting: Sitting | undefined;
  readonly wanted: string;
  readonly loop: Loop | undefined;
  setWish(change: Partial<Wish>): void;
  draw(): Promise<void>;
  open(id: string): Promise<void>;
  resume(): Promise<void>;
  giveUp(): Promise<void>;
  listMore(): void;
  beginLoop(plan: LoopPlan): Promise<void>;
  showLoop(): void;
}

export interface LoopHost {
  readonly loop: Loop | undefined;
  readonly deps: { now(): number };
  beginRound(): Promise<void>;
  skipRound(): Promise<void>;
  endLoop(): Promise<void>;
}

export interface StageHost {
  readonly mock: Mock | undefined;
  readonly sitting: Sitting | undefined;
  readonly at: TimerPosition | undefined;
  readonly over: boolean;
  readonly filing: boolean;
  readonly canSpeak: boolean;
  readonly trouble: string;
  readonly unkept: string;
  readonly root: URL;
  readonly timer: TimerElement | undefined;
  readonly timerKey: string;
  readonly nextName: string;
  readonly hintsLeft: number;
  setOptions(change: Partial<Options>): void;
  setSeed(field: HTMLInputElement): void;
  start(): void;
  goOn(): void;
  hint(): void;
  ask(event: Event): void;
  takeNote(key: string, text: string): void;
  addNote(event: Event, key: string): void;
  endNow(): Promise<void>;
  file(): Promise<void>;
  giveUp(): Promise<void>;
  /** What was said, as HTML; empty where only its text is known. */
  htmlOf(said: Said): string;
}
