/** The engine beside the page: a worker of this origin that reasons about the site's data, never about the reader's code. */

import { startBeside } from "./beside";
import type { CallOptions, Engine, EngineState } from "./engine";
import type { Link } from "./link";
import { EngineError } from "./protocol";
import { findSnapshot } from "./snapshots";

export class WorkerEngine implements Engine {
  state: EngineState = "cold";
  private link: Promise<Link> | undefined;
  private endStart: (() => void) | undefined;
  private readonly listeners = new Set<(state: EngineState) => void>();

  warm(): void {
    void this.connect().catch(() => {});
  }

  async call<T>(method: string, params: Record<string, unknown>, { file, onEvent }: CallOptions = {}): Promise<T> {
    const link = await this.connect();
    return link.call<T>(method, params, onEvent, file);
  }

  /** End this Python, whatever it does: open calls reject with `ended`, the next call starts another. */
  end(): void {
    this.endStart?.();
    this.endStart = undefined;
    this.link = undefined;
    this.become("cold");
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private connect(): Promise<Link> {
    if (this.link) return this.link;
    const link = this.start().catch((error: unknown) => {
      if (this.link === link) {
        this.link = undefined; // the next call tries again
        this.become("failed");
      }
      throw error instanceof EngineError ? error : new EngineError("failed", String(error));
    });
    this.link = link;
    return link;
  }

  private async start(): Promise<Link> {
    this.become("loading");
    let ended = false;
    this.endStart = () => {
      ended = true;
    };
    const { link, end } = await startBeside("engine", findSnapshot());
    if (ended) end();
    else this.endStart = end;
    try {
      await link.ready;
    } catch (error) {
      end();
      throw error;
    }
    this.become("ready");
    return link;
  }

  private become(state: EngineState): void {
    this.state = state;
    for (const listener of this.listeners) listener(state);
  }
}

/** The one engine of the page. */
export const engine: Engine = new WorkerEngine();
