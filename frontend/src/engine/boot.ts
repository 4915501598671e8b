/** The first message to a worker: what it needs to become a Python. */

/** `engine` reasons about the site's data; `runner` runs the reader's code and is cut off from everything. */
export type Role = "engine" | "runner";

/** Bytes a runner's heap may grow to; `greenroom/judging/messages.py` names the same figure to the reader. */
export const MEMORY_LIMIT = 512 * 1024 * 1024;

export interface Boot {
  role: Role;
  /** Name -> bytes of the runtime's files, all but the WebAssembly. */
  files: Record<string, Blob>;
  /** The compiled interpreter; shared by the workers of one agent cluster. */
  module: WebAssembly.Module;
  /** Requests come in here and answers go out. */
  port: MessagePort;
}
