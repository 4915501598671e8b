/** What a component sees of the engine. */

export type EngineState = "cold" | "loading" | "ready" | "failed";

export interface CallOptions {
  /** A file for the method: it gets the parameter `path`. The bytes are handed over, so the page has them no more. */
  file?: ArrayBuffer;
  /** Be told what happens until the answer comes. */
  onEvent?: (event: string, data: unknown) => void;
}

/** What an answer holds in place of the path of a file that the method has written. */
export interface WithFile {
  bytes: ArrayBuffer;
}

export interface Engine {
  /** Where the engine stands; `cold` until something warms it. */
  readonly state: EngineState;
  /** Start loading, on intent (hover, focus, first use). Safe to call often; never throws. */
  warm(): void;
  /** Call a method of `greenroom/api.py`; warms the engine first. Rejects with EngineError. */
  call<T>(method: string, params: Record<string, unknown>, more?: CallOptions): Promise<T>;
  /** Be told of each change of state; gives the function that ends it. */
  onState(listener: (state: EngineState) => void): () => void;
}
