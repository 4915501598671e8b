/**
 * The script inside the sandboxed frame: it starts and ends workers for the page, and knows nothing else.
 *
 * The frame has an opaque origin and may connect to nothing, and so have its workers: the reader's code reaches neither
 * the site's data nor the network. A module worker can be started there from a `data:` address only.
 */

import type { Boot } from "./boot";

export type ToFrame =
  | { type: "runtime"; files: Record<string, ArrayBuffer>; wasm: ArrayBuffer; script: ArrayBuffer }
  | { type: "spawn"; id: number; port: MessagePort }
  | { type: "end"; id: number };

const workers = new Map<number, Worker>();
let give: (runtime: { boot: Omit<Boot, "port">; url: string }) => void;
const runtime = new Promise<{ boot: Omit<Boot, "port">; url: string }>((resolve) => (give = resolve));

function dataUrl(script: ArrayBuffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([script], { type: "text/javascript" }));
  });
}

async function spawn(id: number, port: MessagePort): Promise<void> {
  const { boot, url } = await runtime;
  const worker = new Worker(url, { type: "module" });
  workers.set(id, worker);
  worker.onerror = () => parent.postMessage({ type: "worker-error", id }, "*");
  worker.postMessage({ ...boot, port } satisfies Boot, [port]);
}

addEventListener("message", async (event: MessageEvent<ToFrame>) => {
  if (event.source !== parent) return;
  const message = event.data;
  if (message.type === "runtime") {
    try {
      const [module, url] = await Promise.all([WebAssembly.compile(message.wasm), dataUrl(message.script)]);
      give({ boot: { role: "runner", files: message.files, module }, url });
    } catch (error) {
      parent.postMessage({ type: "frame-error", message: String(error) }, "*");
    }
  } else if (message.type === "spawn") {
    void spawn(message.id, message.port);
  } else {
    workers.get(message.id)?.terminate();
    workers.delete(message.id);
  }
});
parent.postMessage({ type: "frame-ready" }, "*");
