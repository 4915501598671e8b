/**
 * The script inside the sandboxed frame: it starts and ends workers for the page, and knows nothing else.
 *
 * The frame has an opaque origin and may connect to nothing, and so have its workers: the reader's code reaches neither
 * the site's data nor the network. A module worker can be started there from a `data:` address only, and has then an opaque
 * origin of its own: not even another worker of this frame can be reached from it.
 */

import type { Boot, Snapshot } from "./boot";

export type ToFrame =
  | { type: "script"; script: Blob }
  | { type: "runtime"; files: Record<string, Blob>; wasm: Blob; snapshot: Snapshot | undefined }
  | { type: "snapshot"; snapshot: Snapshot }
  | { type: "spawn"; id: number; port: MessagePort }
  | { type: "end"; id: number };

type Runtime = Omit<Boot, "port">;

const workers = new Map<number, Worker>();
const address = Promise.withResolvers<string>();
const runtime = Promise.withResolvers<Runtime>();

function dataUrl(script: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(script.slice(0, script.size, "text/javascript"));
  });
}

/** Start a worker as soon as its script is here; it reads the script while the runtime is still coming. */
async function spawn(id: number, port: MessagePort): Promise<void> {
  const worker = new Worker(await address.promise, { type: "module" });
  workers.set(id, worker);
  worker.onerror = () => parent.postMessage({ type: "worker-error", id }, "*");
  worker.postMessage({ ...(await runtime.promise), port } satisfies Boot, [port]);
}

function compiled(wasm: Blob): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(new Response(wasm, { headers: { "Content-Type": "application/wasm" } }));
}

async function receive({ files, wasm, snapshot }: ToFrame & { type: "runtime" }): Promise<void> {
  runtime.resolve({ role: "runner", files, snapshot, module: await compiled(wasm) });
}

async function take(message: ToFrame): Promise<void> {
  if (message.type === "script") address.resolve(await dataUrl(message.script));
  else if (message.type === "runtime") await receive(message);
  else if (message.type === "snapshot") (await runtime.promise).snapshot = message.snapshot;
  else if (message.type === "spawn") await spawn(message.id, message.port);
  else {
    workers.get(message.id)?.terminate();
    workers.delete(message.id);
  }
}

addEventListener("message", (event: MessageEvent<ToFrame>) => {
  if (event.source !== parent) return;
  take(event.data).catch((error: unknown) => parent.postMessage({ type: "frame-error", message: String(error) }, "*"));
});
parent.postMessage({ type: "frame-ready" }, "*");
