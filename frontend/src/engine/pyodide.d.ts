/** The two modules of npm's pyodide that the worker is bundled with; `frontend/build.mjs` says where they lie. */

declare module "pyodide-loader" {
  /** The part of Emscripten's file system that is used here. */
  export interface FileSystem {
    mkdirTree(path: string): void;
    readdir(path: string): string[];
    readFile(path: string): Uint8Array<ArrayBuffer>;
    unlink(path: string): void;
    writeFile(path: string, data: Uint8Array): void;
    lookupPath(path: string): { node: { contents: Uint8Array; usedBytes: number } };
  }
  /** What is used of the WebAssembly module behind Pyodide. */
  export interface Interpreter {
    FS: FileSystem;
    HEAP8: Int8Array;
    growMemory(bytes: number): unknown;
    stackSave(): number;
    _PyThreadState_Get(): number;
    _PyUnstable_ThreadState_SetStackProtection(threadState: number, start: number, size: number): number;
  }
  export interface Python {
    _module: Interpreter;
    runPython(code: string): unknown;
    setInterruptBuffer(buffer: object): void;
    /** Private to Pyodide, so it may be gone in the next version. */
    makeMemorySnapshot?(): Uint8Array<ArrayBuffer>;
  }
  export function loadPyodide(options: Record<string, unknown>): Promise<Python>;
}

declare module "pyodide-module" {
  const createPyodideModule: (settings: object) => Promise<import("pyodide-loader").Interpreter>;
  export default createPyodideModule;
}
