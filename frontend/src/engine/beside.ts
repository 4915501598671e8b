/** A Python beside the page, in a worker of this origin. It never sees the reader's code. */

import type { Boot, Role, Snapshot } from "./boot";
import { Link } from "./link";
import { EngineError } from "./protocol";
import { fetchArchives, WASM_URL, WORKER_URL } from "./runtime";

export interface Beside {
  link: Link;
  end(): void;
}

/** Start one; `link.ready` tells when it can be used. Rejects when its files cannot be fetched. */
export async function startBeside(role: Exclude<Role, "runner">, snapshot: Promise<Snapshot | undefined>): Promise<Beside> {
  const worker = new Worker(WORKER_URL, { type: "module", name: `greenroom-${role}` });
  const channel = new MessageChannel();
  const link = new Link(channel.port1);
  worker.onerror = () => link.close(new EngineError("failed", "The engine's worker could not start; reload the page."));
  worker.postMessage(WASM_URL.href);
  try {
    const [files, found] = await Promise.all([fetchArchives(), snapshot]);
    worker.postMessage({ role, files, snapshot: found, port: channel.port2 } satisfies Boot, [channel.port2]);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    link,
    end: () => {
      worker.terminate();
      link.close(new EngineError("ended", "The Python was ended."));
    },
  };
}
