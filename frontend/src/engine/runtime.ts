/** The files the browser's Python is made of, fetched from this site only. */

interface Manifest {
  hash: string;
  files: { name: string; size: number }[];
  /** The archives in the packed file, one behind the other. */
  archives: { name: string; size: number }[];
}
/** Written into the bundle, as JSON, from build/runtime/manifest.json. */
declare const RUNTIME_FILES: string;
declare const WORKER_FILE: string;

const manifest = JSON.parse(RUNTIME_FILES) as Manifest;

const WASM = "pyodide.asm.wasm";
/** The archives, compressed by the build. */
const PACK = "python.pack.gz";

/** Address of the folder of the runtime; this module lies in `assets/app/`. */
export const RUNTIME_BASE = new URL(`../runtime/${manifest.hash}/`, import.meta.url);
/** Address of the worker's script. */
export const WORKER_URL = new URL(WORKER_FILE, import.meta.url);
/** Addresses of the files that Python starts from. */
export const RUNTIME_ADDRESSES = manifest.files.map((file) => new URL(file.name, RUNTIME_BASE));
/** Bytes to fetch before Python can start. */
export const RUNTIME_BYTES = manifest.files.reduce((sum, file) => sum + file.size, 0);

/** What the workers of a page start from; asked for once, and again only after it has failed. */
let archives: Promise<Record<string, Blob>> | undefined;

async function fetched(url: URL): Promise<globalThis.Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: the server answered ${response.status}; reload the page`);
  return response;
}

/** Fetch the archives that Python imports from: name -> bytes. They are blobs, so handing them on costs this page nothing. */
export function fetchArchives(onBytes: (count: number) => void = () => {}): Promise<Record<string, Blob>> {
  archives ??= unpack().catch((error: unknown) => {
    archives = undefined;
    throw error;
  });
  void archives.then(
    () => onBytes(sizeOf(PACK)),
    () => {},
  );
  return archives;
}

async function unpack(): Promise<Record<string, Blob>> {
  const response = await fetched(new URL(PACK, RUNTIME_BASE));
  const whole = await new Response(response.body!.pipeThrough(new DecompressionStream("gzip"))).blob();
  const found: Record<string, Blob> = {};
  let offset = 0;
  for (const { name, size } of manifest.archives) found[name] = whole.slice(offset, (offset += size));
  return found;
}

function sizeOf(name: string): number {
  return manifest.files.find((file) => file.name === name)?.size ?? 0;
}

/** Fetch the WebAssembly, for a frame that compiles it itself. */
export async function fetchWasm(onBytes: (count: number) => void): Promise<Blob> {
  const blob = await (await fetched(new URL(WASM, RUNTIME_BASE))).blob();
  onBytes(blob.size);
  return blob;
}

/** Compile the WebAssembly while it arrives; the browser keeps the compiled code for the next visit. */
export async function compileWasm(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetched(new URL(WASM, RUNTIME_BASE)));
}

/** The worker's script, for a frame that cannot fetch. */
export async function fetchWorkerScript(): Promise<Blob> {
  return (await fetched(WORKER_URL)).blob();
}
