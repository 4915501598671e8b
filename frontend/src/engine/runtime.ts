/** The files the browser's Python is made of, fetched from this site only. */

import { rest } from "../parts/rest";
import { fetched } from "./fetched";

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
/** Unpacked in a few milliseconds on a slow device. */
const PIECE_BYTES = 32 * 1024;

/** Address of the folder of the runtime; this module lies in `assets/app/`. */
export const RUNTIME_BASE = new URL(`../runtime/${manifest.hash}/`, import.meta.url);
/** Address of the WebAssembly. */
export const WASM_URL = new URL(WASM, RUNTIME_BASE);
/** Address of the worker's script. */
export const WORKER_URL = new URL(WORKER_FILE, import.meta.url);
/** Addresses of the files that Python starts from. */
export const RUNTIME_ADDRESSES = manifest.files.map((file) => new URL(file.name, RUNTIME_BASE));
/** Bytes to fetch before Python can start. */
export const RUNTIME_BYTES = manifest.files.reduce((sum, file) => sum + file.size, 0);

/** What the workers of a page start from; asked for once, and again only after it has failed. */
let archives: Promise<Record<string, Blob>> | undefined;

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

/** Cuts what arrives into pieces, and gives the page its turn between them: the browser unpacks each in one go. */
const inPieces = (): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> =>
  new TransformStream({
    async transform(bytes, controller) {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        controller.enqueue(bytes.subarray(at, at + PIECE_BYTES));
        await rest();
      }
    },
  });

async function unpack(): Promise<Record<string, Blob>> {
  const response = await fetched(new URL(PACK, RUNTIME_BASE));
  const unpacked = response.body!.pipeThrough(inPieces()).pipeThrough(new DecompressionStream("gzip"));
  const whole = await new Response(unpacked).blob();
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
  const blob = await (await fetched(WASM_URL)).blob();
  onBytes(blob.size);
  return blob;
}

/** The worker's script, for a frame that cannot fetch. */
export async function fetchWorkerScript(): Promise<Blob> {
  return (await fetched(WORKER_URL)).blob();
}
