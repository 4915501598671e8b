/**
 * The worker that holds a Python: the engine's beside the page, or a runner's inside the sandboxed frame.
 *
 * It fetches nothing itself. The page posts the runtime's files, and Pyodide's own requests are answered from them, so that
 * the same script works where there is no network at all. Then it answers the requests of `protocol.ts` one by one.
 */

import { loadPyodide, type Interpreter } from "pyodide-loader";
import createPyodideModule from "pyodide-module";
import { MEMORY_LIMIT, type Boot, type Role } from "./boot";
import { VERSION, type EngineEvent, type Request } from "./protocol";

/** Where Pyodide believes its files to be; never fetched. */
const BASE = "https://runtime.invalid/";

/** Rest after the start before what a first test needs is imported. */
const WARM_UP_AFTER_MS = 200;
/** Folder of our wheels in Python's file system. */
const SITE = "/lib/site";

/** The engine's door as Pyodide shows it; `callPromising` runs it on a stack of its own where the browser can. */
interface Handle {
  (request: string): string;
  callPromising(request: string): Promise<string>;
}

/** Browsers with JavaScript Promise Integration give such a stack twice the room of a worker's. */
const HAS_OWN_STACK = "Suspending" in WebAssembly;
/**
 * Bytes of the C stack after which Python raises RecursionError. The browser's own stack, which Python does not see, gives
 * out first otherwise and takes the interpreter with it. Measured: 300 kB is safe on the larger stack, 150 kB on the other.
 */
const STACK_LIMIT = (HAS_OWN_STACK ? 300 : 150) * 1024;

let port: MessagePort | undefined;
let handle: Handle | undefined;
let interpreter: Interpreter | undefined;
let deadline = Infinity;
let current = 0;

/** Pyodide looks here from time to time: 2 means "interrupt". A getter needs no shared memory and no special headers. */
const interrupts = {
  get 0(): number {
    if (performance.now() < deadline) return 0;
    deadline = performance.now() + 500; // once more, should the code swallow it
    return 2;
  },
  set 0(_value: number) {},
};

/** What Python sees of this worker: ways to tell the page something, and the limit's clock. */
const bridge = {
  emit(event: string, data: string): void {
    const message: EngineEvent = { v: VERSION, id: current, event, data: JSON.parse(data) };
    port?.postMessage(message);
  },
  arm(seconds: number): void {
    deadline = performance.now() + seconds * 1000;
  },
  disarm(): void {
    deadline = Infinity;
  },
  /** Tell Python how much of the stack it may use from here on. */
  protectStack(): void {
    const { stackSave, _PyThreadState_Get, _PyUnstable_ThreadState_SetStackProtection } = interpreter!;
    _PyUnstable_ThreadState_SetStackProtection(_PyThreadState_Get(), stackSave() - STACK_LIMIT, STACK_LIMIT);
  },
};

const ADAPTER = `
import json
import signal
import sys
from greenroom import api
from greenroom.judging import limits, memo

def _make(bridge):
    class WorkerLimit:
        def start(self, seconds):
            signal.signal(signal.SIGINT, limits.raise_time_limit)
            bridge.arm(seconds)
        def stop(self):
            bridge.disarm()
    def emit(event, data):
        bridge.emit(event, json.dumps(data))
    def handle(request):
        bridge.protectStack()
        return json.dumps(api.handle(json.loads(request), emit=emit, limit=WorkerLimit()))
    return handle

memo.install()
_make
`;

/** Refuse to grow the heap past the limit: Python then raises MemoryError instead of taking the machine's memory. */
function limitMemory(bytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number): number {
    if (this.buffer.byteLength + pages * 65536 > bytes) throw new RangeError("memory limit");
    return grow.call(this, pages);
  };
}

/** Answer Pyodide's requests from what the page posted. */
function serveFiles(files: Record<string, ArrayBuffer>, module: WebAssembly.Module): void {
  globalThis.fetch = async (input: RequestInfo | URL): Promise<globalThis.Response> => {
    const file = files[String(input instanceof globalThis.Request ? input.url : input).replace(BASE, "")];
    return new globalThis.Response(file ?? null, { status: file ? 200 : 404 });
  };
  WebAssembly.instantiateStreaming = (async (_source: unknown, imports: WebAssembly.Imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  })) as typeof WebAssembly.instantiateStreaming;
}

/** The part of Emscripten's file system that is used here. */
interface FileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array, options: { canOwn: boolean }): void;
}

/** Take from the worker what only its own start needed; the frame's policy blocks the network anyway. */
function takeAway(): void {
  console.error = () => {}; // a dying interpreter reports here; the page tells the reader in its own words
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "indexedDB", "caches", "BroadcastChannel", "importScripts", "Worker"]) {
    try {
      Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
    } catch {
      // The property is fixed in this browser; the policy still holds.
    }
  }
}

async function start(boot: Boot): Promise<void> {
  const names = Object.keys(boot.files);
  const bytes = await Promise.all(names.map((name) => boot.files[name]!.arrayBuffer()));
  const files = Object.fromEntries(names.map((name, index) => [name, bytes[index]!]));
  const wheels = names.filter((name) => name.endsWith(".whl"));
  limitMemory(boot.role === "runner" ? MEMORY_LIMIT : 4 * MEMORY_LIMIT);
  serveFiles(files, boot.module);
  const python = await loadPyodide({
    indexURL: BASE,
    packageBaseUrl: BASE,
    lockFileContents: new TextDecoder().decode(files["pyodide-lock.json"]),
    createPyodideModule,
    // Wheels are imported as the archives they are: unpacking them would cost a first start a quarter of a second.
    fsInit: async (system: FileSystem) => {
      system.mkdirTree(SITE);
      for (const name of wheels) system.writeFile(`${SITE}/${name}`, new Uint8Array(files[name]!), { canOwn: true });
    },
    stdin: () => null,
    stdout: () => {},
    stderr: () => {},
    env: {
      HOME: "/home/reader",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONPATH: wheels.map((name) => `${SITE}/${name}`).join(":"),
      PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1",
    },
  });
  interpreter = python._module;
  const make = python.runPython(ADAPTER) as (bridge: object) => Handle;
  handle = make(bridge);
  python.setInterruptBuffer(interrupts);
  if (boot.role === "runner") takeAway();
}

async function answer(request: Request): Promise<void> {
  current = request.id;
  const text = JSON.stringify(request);
  try {
    port?.postMessage(JSON.parse(HAS_OWN_STACK ? await handle!.callPromising(text) : handle!(text)));
  } catch (error) {
    // The interpreter itself is gone: out of stack, or exited. The page replaces this worker.
    const message = error instanceof Error ? error.message : String(error);
    port?.postMessage({ v: VERSION, id: request.id, error: { code: "died", message } });
  } finally {
    bridge.disarm();
  }
}

/** Load what a first test would otherwise wait for. */
async function warmUp(role: Role): Promise<void> {
  if (role === "runner") await answer({ v: VERSION, id: 0, method: "judge.warm_up", params: {} });
}

self.onmessage = (message: MessageEvent<Boot>) => {
  self.onmessage = null;
  const boot = message.data;
  port = boot.port;
  const early: Request[] = [];
  port.onmessage = (event: MessageEvent<Request>) => early.push(event.data);
  start(boot).then(
    () => {
      // One after the other: the next request waits until Python has answered the last.
      let last: Promise<void> = Promise.resolve();
      const next = (task: () => Promise<void>): void => {
        last = last.then(task);
      };
      port!.onmessage = (event: MessageEvent<Request>) => next(() => answer(event.data));
      port!.postMessage({ v: VERSION, id: 0, event: "ready", data: null });
      for (const request of early) next(() => answer(request));
      // Not at once: a press that waited for this moment goes first.
      setTimeout(() => next(() => warmUp(boot.role)), WARM_UP_AFTER_MS);
    },
    (error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      port!.postMessage({ v: VERSION, id: 0, event: "failed", data: text });
    },
  );
};
