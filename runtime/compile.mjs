// Runs Python code under the browser's own interpreter: npm's pyodide, in node.
//   node compile.mjs compile FOLDER SITE_PACKAGES   pyodide-build's py-compile over the archives of FOLDER
//   node compile.mjs hot FOLDER '["json", ...]'     the library's members that importing these modules loads
import { loadPyodide } from "pyodide";

const [task, folder, argument] = process.argv.slice(2);
// With -OO the bytecode carries no docstrings, and without debug ranges no columns of expressions: two fifths less to download,
// and nothing a reader's code would miss. That is compiled when it runs, and its tracebacks keep their carets.
const python = await loadPyodide({ args: ["-OO", "-X", "no_debug_ranges"], env: { SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH, CI: "1" }, lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" }, packages: {} }, packageBaseUrl: folder });
python.mountNodeFS("/stage", folder);

if (task === "compile") {
  python.mountNodeFS("/host", argument);
  python.runPython(`
import sys
from pathlib import Path
sys.path.append("/host")
from pyodide_build._py_compile import _py_compile_archive_dir
_py_compile_archive_dir(Path("/stage"), keep=False, verbose=False, compression_level=9)
`);
} else {
  python.globals.set("roots", argument);
  const members = python.runPython(`
import glob, importlib, json, sys
for wheel in glob.glob("/stage/*.whl"):
    sys.path.append(wheel)
before = set(sys.modules)
for root in json.loads(roots):
    importlib.import_module(root)
library = next(path for path in sys.path if path.endswith(".zip") and "python3" in path)
found = []
for module in list(sys.modules.values()):
    file = getattr(module, "__file__", None) or ""
    if file.startswith(library + "/"):
        found.append(file[len(library) + 1:].replace(".pyc", ".py"))
json.dumps(sorted(set(found)))
`);
  console.log(members);
}
process.exit(0);
