/** The files the browser's Python is made of, fetched from this site only. */

interface RuntimeManifest {
  hash: string;
  pyodide: string;
  packages: string[];
  files: { name: string; size: number }[];
}
/** Written into the bundle from build/runtime/manifest.json. */
declare const RUNTIME: RuntimeManifest;
declare const WORKER_FILE: string;

const WASM = "pyodide.asm.wasm";

/** Address of the folder of the runtime; this module lies in `assets/app/`. */
export const RUNTIME_BASE = new URL(`../runtime/${RUNTIME.hash}/`, import.meta.url);
/** Address of the worker's script. */
export const WORKER_URL = new URL(WORKER_FILE, import.meta.url);
/** Bytes to fetch before Python can start. */
export const RUNTIME_BYTES = RUNTIME.files.reduce((sum, file) => sum + file.size, 0);

async function fetched(url: URL): Promise<globalThis.Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: the server answered ${response.status}; reload the page`);
  return response;
}

/** Fetch one file, telling of each piece that arrives. */
async function fetchBytes(url: URL, onBytes?: (count: number) => void): Promise<ArrayBuffer> {
  const response = await fetched(url);
  if (!onBytes || !response.body) return response.arrayBuffer();
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  return new globalThis.Response(counted).arrayBuffer();
}

/** Fetch all runtime files but the WebAssembly: name -> bytes. */
export async function fetchFiles(onBytes?: (count: number) => void): Promise<Record<string, ArrayBuffer>> {
  const names = RUNTIME.files.map((file) => file.name).filter((name) => name !== WASM);
  const bytes = await Promise.all(names.map((name) => fetchBytes(new URL(name, RUNTIME_BASE), onBytes)));
  return Object.fromEntries(names.map((name, index) => [name, bytes[index]!]));
}

/** Fetch the WebAssembly as bytes, for a frame that compiles it itself. */
export function fetchWasm(onBytes?: (count: number) => void): Promise<ArrayBuffer> {
  return fetchBytes(new URL(WASM, RUNTIME_BASE), onBytes);
}

/** Compile the WebAssembly while it arrives. */
export async function compileWasm(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetched(new URL(WASM, RUNTIME_BASE)));
}

/** The worker's script as bytes, for a frame that cannot fetch. */
export async function fetchWorkerScript(): Promise<ArrayBuffer> {
  return (await fetched(WORKER_URL)).arrayBuffer();
}
