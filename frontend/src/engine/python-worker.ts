/**
 * The worker that holds a Python: the engine's beside the page, or a runner's inside the sandboxed frame.
 *
 * The page posts the runtime's files, and Pyodide's own requests are answered from them, so that the same script works where
 * there is no network at all; beside the page it fetches the WebAssembly, and nothing else. Then it answers the requests of `protocol.ts` one by one.
 */

import type { Interpreter } from "pyodide-loader";
import { MEMORY_LIMIT, type Boot, type Role } from "./boot";
import { fetched } from "./fetched";
import { startPython, takeSnapshot, type Started } from "./interpreter";
import { VERSION, type EngineEvent, type Request } from "./protocol";

/** Rest after the start before what a first test needs is imported. */
const WARM_UP_AFTER_MS = 200;
/** Bytes of heap after which a Python is given up: WebAssembly's memory never shrinks. */
const WORN_AT = 256 * 1024 * 1024;

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

// Kept here before the reader's code can replace them.
const { parse, stringify } = JSON;

/** Where Python finds a file that came with a request. */
const FILE_IN = "/tmp/from-page";

let compiled: Promise<WebAssembly.Module> | undefined;
let port: MessagePort | undefined;
let handle: Handle | undefined;
let interpreter: Interpreter | undefined;
let deadline = Infinity;
let current = 0;
let role: Role = "engine";

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
    tell(event, parse(data), current);
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

function tell(event: string, data: unknown, id = 0): void {
  port?.postMessage({ v: VERSION, id, event, data } satisfies EngineEvent);
}

/** Refuse to grow the heap past the limit: Python then raises MemoryError instead of taking the machine's memory. */
function limitMemory(bytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number): number {
    if (this.buffer.byteLength + pages * 65536 > bytes) throw new RangeError("memory limit");
    return grow.call(this, pages);
  };
}

/**
 * Take from the worker what only its own start needed, and fix what the line to the page is made of, so that one run cannot
 * answer for the next. The frame's policy blocks the network anyway.
 */
function takeAway(): void {
  for (const part of [MessagePort, MessageEvent, Event, EventTarget]) Object.freeze(part.prototype);
  console.error = () => {}; // a dying interpreter reports here; the page tells the reader in its own words
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "indexedDB", "caches", "BroadcastChannel", "importScripts", "Worker"]) {
    try {
      Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
    } catch {
      // The property is fixed in this browser; the policy still holds.
    }
  }
}

async function start(boot: Boot): Promise<Started> {
  limitMemory(boot.role === "runner" ? MEMORY_LIMIT : 4 * MEMORY_LIMIT);
  const started = await startPython(boot, boot.module ?? (await compiled!));
  if (boot.role === "maker") return started;
  const { python } = started;
  interpreter = python._module;
  const make = python.runPython("_make") as (bridge: object) => Handle;
  handle = make(bridge);
  python.setInterruptBuffer(interrupts);
  if (boot.role === "runner") takeAway();
  return started;
}

async function answer({ file, ...request }: Request): Promise<void> {
  current = request.id;
  try {
    if (file) interpreter!.FS.writeFile(FILE_IN, new Uint8Array(file));
    const text = stringify(file ? { ...request, params: { ...request.params, path: FILE_IN } } : request);
    const answered = parse(HAS_OWN_STACK ? await handle!.callPromising(text) : handle!(text)) as { result?: unknown };
    const bytes = role === "engine" ? fileOf(answered.result) : undefined;
    const worn = interpreter!.HEAP8.length > WORN_AT;
    port?.postMessage(worn ? { ...answered, worn } : answered, bytes ? [bytes] : []);
  } catch (error) {
    // The interpreter itself is gone: out of stack, or exited. The page replaces this worker.
    port?.postMessage({ v: VERSION, id: request.id, error: { code: "died", message: textOf(error) } });
  } finally {
    bridge.disarm();
    if (file) interpreter?.FS.writeFile(FILE_IN, new Uint8Array());
  }
}

/** Put a file's bytes into a result in place of its path, and give them. */
function fileOf(result: unknown): ArrayBuffer | undefined {
  const told = result as { file?: unknown; bytes?: ArrayBuffer } | null | undefined;
  if (typeof told !== "object" || typeof told?.file !== "string") return undefined;
  const { FS } = interpreter!;
  const bytes = FS.readFile(told.file).slice().buffer;
  FS.unlink(told.file);
  delete told.file;
  told.bytes = bytes;
  return bytes;
}

/** Load what a first test would otherwise wait for. */
async function warmUp(role: Role): Promise<void> {
  if (role === "runner") await answer({ v: VERSION, id: 0, method: "judge.warm_up", params: {} });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Put this Python away: the only request that one started as `maker` answers. */
async function putAway(request: Request, started: Started): Promise<void> {
  const head = { v: VERSION, id: request.id };
  try {
    port?.postMessage({ ...head, result: await takeSnapshot(started.python) });
  } catch (error) {
    port?.postMessage({ ...head, error: { code: "failed", message: textOf(error) } });
  }
}

self.onmessage = (message: MessageEvent<Boot | string>) => {
  if (typeof message.data === "string") {
    // Compiled while it arrives; the browser keeps the compiled code for the next visit.
    compiled = WebAssembly.compileStreaming(fetched(new URL(message.data)));
    compiled.catch(() => {}); // whoever waits for it is told
    return;
  }
  self.onmessage = null;
  const boot = message.data;
  port = boot.port;
  role = boot.role;
  const early: Request[] = [];
  port.onmessage = (event: MessageEvent<Request>) => early.push(event.data);
  start(boot).then(
    (started) => {
      const respond = (request: Request): Promise<void> => (boot.role === "maker" ? putAway(request, started) : answer(request));
      // One after the other: the next request waits until Python has answered the last.
      let last: Promise<void> = Promise.resolve();
      const next = (task: () => Promise<void>): void => {
        last = last.then(task);
      };
      port!.onmessage = (event: MessageEvent<Request>) => next(() => respond(event.data));
      tell("ready", started.start);
      for (const request of early) next(() => respond(request));
      // Not at once: a press that waited for this moment goes first.
      if (started.start === "plain") setTimeout(() => next(() => warmUp(boot.role)), WARM_UP_AFTER_MS);
    },
    (error: unknown) => tell("failed", textOf(error)),
  );
};
