/** The two modules of npm's pyodide that the worker is bundled with; `frontend/build.mjs` says where they lie. */

declare module "pyodide-loader" {
  export interface Python {
    runPython(code: string): unknown;
    setInterruptBuffer(buffer: object): void;
  }
  export function loadPyodide(options: Record<string, unknown>): Promise<Python>;
}

declare module "pyodide-module" {
  const createPyodideModule: (settings: object) => Promise<unknown>;
  export default createPyodideModule;
}
