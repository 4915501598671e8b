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
/** Ending of files that the build compressed itself. */
const PACKED = ".gz";

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

/** Fetch a file as a blob: its bytes stay outside this page, so handing it on costs the main thread nothing. */
async function fetchBlob(url: URL): Promise<Blob> {
  const response = await fetched(url);
  if (!url.pathname.endsWith(PACKED)) return response.blob();
  return new Response(response.body!.pipeThrough(new DecompressionStream("gzip"))).blob();
}

/** Fetch all runtime files but the WebAssembly: name -> bytes, unpacked. */
export async function fetchFiles(onBytes?: (count: number) => void): Promise<Record<string, Blob>> {
  const files = RUNTIME.files.filter((file) => file.name !== WASM);
  const blobs = await Promise.all(
    files.map(async (file) => {
      const blob = await fetchBlob(new URL(file.name, RUNTIME_BASE));
      onBytes?.(file.size);
      return blob;
    }),
  );
  return Object.fromEntries(files.map((file, index) => [file.name.replace(PACKED, ""), blobs[index]!]));
}

/** Fetch the WebAssembly, for a frame that compiles it itself. */
export async function fetchWasm(onBytes?: (count: number) => void): Promise<Blob> {
  const blob = await fetchBlob(new URL(WASM, RUNTIME_BASE));
  onBytes?.(blob.size);
  return blob;
}

/** Compile the WebAssembly while it arrives; the browser keeps the compiled code for the next visit. */
export async function compileWasm(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetched(new URL(WASM, RUNTIME_BASE)));
}

/** The worker's script, for a frame that cannot fetch. */
export function fetchWorkerScript(): Promise<Blob> {
  return fetchBlob(WORKER_URL);
}
