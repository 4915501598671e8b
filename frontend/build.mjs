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
const { hash, files, archives, lock } = JSON.parse(readFileSync(runtimeManifest, "utf8"));
// What pages fetch, and what only the worker needs.
const runtime = { hash, archives, files: files.map(({ name, size }) => ({ name, size })) };

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

// Pyodide's module may evaluate text in its own scope, for libraries that no runtime of ours has and that the pages' policy
// forbids. Without that, its names can be shortened: a third less to download and for each worker to read.
const unevaluated = {
  name: "unevaluated",
  setup({ onLoad }) {
    onLoad({ filter: /pyodide\.asm\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/\beval\(/g, "globalThis.eval("),
      loader: "js",
    }));
  },
};

// A worker, and the module of the sound's own thread, run in scopes of their own, so each is a single file.
const scopes = await build({
  ...shared,
  plugins: [unevaluated],
  logOverride: { "commonjs-variable-in-esm": "silent" },
  alias: {
    "pyodide-loader": join(here, "../node_modules/pyodide/pyodide.mjs"),
    "pyodide-module": join(here, "../node_modules/pyodide/pyodide.asm.mjs"),
  },
  define: { RUNTIME: JSON.stringify({ lock }) },
  entryPoints: {
    "python-worker": join(here, "src/engine/python-worker.ts"),
    "voice-tap": join(here, "src/recording/voice-tap.ts"),
  },
  external: ["node:*", "module", "fs", "url", "path", "ws", "child_process", "crypto", "vm"],
  outdir: fresh,
  entryNames: "[name]-[hash]",
  metafile: true,
});
const named = {};
for (const [file, info] of Object.entries(scopes.metafile.outputs)) {
  if (info.entryPoint) named[basename(info.entryPoint, ".ts")] = basename(file);
}

// What several components use is cut into a chunk for each set of them, and a page with three tools fetches half a dozen
// small files. Each component is made to use all of `foundation.ts`, so that it is one file, fetched once; those of a
// rehearsal all of `time-keeping.ts`, too.
const OF_A_REHEARSAL = /\/src\/(timer|spoken|recording|mock)\//;
const foundation = {
  name: "foundation",
  setup({ onResolve, onLoad, resolve }) {
    const components = new Set();
    onResolve({ filter: /^\.\.?\// }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || pluginData || !importer.startsWith(here)) return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: true });
      components.add(found.path);
      return found;
    });
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!components.has(path)) return undefined;
      const shared = ["foundation", ...(OF_A_REHEARSAL.test(path) ? ["time-keeping"] : [])];
      const imports = shared.map((name) => `import ${JSON.stringify(join(here, `src/${name}.ts`))};\n`);
      return { contents: imports.join("") + readFileSync(path, "utf8"), loader: "ts", resolveDir: dirname(path) };
    });
  },
};

// Styles first: the script that fetches those of seldom tools must know their name.
const styles = await build({
  ...shared,
  entryPoints: { app: join(here, "src/app.css"), seldom: join(here, "src/seldom.css") },
  outdir: fresh,
  entryNames: "[name]-[hash]",
  metafile: true,
});
const sheets = {};
for (const [file, info] of Object.entries(styles.metafile.outputs)) sheets[basename(info.entryPoint, ".css")] = basename(file);

const pages = await build({
  ...shared,
  plugins: [foundation],
  entryPoints: { main: join(here, "src/main.ts") },
  splitting: true,
  supported: { "inline-script": false }, // they are files of their own, so "</script" in a text needs no care
  outdir: fresh,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  metafile: true,
  define: {
    RUNTIME_FILES: JSON.stringify(JSON.stringify(runtime)),
    WORKER_FILE: JSON.stringify(named["python-worker"]),
    TAP_FILE: JSON.stringify(named["voice-tap"]),
    SANDBOX_SOURCE: JSON.stringify(sandbox),
    SELDOM_STYLES: JSON.stringify(sheets.seldom),
  },
});
const manifest = { files: [...Object.values(named), ...Object.values(sheets)], css: sheets.app, scriptHashes: [policyHash] };
for (const [file, info] of Object.entries(pages.metafile.outputs)) {
  const name = basename(file);
  manifest.files.push(name);
  if (info.entryPoint?.endsWith("src/main.ts")) manifest.entry = name;
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
