// Bundle the front end into build/frontend: hashed files plus manifest.json, which macros/hooks.py reads.
//   node frontend/build.mjs
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "build", "frontend");
const fresh = `${out}.new`;
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });

const runtimeManifest = join(here, "..", "build", "runtime", "manifest.json");
if (!existsSync(runtimeManifest)) {
  console.error("frontend/build.mjs: build/runtime/manifest.json is missing; run 'make runtime' first");
  process.exit(2);
}
const { inputs: _, ...runtime } = JSON.parse(readFileSync(runtimeManifest, "utf8"));

const shared = {
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: false,
  legalComments: "none",
  logLevel: "warning",
  charset: "utf8",
  tsconfig: join(here, "tsconfig.json"),
};

// The script of the sandboxed frame is written into its document, so the pages' policy allows it by its hash.
const frame = await build({
  ...shared,
  entryPoints: [join(here, "src/engine/sandbox.ts")],
  format: "iife",
  write: false,
});
const sandbox = frame.outputFiles[0].text.trim();
const policyHash = `'sha256-${createHash("sha256").update(sandbox).digest("base64")}'`;

// A worker runs in a scope of its own, so it is a single file.
const scopes = await build({
  ...shared,
  alias: {
    "pyodide-loader": join(here, "../node_modules/pyodide/pyodide.mjs"),
    "pyodide-module": join(here, "../node_modules/pyodide/pyodide.asm.mjs"),
  },
  define: { RUNTIME: JSON.stringify(runtime) },
  entryPoints: { "python-worker": join(here, "src/engine/python-worker.ts") },
  external: ["node:*", "module", "fs", "url", "path", "ws", "child_process", "crypto", "vm"],
  outdir: fresh,
  entryNames: "[name]-[hash]",
  metafile: true,
});
const named = {};
for (const [file, info] of Object.entries(scopes.metafile.outputs)) {
  if (info.entryPoint) named[basename(info.entryPoint, ".ts")] = basename(file);
}

const pages = await build({
  ...shared,
  entryPoints: { main: join(here, "src/main.ts"), app: join(here, "src/app.css") },
  splitting: true,
  outdir: fresh,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  metafile: true,
  define: {
    RUNTIME: JSON.stringify(runtime),
    WORKER_FILE: JSON.stringify(named["python-worker"]),
    SANDBOX_SOURCE: JSON.stringify(sandbox),
  },
});
const manifest = { files: Object.values(named), scriptHashes: [policyHash] };
for (const [file, info] of Object.entries(pages.metafile.outputs)) {
  const name = basename(file);
  manifest.files.push(name);
  if (info.entryPoint?.endsWith("src/main.ts")) manifest.entry = name;
  if (info.entryPoint?.endsWith("src/app.css")) manifest.css = name;
}
manifest.files.sort();

await build({
  ...shared,
  entryPoints: { "service-worker": join(here, "src/offline/service-worker.ts") },
  outdir: fresh,
});
manifest.serviceWorker = "service-worker.js";
writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

rmSync(out, { recursive: true, force: true });
renameSync(fresh, out);
console.log(`frontend: ${manifest.files.length} files in ${relative(process.cwd(), out)}`);
