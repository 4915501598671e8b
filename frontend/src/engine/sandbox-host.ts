/** The page's side of the sandboxed frame: one frame, and as many isolated Pythons as are asked for. */

import { Link } from "./link";
import { EngineError } from "./protocol";
import { fetchFiles, fetchWasm, fetchWorkerScript, RUNTIME_BYTES } from "./runtime";
import type { ToFrame } from "./sandbox";

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
  private frame: Promise<Window> | undefined;
  private readonly links = new Map<number, Link>();
  private nextId = 1;

  /** `onProgress` hears the part (0 to 1) of the runtime that has arrived. */
  constructor(private readonly onProgress: (part: number) => void = () => {}) {}

  /** Start an isolated Python; its `link.ready` tells when it can be used. */
  spawn(): Runner {
    const id = this.nextId++;
    const channel = new MessageChannel();
    const link = new Link(channel.port1);
    this.links.set(id, link);
    this.open().then(
      (frame) => this.post(frame, { type: "spawn", id, port: channel.port2 }, [channel.port2]),
      (error: unknown) => {
        this.frame = undefined; // the next spawn tries again
        link.close(error instanceof EngineError ? error : new EngineError("failed", String(error)));
      },
    );
    const end = (): void => {
      this.links.delete(id);
      link.close(new EngineError("ended", "The run was ended."));
      void this.open().then(
        (frame) => this.post(frame, { type: "end", id }),
        () => {},
      );
    };
    return { link, end };
  }

  private post(frame: Window, message: ToFrame, transfer: Transferable[] = []): void {
    frame.postMessage(message, "*", transfer); // the frame's origin is opaque, so it cannot be named
  }

  private open(): Promise<Window> {
    this.frame ??= this.create();
    return this.frame;
  }

  private async create(): Promise<Window> {
    const element = document.createElement("iframe");
    element.setAttribute("sandbox", "allow-scripts");
    element.setAttribute("aria-hidden", "true");
    element.title = "Isolated Python";
    element.tabIndex = -1;
    element.hidden = true;
    element.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script>${SANDBOX_SOURCE}</script>`;
    let arrived = 0;
    const count = (bytes: number): void => {
      arrived += bytes;
      this.onProgress(Math.min(1, arrived / RUNTIME_BYTES));
    };
    const [runtime, script] = [Promise.all([fetchFiles(count), fetchWasm(count)]), fetchWorkerScript()];
    runtime.catch(() => {}); // told below
    try {
      const opened = this.listen(element);
      document.body.append(element);
      const target = await opened;
      const source = await script;
      this.post(target, { type: "script", script: source }, [source]);
      this.deliver(target, element, runtime);
      return target;
    } catch (error) {
      element.remove();
      throw error;
    }
  }

  /** Hand the runtime to the frame when it has come; workers wait for it there. */
  private deliver(target: Window, element: HTMLIFrameElement, runtime: Promise<[Record<string, ArrayBuffer>, ArrayBuffer]>): void {
    runtime.then(
      ([files, wasm]) => this.post(target, { type: "runtime", files, wasm }, [wasm, ...Object.values(files)]),
      (error: unknown) => this.fail(element, error instanceof Error ? error.message : String(error)),
    );
  }

  /** Give the frame up: whoever waits is told, and the next spawn makes a new one. */
  private fail(element: HTMLIFrameElement, message: string): void {
    this.frame = undefined;
    element.remove();
    for (const link of this.links.values()) link.close(new EngineError("failed", message));
    this.links.clear();
  }

  /** Resolve with the frame's window when its script runs; pass on what goes wrong in it later. */
  private listen(element: HTMLIFrameElement): Promise<Window> {
    return new Promise((resolve) => {
      window.addEventListener("message", (event: MessageEvent<{ type?: string; id?: number; message?: string }>) => {
        if (!element.contentWindow || event.source !== element.contentWindow) return;
        const { type, id, message } = event.data;
        if (type === "frame-ready") resolve(element.contentWindow);
        else if (type === "worker-error") this.links.get(id ?? 0)?.close(new EngineError("failed", "The worker could not start."));
        else if (type === "frame-error") this.fail(element, message ?? "The frame could not start.");
      });
    });
  }
}
