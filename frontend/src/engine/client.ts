/** The engine beside the page: a worker of this origin that reasons about the site's data, never about the reader's code. */

import type { Boot } from "./boot";
import type { Engine, EngineState } from "./engine";
import { Link } from "./link";
import { EngineError } from "./protocol";
import { compileWasm, fetchFiles, WORKER_URL } from "./runtime";

export class WorkerEngine implements Engine {
  state: EngineState = "cold";
  private link: Promise<Link> | undefined;
  private readonly listeners = new Set<(state: EngineState) => void>();

  warm(): void {
    void this.connect().catch(() => {});
  }

  async call<T>(method: string, params: Record<string, unknown>): Promise<T> {
    const link = await this.connect();
    return link.call<T>(method, params);
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private connect(): Promise<Link> {
    this.link ??= this.start().catch((error: unknown) => {
      this.link = undefined; // the next call tries again
      this.become("failed");
      throw error instanceof EngineError ? error : new EngineError("failed", String(error));
    });
    return this.link;
  }

  private async start(): Promise<Link> {
    this.become("loading");
    const worker = new Worker(WORKER_URL, { type: "module", name: "greenroom-engine" });
    const channel = new MessageChannel();
    const link = new Link(channel.port1);
    worker.onerror = () => link.close(new EngineError("failed", "The engine's worker could not start; reload the page."));
    try {
      const [files, module] = await Promise.all([fetchFiles(), compileWasm()]);
      const boot: Boot = { role: "engine", files, module, port: channel.port2 };
      worker.postMessage(boot, [channel.port2]);
      await link.ready;
    } catch (error) {
      worker.terminate();
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
