/** The messages between a page and the Python behind it: numbered requests, plain data, errors as data, versioned. */

export const VERSION = 1;

/** One request; `method` and `params` are those of `greenroom/api.py`. */
export interface Request {
  v: number;
  id: number;
  method: string;
  params: Record<string, unknown>;
  /** A file whose path the method gets as the parameter `path`. In an answer, `bytes` stands for a path under `file`. */
  file?: ArrayBuffer;
}

export interface Failure {
  code: string;
  message: string;
}

/**
 * The answer to the request of the same `id`. `worn`: the code has changed what the judge is made of, or has used much
 * memory, so that the next run should get a fresh Python.
 */
export type Response = { v: number; id: number; worn?: boolean } & ({ result: unknown } | { error: Failure });

/** Something that happens while a request runs, such as a line printed or a test finished. */
export interface EngineEvent {
  v: number;
  id: number;
  event: string;
  data: unknown;
}

/** An error that came as data. */
export class EngineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "EngineError";
  }
}
