/** Starts a Python in this worker: plainly, or from a snapshot of one that had started before. */

import { loadPyodide, type FileSystem, type Interpreter, type Python } from "pyodide-loader";
import createPyodideModule from "pyodide-module";
import { FILL, PREPARE, WAKE } from "./adapter";
import type { Boot, Snapshot, Start } from "./boot";
import { headOf, packed, restore } from "./heap";

/** Written into the bundle from build/runtime/manifest.json. */
declare const RUNTIME: { lock: object };

/** Where Pyodide believes its files to be; never fetched. */
const BASE = "https://runtime.invalid/";
const LIBRARY = "python_stdlib.zip";
/** Folder of our archives in Python's file system. */
const SITE = "/lib/site";
export interface Started {
  python: Python;
  start: Start;
}

/** Start Python and prepare the door to the engine. A snapshot that does not serve is passed over. */
export async function startPython(boot: Omit<Boot, "port">, module: WebAssembly.Module): Promise<Started> {
  const archives = Object.keys(boot.files).filter((name) => name !== LIBRARY);
  if (boot.snapshot) {
    answerFetches({ [LIBRARY]: new Blob() }, module); // it stays unread until something is imported
    const python = await awake(boot.snapshot, boot.files, archives).catch(() => undefined);
    if (python) return { python, start: "snapshot" };
  }
  answerFetches(boot.files, module);
  return { python: await plain(boot, archives), start: "plain" };
}

async function plain(boot: Omit<Boot, "port">, archives: string[]): Promise<Python> {
  const contents = await Promise.all(archives.map((name) => boot.files[name]!.arrayBuffer()));
  const python = await loadPyodide({
    ...options(archives),
    // Wheels are imported from the archive they come in: unpacking them would cost a first start a quarter of a second.
    fsInit: async (system: FileSystem) => {
      system.mkdirTree(SITE);
      archives.forEach((name, index) => system.writeFile(`${SITE}/${name}`, new Uint8Array(contents[index]!)));
    },
    createPyodideModule,
    _makeSnapshot: boot.role === "maker",
  });
  python.runPython(PREPARE);
  return python;
}

/** A Python started from a snapshot; rejects when the snapshot is damaged, of another build, or no longer supported. */
async function awake(snapshot: Snapshot, files: Record<string, Blob>, archives: string[]): Promise<Python> {
  const bytes = await snapshot.bytes.arrayBuffer();
  let sum: Promise<string> | undefined;
  const python = await loadPyodide({
    ...options(archives),
    createPyodideModule: async (settings: object): Promise<Interpreter> => {
      const module = await createPyodideModule(settings);
      const { FS } = module;
      FS.mkdirTree(SITE);
      for (const name of archives) lazyFile(FS, `${SITE}/${name}`, files[name]!);
      for (const name of FS.readdir("/lib")) if (name.endsWith(".zip")) lazyFile(FS, `/lib/${name}`, files[LIBRARY]!);
      restore(bytes, module);
      sum = sha256(bytes); // on a thread of its own, while Python wakes
      return module;
    },
    _loadSnapshot: headOf(bytes),
  });
  if ((await sum) !== snapshot.sha256) throw new Error("the snapshot is damaged");
  python.runPython(WAKE);
  return python;
}

/** The memory of a Python started as `maker`, with all imported that a first test needs. Throws where Pyodide cannot. */
export async function takeSnapshot(python: Python): Promise<Snapshot> {
  if (!python.makeMemorySnapshot) throw new Error("this Pyodide makes no snapshots");
  python.runPython(FILL);
  const bytes = packed(python.makeMemorySnapshot());
  return { bytes: new Blob([bytes]), sha256: await sha256(bytes) };
}

async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function options(archives: string[]): Record<string, unknown> {
  return {
    indexURL: BASE,
    packageBaseUrl: BASE,
    lockFileContents: RUNTIME.lock,
    stdin: () => null,
    stdout: () => {},
    stderr: () => {},
    env: {
      HOME: "/home/reader",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONPATH: archives.map((name) => `${SITE}/${name}`).join(":"),
      PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1",
    },
  };
}

/** A file whose bytes are read when they are first asked for: most runs import nothing that is not in the snapshot. */
function lazyFile(system: FileSystem, path: string, blob: Blob): void {
  system.writeFile(path, new Uint8Array());
  const { node } = system.lookupPath(path);
  let bytes: Uint8Array | undefined;
  node.usedBytes = blob.size;
  Object.defineProperty(node, "contents", { get: () => (bytes ??= new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob))) });
}

/** Answer Pyodide's requests from what the page posted. */
function answerFetches(files: Record<string, Blob | undefined>, module: WebAssembly.Module): void {
  globalThis.fetch = async (input: RequestInfo | URL): Promise<globalThis.Response> => {
    const file = files[String(input instanceof globalThis.Request ? input.url : input).replace(BASE, "")];
    return new globalThis.Response(file ?? null, { status: file ? 200 : 404 });
  };
  WebAssembly.instantiateStreaming = (async (_source: unknown, imports: WebAssembly.Imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  })) as typeof WebAssembly.instantiateStreaming;
}
