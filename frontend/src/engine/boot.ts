/**
 * What a worker needs to become a Python. A worker beside the page is sent the address of the WebAssembly before that: it may
 * fetch, and what it compiles does not hold up the page.
 */

/**
 * `engine` reasons about the site's data; `runner` runs the reader's code and is cut off from everything; `maker` starts
 * only to be put away as a snapshot, and answers nothing.
 */
export type Role = "engine" | "runner" | "maker";

/** Bytes a runner's heap may grow to; `greenroom/judging/messages.py` names the same figure to the reader. */
export const MEMORY_LIMIT = 512 * 1024 * 1024;

/** The memory of a Python that has started and imported the judge, so that the next need not do it again. */
export interface Snapshot {
  bytes: Blob;
  /** Their SHA-256 in hexadecimal, taken by the worker that made them. */
  sha256: string;
}

export interface Boot {
  role: Role;
  /** Name -> bytes of the archives that Python imports from. */
  files: Record<string, Blob>;
  /** The compiled interpreter, shared by the workers of a frame; a worker that was told its address before compiles it itself. */
  module?: WebAssembly.Module;
  /** Start from here instead of from nothing. */
  snapshot: Snapshot | undefined;
  /** Requests come in here and answers go out. */
  port: MessagePort;
}

/** What comes with the event `ready`: how Python started. */
export type Start = "plain" | "snapshot";
