// Bundle a page of the tests against the built runtime:  node tests/bundle.mjs ENTRY OUTFILE WORKER_FILE
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [entry, outfile, worker] = process.argv.slice(2);
const shared = { bundle: true, target: "es2022", minify: true, tsconfig: join(root, "frontend/tsconfig.json") };
const frame = await build({ ...shared, entryPoints: [join(root, "frontend/src/engine/sandbox.ts")], format: "iife", write: false });
await build({
  ...shared,
  entryPoints: [join(root, entry)],
  format: "esm",
  outfile,
  define: {
    RUNTIME_FILES: JSON.stringify(readFileSync(join(root, "build/runtime/manifest.json"), "utf8")),
    WORKER_FILE: JSON.stringify(worker),
    SANDBOX_SOURCE: JSON.stringify(frame.outputFiles[0].text.trim()),
  },
});
