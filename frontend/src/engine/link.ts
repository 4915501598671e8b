/** One end of a line to a Python: pairs answers with requests and passes events on. */

import { EngineError, VERSION, type EngineEvent, type Response } from "./protocol";

type Waiting = {
  resolve: (result: unknown) => void;
  reject: (error: EngineError) => void;
  onEvent: ((event: string, data: unknown) => void) | undefined;
};

export class Link {
  /** Resolves when Python has started; rejects with EngineError when it cannot. */
  readonly ready: Promise<void>;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private closed: EngineError | undefined;
  private settle!: { resolve: () => void; reject: (error: EngineError) => void };

  constructor(private readonly port: MessagePort) {
    this.ready = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.ready.catch(() => {});
    port.onmessage = (message: MessageEvent<Response | EngineEvent>) => this.take(message.data);
  }

  /** Ask for a method of `greenroom/api.py`; `onEvent` hears what happens until the answer comes. */
  call<T>(method: string, params: Record<string, unknown>, onEvent?: (event: string, data: unknown) => void): Promise<T> {
    if (this.closed) return Promise.reject(this.closed);
    const id = this.nextId++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject, onEvent });
      this.port.postMessage({ v: VERSION, id, method, params });
    });
  }

  /** Give up: every open request fails with this error. */
  close(error: EngineError): void {
    if (this.closed) return;
    this.closed = error;
    this.port.close();
    this.settle.reject(error);
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private take(message: Response | EngineEvent): void {
    if (typeof message !== "object" || message === null || message.v !== VERSION) return;
    if ("event" in message) {
      if (message.event === "ready") this.settle.resolve();
      else if (message.event === "failed") this.close(new EngineError("failed", String(message.data)));
      else this.waiting.get(message.id)?.onEvent?.(message.event, message.data);
      return;
    }
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    this.waiting.delete(message.id);
    if ("error" in message) waiting.reject(new EngineError(String(message.error.code), String(message.error.message)));
    else waiting.resolve(message.result);
  }
}
