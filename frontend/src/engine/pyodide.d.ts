/** The two modules of npm's pyodide that the worker is bundled with; `frontend/build.mjs` says where they lie. */

declare module "pyodide-loader" {
  /** What is used of the WebAssembly module behind Pyodide. */
  export interface Interpreter {
    stackSave(): number;
    _PyThreadState_Get(): number;
    _PyUnstable_ThreadState_SetStackProtection(threadState: number, start: number, size: number): number;
  }
  export interface Python {
    _module: Interpreter;
    runPython(code: string): unknown;
    setInterruptBuffer(buffer: object): void;
  }
  export function loadPyodide(options: Record<string, unknown>): Promise<Python>;
}

declare module "pyodide-module" {
  const createPyodideModule: (settings: object) => Promise<unknown>;
  export default createPyodideModule;
}
