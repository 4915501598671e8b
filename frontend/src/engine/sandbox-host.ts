/** The page's side of the sandboxed frame: one frame, and as many isolated Pythons as are asked for. */

import { Link } from "./link";
import { EngineError } from "./protocol";
import { fetchArchives, fetchWasm, fetchWorkerScript, RUNTIME_BYTES } from "./runtime";
import type { ToFrame } from "./sandbox";
import { findSnapshot, forgetSnapshot, keepSnapshot, startsFromDevice } from "./snapshots";

/** The frame's script, written into the bundle; its hash is in the page's content security policy. */
declare const SANDBOX_SOURCE: string;

const POLICY = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; worker-src data:; connect-src 'none'";

/** An isolated Python with its line to the page. */
export interface Runner {
  link: Link;
  /** End it at once, whatever it does. */
  end(): void;
}

export class SandboxHost {
  private frame: { element: HTMLIFrameElement; ready: Promise<Window> } | undefined;
  /** The frame with the runtime on its way to it. */
  private loaded: Promise<Window> | undefined;
  private readonly links = new Map<number, Link>();
  private nextId = 1;
  private hasSnapshot = false;
  private keeping = false;

  /** `onProgress` hears the part (0 to 1) of the runtime that has arrived. */
  constructor(private readonly onProgress: (part: number) => void = () => {}) {}

  /** Put up the empty frame ahead of time: a process of its own, and no request yet. */
  async prepare(): Promise<boolean> {
    this.open();
    return startsFromDevice();
  }

  /** Start an isolated Python; its `link.ready` tells when it can be used. */
  spawn(): Runner {
    const id = this.nextId++;
    const channel = new MessageChannel();
    const link = new Link(channel.port1);
    this.links.set(id, link);
    this.loaded ??= this.load();
    const loaded = this.loaded;
    loaded.then(
      (frame) => this.post(frame, { type: "spawn", id, port: channel.port2 }, [channel.port2]),
      (error: unknown) => this.fail(error),
    );
    const given = this.hasSnapshot;
    link.ready.then(
      (start) => {
        if (given && start === "plain") void forgetSnapshot(); // this browser could not use it
      },
      () => {},
    );
    const end = (): void => {
      this.links.delete(id);
      link.close(new EngineError("ended", "The run was ended."));
      loaded.then(
        (frame) => this.post(frame, { type: "end", id }),
        () => {},
      );
    };
    return { link, end };
  }

  /**
   * The page is at rest: a good time to put a started Python away for the next one. `busy` tells whether code runs again.
   */
  async rest(busy: () => boolean): Promise<void> {
    if (this.keeping || this.hasSnapshot) return;
    this.keeping = true;
    const snapshot = await keepSnapshot(busy);
    this.keeping = false;
    const frame = await this.loaded?.catch(() => undefined);
    if (!snapshot || !frame) return;
    this.hasSnapshot = true;
    this.post(frame, { type: "snapshot", snapshot });
  }

  private post(frame: Window, message: ToFrame, transfer: Transferable[] = []): void {
    frame.postMessage(message, "*", transfer); // the frame's origin is opaque, so it cannot be named
  }

  /** Fetch what the frame needs; resolves when its workers can be started, while the runtime still comes. */
  private async load(): Promise<Window> {
    let arrived = 0;
    const count = (bytes: number): void => {
      arrived += bytes;
      this.onProgress(Math.min(1, arrived / RUNTIME_BYTES));
    };
    const runtime = Promise.all([fetchArchives(count), fetchWasm(count), findSnapshot()]);
    runtime.catch(() => {}); // told where it is handed on
    const [target, script] = await Promise.all([this.open(), fetchWorkerScript()]);
    this.post(target, { type: "script", script });
    runtime.then(
      ([files, wasm, snapshot]) => {
        this.hasSnapshot = snapshot !== undefined;
        this.post(target, { type: "runtime", files, wasm, snapshot });
      },
      (error: unknown) => this.fail(error),
    );
    return target;
  }

  /** Give the frame up: whoever waits is told, and the next spawn makes a new one. */
  private fail(error: unknown): void {
    this.frame?.element.remove();
    this.frame = this.loaded = undefined;
    const told = error instanceof EngineError ? error : new EngineError("failed", error instanceof Error ? error.message : String(error));
    for (const link of this.links.values()) link.close(told);
    this.links.clear();
  }

  private async open(): Promise<Window> {
    this.frame ??= this.create();
    return this.frame.ready;
  }

  private create(): { element: HTMLIFrameElement; ready: Promise<Window> } {
    const element = document.createElement("iframe");
    element.setAttribute("sandbox", "allow-scripts");
    element.setAttribute("aria-hidden", "true");
    element.title = "Isolated Python";
    element.tabIndex = -1;
    element.hidden = true;
    element.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script>${SANDBOX_SOURCE}</script>`;
    const ready = this.listen(element);
    document.body.append(element);
    return { element, ready };
  }

  /** Resolve with the frame's window when its script runs; pass on what goes wrong in it later. */
  private listen(element: HTMLIFrameElement): Promise<Window> {
    return new Promise((resolve) => {
      window.addEventListener("message", (event: MessageEvent<{ type?: string; id?: number; message?: string }>) => {
        if (!element.contentWindow || event.source !== element.contentWindow) return;
        const { type, id, message } = event.data;
        if (type === "frame-ready") resolve(element.contentWindow);
        else if (type === "worker-error") this.links.get(id ?? 0)?.close(new EngineError("failed", "The worker could not start."));
        else if (type === "frame-error") this.fail(message ?? "The frame could not start.");
      });
    });
  }
}
