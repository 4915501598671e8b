/** One end of a line to a Python: pairs answers with requests and passes events on. */

import type { Start } from "./boot";
import { EngineError, VERSION, type EngineEvent, type Response } from "./protocol";

type Waiting = {
  resolve: (result: unknown) => void;
  reject: (error: EngineError) => void;
  onEvent: ((event: string, data: unknown) => void) | undefined;
};

/**
 * Events that may come for a run, and how many more each second. The judge sends what is printed twenty times a second at
 * most, and three events for a test case. Only code that has found its own way to the page sends more, and would keep the
 * page from doing anything else.
 */
const MOST_EVENTS = 10_000;
const MORE_EACH_SECOND = 50;

export class Link {
  /** Resolves when Python has started; rejects with EngineError when it cannot. */
  readonly ready: Promise<Start>;
  /** Whether the last answer asked for a fresh Python for the next run. */
  worn = false;
  private allowance = MOST_EVENTS;
  private lastEvent = 0;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private closed: EngineError | undefined;
  private settle!: { resolve: (start: Start) => void; reject: (error: EngineError) => void };

  constructor(private readonly port: MessagePort) {
    this.ready = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.ready.catch(() => {});
    port.onmessage = (message: MessageEvent<Response | EngineEvent>) => this.take(message.data);
  }

  /** Ask for a method of `greenroom/api.py`; `onEvent` hears what happens until the answer comes; `file` is handed over. */
  call<T>(method: string, params: Record<string, unknown>, onEvent?: (event: string, data: unknown) => void, file?: ArrayBuffer): Promise<T> {
    if (this.closed) return Promise.reject(this.closed);
    const id = this.nextId++;
    this.allowance = MOST_EVENTS;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject, onEvent });
      if (file) this.port.postMessage({ v: VERSION, id, method, params, file }, [file]);
      else this.port.postMessage({ v: VERSION, id, method, params });
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
    if ("event" in message) this.hear(message);
    else this.settleCall(message);
  }

  private hear({ event, id, data }: EngineEvent): void {
    if (event === "ready") this.settle.resolve(data === "snapshot" ? "snapshot" : "plain");
    else if (event === "failed") this.close(new EngineError("failed", String(data)));
    else if (!this.allowed(performance.now())) this.close(new EngineError("died", "It sent more messages than a run may."));
    else this.waiting.get(id)?.onEvent?.(String(event), data);
  }

  /** Take one event off the allowance, which time refills; `now` in milliseconds. */
  private allowed(now: number): boolean {
    const more = ((now - this.lastEvent) / 1000) * MORE_EACH_SECOND;
    this.allowance = Math.min(MOST_EVENTS, this.allowance + more) - 1;
    this.lastEvent = now;
    return this.allowance >= 0;
  }

  private settleCall(message: Response): void {
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    this.waiting.delete(message.id);
    this.worn = message.worn === true;
    if ("error" in message) waiting.reject(new EngineError(String(message.error?.code), String(message.error?.message)));
    else waiting.resolve(message.result);
  }
}
