// The floor: a worker with npm's pyodide as it comes and nothing else.
import { loadPyodide } from "./stock/pyodide.mjs";

const python = await loadPyodide();
postMessage(python.runPython("1 + 1"));
